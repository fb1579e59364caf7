// The forms of nn.sort: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @sort(
func.func @sort(%x: tensor<?x5xf32, #nn.axes<row, column>>, %p: tensor<3xi1>) {
  // GENERIC: "nn.sort"(%{{.*}}) <{axis = 1 : i64}> : (tensor<?x5xf32, #nn.axes<row, column>>) -> (tensor<?x5xf32, #nn.axes<row, column>>, tensor<?x5xi64, #nn.axes<row, column>>)
  // CHECK: nn.sort %{{.*}} axis 1 : (tensor<?x5xf32, #nn.axes<row, column>>) -> (tensor<?x5xf32, #nn.axes<row, column>>, tensor<?x5xi64, #nn.axes<row, column>>)
  %0:2 = nn.sort %x axis 1 : (tensor<?x5xf32, #nn.axes<row, column>>) -> (tensor<?x5xf32, #nn.axes<row, column>>, tensor<?x5xi64, #nn.axes<row, column>>)
  // GENERIC: "nn.sort"(%{{.*}}) <{axis = 0 : i64, descending}> {note} : (tensor<3xi1>) -> (tensor<3xi1>, tensor<3xi64>)
  // CHECK: nn.sort %{{.*}} axis 0 descending {note} : (tensor<3xi1>) -> (tensor<3xi1>, tensor<3xi64>)
  %1:2 = nn.sort %p axis 0 descending {note} : (tensor<3xi1>) -> (tensor<3xi1>, tensor<3xi64>)
  return
}
