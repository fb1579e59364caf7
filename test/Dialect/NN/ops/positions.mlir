// The forms of nn.positions: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @positions(
func.func @positions(%x: tensor<8x?x2xi1, #nn.axes<batch, time, _>>) {
  // GENERIC: "nn.positions"(%{{.*}}) <{axis = 1 : i64}> : (tensor<8x?x2xi1, #nn.axes<batch, time, _>>) -> tensor<?xi64, #nn.axes<time>>
  // CHECK: nn.positions %{{.*}} axis 1 : (tensor<8x?x2xi1, #nn.axes<batch, time, _>>) -> tensor<?xi64, #nn.axes<time>>
  %0 = nn.positions %x axis 1 : (tensor<8x?x2xi1, #nn.axes<batch, time, _>>) -> tensor<?xi64, #nn.axes<time>>
  // CHECK: nn.positions %{{.*}} axis 2 {note} : (tensor<8x?x2xi1, #nn.axes<batch, time, _>>) -> tensor<2xi64>
  %1 = nn.positions %x axis 2 {note} : (tensor<8x?x2xi1, #nn.axes<batch, time, _>>) -> tensor<2xi64>
  return
}
