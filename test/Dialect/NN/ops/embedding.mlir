// The forms of nn.embedding: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @embedding(
func.func @embedding(%i: tensor<8x?xi16, #nn.axes<batch, time>>, %t: tensor<5x3xbf16, #nn.axes<token, depth>>, %s: tensor<i64>) {
  // GENERIC: "nn.embedding"(%{{.*}}, %{{.*}}) : (tensor<8x?xi16, #nn.axes<batch, time>>, tensor<5x3xbf16, #nn.axes<token, depth>>) -> tensor<8x?x3xbf16, #nn.axes<batch, time, depth>>
  // CHECK: nn.embedding %{{.*}}, %{{.*}} : (tensor<8x?xi16, #nn.axes<batch, time>>, tensor<5x3xbf16, #nn.axes<token, depth>>) -> tensor<8x?x3xbf16, #nn.axes<batch, time, depth>>
  %0 = nn.embedding %i, %t : (tensor<8x?xi16, #nn.axes<batch, time>>, tensor<5x3xbf16, #nn.axes<token, depth>>) -> tensor<8x?x3xbf16, #nn.axes<batch, time, depth>>
  // CHECK: nn.embedding %{{.*}}, %{{.*}} {note} : (tensor<i64>, tensor<5x3xbf16, #nn.axes<token, depth>>) -> tensor<3xbf16>
  %1 = nn.embedding %s, %t {note} : (tensor<i64>, tensor<5x3xbf16, #nn.axes<token, depth>>) -> tensor<3xbf16>
  return
}
