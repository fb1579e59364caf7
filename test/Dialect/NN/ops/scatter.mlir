// The forms of nn.scatter: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @scatter(
func.func @scatter(%u: tensor<3x?xf32>, %d: tensor<6x?xf32, #nn.axes<row, column>>, %i: tensor<3xi32, #nn.axes<pick>>, %e: tensor<3xf32>) {
  // GENERIC: "nn.scatter"(%{{.*}}, %{{.*}}, %{{.*}}) <{axes = array<i64: 0>}> ({
  // GENERIC-NEXT: ^bb0(%{{.*}}: f32, %{{.*}}: f32):
  // GENERIC: }) : (tensor<3x?xf32>, tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<6x?xf32, #nn.axes<row, column>>
  // CHECK: nn.scatter %{{.*}} into %{{.*}} axes [0] at %{{.*}} : (tensor<3x?xf32>, tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<6x?xf32, #nn.axes<row, column>> {
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3x?xf32>, tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<6x?xf32, #nn.axes<row, column>> {
  ^bb0(%old: f32, %new: f32):
    %s = arith.addf %old, %new : f32
    // CHECK: nn.yield %{{.*}} : f32
    nn.yield %s : f32
  }
  // An element each, at a place of every axis.
  // CHECK: nn.scatter %{{.*}} into %{{.*}} axes [0, 1] at %{{.*}}, %{{.*}} {note} : (tensor<3xf32>, tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<6x?xf32> {
  %1 = nn.scatter %e into %d axes [0, 1] at %i, %i {note} : (tensor<3xf32>, tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<6x?xf32> {
  ^bb0(%old: f32, %new: f32):
    // CHECK: nn.yield %{{.*}} : f32
    nn.yield %new : f32
  }
  return
}
