// The forms of nn.l2_normalize: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @l2_normalize(
func.func @l2_normalize(%x: tensor<?x3xf64, #nn.axes<batch, depth>>) {
  // GENERIC: "nn.l2_normalize"(%{{.*}}) <{axis = 1 : i64, epsilon = 9.9999999999999998E-13 : f64}> : (
  // CHECK: nn.l2_normalize %{{.*}} axis 1 epsilon 9.9999999999999998E-13 : tensor<?x3xf64, #nn.axes<batch, depth>>
  %0 = nn.l2_normalize %x axis 1 epsilon 9.9999999999999998E-13 : tensor<?x3xf64, #nn.axes<batch, depth>>
  // CHECK: nn.l2_normalize %{{.*}} axis 0 epsilon 0.000000e+00 {note} : tensor<?x3xf64, #nn.axes<batch, depth>>
  %1 = nn.l2_normalize %x axis 0 epsilon 0.000000e+00 {note} : tensor<?x3xf64, #nn.axes<batch, depth>>
  return
}
