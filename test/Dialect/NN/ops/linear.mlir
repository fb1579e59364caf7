// The forms of nn.linear: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @linear(
func.func @linear(%x: tensor<2x?x4xf32, #nn.axes<batch, time, in>>, %w: tensor<3x4xf32, #nn.axes<out, _>>, %b: tensor<3xf32>, %v: tensor<4xf32>) {
  // GENERIC: "nn.linear"(%{{.*}}, %{{.*}}, %{{.*}}) : (tensor<2x?x4xf32, #nn.axes<batch, time, in>>, tensor<3x4xf32, #nn.axes<out, _>>, tensor<3xf32>) -> tensor<2x?x3xf32, #nn.axes<batch, time, out>>
  // CHECK: nn.linear %{{.*}}, %{{.*}} bias %{{.*}} : (tensor<2x?x4xf32, #nn.axes<batch, time, in>>, tensor<3x4xf32, #nn.axes<out, _>>, tensor<3xf32>) -> tensor<2x?x3xf32, #nn.axes<batch, time, out>>
  %0 = nn.linear %x, %w bias %b : (tensor<2x?x4xf32, #nn.axes<batch, time, in>>, tensor<3x4xf32, #nn.axes<out, _>>, tensor<3xf32>) -> tensor<2x?x3xf32, #nn.axes<batch, time, out>>
  // CHECK: nn.linear %{{.*}}, %{{.*}} {note} : (tensor<4xf32>, tensor<3x4xf32, #nn.axes<out, _>>) -> tensor<3xf32>
  %1 = nn.linear %v, %w {note} : (tensor<4xf32>, tensor<3x4xf32, #nn.axes<out, _>>) -> tensor<3xf32>
  return
}
