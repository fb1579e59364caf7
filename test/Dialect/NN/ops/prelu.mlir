// The forms of nn.prelu: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @prelu(
func.func @prelu(%x: tensor<8x?x2xf32, #nn.axes<batch, channel, _>>, %s: tensor<4xf32, #nn.axes<channel>>, %o: tensor<1xf32>) {
  // GENERIC: "nn.prelu"(%{{.*}}, %{{.*}}) : (tensor<8x?x2xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<8x?x2xf32, #nn.axes<batch, channel, _>>
  // CHECK: nn.prelu %{{.*}}, %{{.*}} : (tensor<8x?x2xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<8x?x2xf32, #nn.axes<batch, channel, _>>
  %0 = nn.prelu %x, %s : (tensor<8x?x2xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<8x?x2xf32, #nn.axes<batch, channel, _>>
  // CHECK: nn.prelu %{{.*}}, %{{.*}} {note} : (tensor<8x?x2xf32, #nn.axes<batch, channel, _>>, tensor<1xf32>) -> tensor<8x?x2xf32>
  %1 = nn.prelu %x, %o {note} : (tensor<8x?x2xf32, #nn.axes<batch, channel, _>>, tensor<1xf32>) -> tensor<8x?x2xf32>
  return
}
