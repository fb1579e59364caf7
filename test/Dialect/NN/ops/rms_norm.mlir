// The forms of nn.rms_norm: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @rms_norm(
func.func @rms_norm(%x: tensor<8x?x4xf32, #nn.axes<batch, time, depth>>, %s: tensor<4xf32, #nn.axes<depth>>) {
  // GENERIC: "nn.rms_norm"(%{{.*}}, %{{.*}}) <{axes = array<i64: 2>, epsilon = 1.000000e-05 : f64}> : (
  // CHECK: nn.rms_norm %{{.*}} axes [2] scale %{{.*}} epsilon 1.000000e-05 : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>, tensor<4xf32, #nn.axes<depth>>) -> tensor<8x?x4xf32, #nn.axes<batch, time, depth>>
  %0 = nn.rms_norm %x axes [2] scale %s epsilon 1.000000e-05 : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>, tensor<4xf32, #nn.axes<depth>>) -> tensor<8x?x4xf32, #nn.axes<batch, time, depth>>
  // CHECK: nn.rms_norm %{{.*}} axes [0, 1] epsilon 0.000000e+00 {note} : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<8x?x4xf32>
  %1 = nn.rms_norm %x axes [0, 1] epsilon 0.000000e+00 {note} : (tensor<8x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<8x?x4xf32>
  return
}
