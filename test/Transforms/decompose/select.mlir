// nn.select as a comparison of keys along the last axis with queries along the
// one before.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @floats(
// CHECK-SAME: %[[K:.*]]: tensor<?xf32, #nn.axes<key>>, %[[Q:.*]]: tensor<4xf32, #nn.axes<query>>
// CHECK: %[[COLUMN:.*]] = nn.rearrange "a0 -> a0 1" %[[Q]] : (tensor<4xf32, #nn.axes<query>>) -> tensor<4x1xf32, #nn.axes<query, _>>
// CHECK: %[[S:.*]] = nn.map %[[K]], %[[COLUMN]] : {{.*}} -> tensor<4x?xi1, #nn.axes<query, key>> {
// CHECK-NEXT: ^bb0(%[[A:.*]]: f32, %[[B:.*]]: f32):
// CHECK-NEXT: arith.cmpf ole, %[[A]], %[[B]] : f32
// CHECK: return %[[S]]
func.func @floats(%k: tensor<?xf32, #nn.axes<key>>, %q: tensor<4xf32, #nn.axes<query>>) -> tensor<4x?xi1, #nn.axes<query, key>> {
  %0 = nn.select le %k, %q : (tensor<?xf32, #nn.axes<key>>, tensor<4xf32, #nn.axes<query>>) -> tensor<4x?xi1, #nn.axes<query, key>>
  return %0 : tensor<4x?xi1, #nn.axes<query, key>>
}

// Not-a-number is unequal to all; integers have signs, booleans have none.
// CHECK-LABEL: func.func @predicates(
// CHECK: arith.cmpf une
// CHECK: arith.cmpi slt
// CHECK: arith.cmpi uge
// CHECK: arith.cmpi eq
func.func @predicates(%x: tensor<3xf64>, %i: tensor<3xi8>, %p: tensor<3xi1>, %n: tensor<3xindex>) -> (tensor<3x3xi1>, tensor<3x3xi1>, tensor<3x3xi1>, tensor<3x3xi1>) {
  %0 = nn.select ne %x, %x : (tensor<3xf64>, tensor<3xf64>) -> tensor<3x3xi1>
  %1 = nn.select lt %i, %i : (tensor<3xi8>, tensor<3xi8>) -> tensor<3x3xi1>
  %2 = nn.select ge %p, %p : (tensor<3xi1>, tensor<3xi1>) -> tensor<3x3xi1>
  %3 = nn.select eq %n, %n : (tensor<3xindex>, tensor<3xindex>) -> tensor<3x3xi1>
  return %0, %1, %2, %3 : tensor<3x3xi1>, tensor<3x3xi1>, tensor<3x3xi1>, tensor<3x3xi1>
}
