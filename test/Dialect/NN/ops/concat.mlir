// The forms of nn.concat: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @concat(
func.func @concat(%x: tensor<2x3xf32, #nn.axes<row, column>>, %y: tensor<?x3xf32>, %z: tensor<0x3xf32>) {
  // GENERIC: "nn.concat"(%{{.*}}, %{{.*}}) <{axis = 0 : i64}> : (tensor<2x3xf32, #nn.axes<row, column>>, tensor<?x3xf32>) -> tensor<?x3xf32, #nn.axes<row, column>>
  // CHECK: nn.concat %{{.*}}, %{{.*}} axis 0 : (tensor<2x3xf32, #nn.axes<row, column>>, tensor<?x3xf32>) -> tensor<?x3xf32, #nn.axes<row, column>>
  %0 = nn.concat %x, %y axis 0 : (tensor<2x3xf32, #nn.axes<row, column>>, tensor<?x3xf32>) -> tensor<?x3xf32, #nn.axes<row, column>>
  // CHECK: nn.concat %{{.*}}, %{{.*}}, %{{.*}} axis 0 : (tensor<2x3xf32, #nn.axes<row, column>>, tensor<0x3xf32>, tensor<2x3xf32, #nn.axes<row, column>>) -> tensor<4x3xf32>
  %1 = nn.concat %x, %z, %x axis 0 : (tensor<2x3xf32, #nn.axes<row, column>>, tensor<0x3xf32>, tensor<2x3xf32, #nn.axes<row, column>>) -> tensor<4x3xf32>
  // CHECK: nn.concat %{{.*}} axis 1 {note = "one"} : (tensor<2x3xf32, #nn.axes<row, column>>) -> tensor<2x3xf32>
  %2 = nn.concat %x axis 1 {note = "one"} : (tensor<2x3xf32, #nn.axes<row, column>>) -> tensor<2x3xf32>
  return
}
