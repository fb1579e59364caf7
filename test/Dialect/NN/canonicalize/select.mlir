// What nn.select folds and what stays.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// Not to be marked is to compare the other way.
// CHECK-LABEL: func.func @not(
// CHECK-DAG: nn.select ne
// CHECK-DAG: nn.select eq
// CHECK-DAG: nn.select ge
// CHECK-DAG: nn.select gt
// CHECK-DAG: nn.select le
// CHECK-DAG: nn.select lt
// CHECK-NOT: arith.xori
// CHECK: return
func.func @not(%k: tensor<3xi64>, %q: tensor<4xi64>) -> (tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>) {
  %true = arith.constant dense<true> : tensor<4x3xi1>
  %0 = nn.select eq %k, %q : (tensor<3xi64>, tensor<4xi64>) -> tensor<4x3xi1>
  %1 = nn.select ne %k, %q : (tensor<3xi64>, tensor<4xi64>) -> tensor<4x3xi1>
  %2 = nn.select lt %k, %q : (tensor<3xi64>, tensor<4xi64>) -> tensor<4x3xi1>
  %3 = nn.select le %k, %q : (tensor<3xi64>, tensor<4xi64>) -> tensor<4x3xi1>
  %4 = nn.select gt %k, %q : (tensor<3xi64>, tensor<4xi64>) -> tensor<4x3xi1>
  %5 = nn.select ge %k, %q : (tensor<3xi64>, tensor<4xi64>) -> tensor<4x3xi1>
  %n0 = arith.xori %0, %true : tensor<4x3xi1>
  %n1 = arith.xori %1, %true : tensor<4x3xi1>
  %n2 = arith.xori %2, %true : tensor<4x3xi1>
  %n3 = arith.xori %3, %true : tensor<4x3xi1>
  %n4 = arith.xori %4, %true : tensor<4x3xi1>
  %n5 = arith.xori %5, %true : tensor<4x3xi1>
  return %n0, %n1, %n2, %n3, %n4, %n5 : tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>
}

// Twice is once, of booleans as well, and where extents are dynamic.
// CHECK-LABEL: func.func @not_not(
// CHECK: %[[S:.*]] = nn.select lt
// CHECK-NEXT: return %[[S]]
func.func @not_not(%k: tensor<?xi1>, %q: tensor<?xi1>) -> tensor<?x?xi1> {
  %true = arith.constant true
  %0 = nn.select lt %k, %q : (tensor<?xi1>, tensor<?xi1>) -> tensor<?x?xi1>
  %1 = nn.map %0 : (tensor<?x?xi1>) -> tensor<?x?xi1> {
  ^bb0(%p: i1):
    %n = arith.xori %p, %true : i1
    nn.yield %n : i1
  }
  %2 = nn.map %1 : (tensor<?x?xi1>) -> tensor<?x?xi1> {
  ^bb0(%p: i1):
    %n = arith.xori %p, %true : i1
    nn.yield %n : i1
  }
  return %2 : tensor<?x?xi1>
}

// Neither 'lt' nor 'ge' holds of not-a-number, but either 'eq' or 'ne' does.
// CHECK-LABEL: func.func @floats(
// CHECK-DAG: nn.select ne
// CHECK-DAG: %[[LT:.*]] = nn.select lt
// CHECK-DAG: arith.xori %[[LT]]
func.func @floats(%x: tensor<3xf32>) -> (tensor<3x3xi1>, tensor<3x3xi1>) {
  %true = arith.constant dense<true> : tensor<3x3xi1>
  %0 = nn.select eq %x, %x : (tensor<3xf32>, tensor<3xf32>) -> tensor<3x3xi1>
  %1 = arith.xori %0, %true : tensor<3x3xi1>
  %2 = nn.select lt %x, %x : (tensor<3xf32>, tensor<3xf32>) -> tensor<3x3xi1>
  %3 = arith.xori %2, %true : tensor<3x3xi1>
  return %1, %3 : tensor<3x3xi1>, tensor<3x3xi1>
}

// A sequence may have equal elements; another function is no negation.
// CHECK-LABEL: func.func @stays(
// CHECK: nn.select eq
// CHECK: arith.xori
func.func @stays(%x: tensor<3xi32>, %m: tensor<3x3xi1>) -> tensor<3x3xi1> {
  %0 = nn.select eq %x, %x : (tensor<3xi32>, tensor<3xi32>) -> tensor<3x3xi1>
  %1 = arith.xori %0, %m : tensor<3x3xi1>
  return %1 : tensor<3x3xi1>
}
