// The forms of nn.layer_norm: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @layer_norm(
func.func @layer_norm(%x: tensor<8x?x4xf32, #nn.axes<batch, time, depth>>, %s: tensor<4xf32, #nn.axes<depth>>, %t: tensor<?x4xf32>, %e: tensor<f32>) {
  // GENERIC: "nn.layer_norm"(%{{.*}}, %{{.*}}, %{{.*}}) <{axes = array<i64: 2>, epsilon = 1.000000e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}> : (
  // CHECK: nn.layer_norm %{{.*}} axes [2] scale %{{.*}} shift %{{.*}} epsilon 1.000000e-05 : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>, tensor<4xf32, #nn.axes<depth>>, tensor<4xf32, #nn.axes<depth>>) -> tensor<8x?x4xf32, #nn.axes<batch, time, depth>>
  %0 = nn.layer_norm %x axes [2] scale %s shift %s epsilon 1.000000e-05 : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>, tensor<4xf32, #nn.axes<depth>>, tensor<4xf32, #nn.axes<depth>>) -> tensor<8x?x4xf32, #nn.axes<batch, time, depth>>
  // GENERIC: operandSegmentSizes = array<i32: 1, 0, 1>
  // CHECK: nn.layer_norm %{{.*}} axes [1, 2] shift %{{.*}} epsilon 0.000000e+00 {note} : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>, tensor<?x4xf32>) -> tensor<8x?x4xf32>
  %1 = nn.layer_norm %x axes [1, 2] shift %t epsilon 0.000000e+00 {note} : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>, tensor<?x4xf32>) -> tensor<8x?x4xf32>
  // CHECK: nn.layer_norm %{{.*}} axes [0] epsilon 1.000000e+00 : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<8x?x4xf32>
  %2 = nn.layer_norm %x axes [0] epsilon 1.000000e+00 : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<8x?x4xf32>
  // Over no axis, each element is its own mean.
  // CHECK: nn.layer_norm %{{.*}} axes [] scale %{{.*}} epsilon 1.000000e+00 : (tensor<f32>, tensor<f32>) -> tensor<f32>
  %3 = nn.layer_norm %e axes [] scale %e epsilon 1.000000e+00 : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return
}
