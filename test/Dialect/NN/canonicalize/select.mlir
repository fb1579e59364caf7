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

// Two comparisons of the same sequences are one, if a predicate says both, or
// none, if they always or never hold.
// CHECK-LABEL: func.func @same_sequences(
// CHECK-SAME: %[[K:.*]]: tensor<?xi64>, %[[Q:.*]]: tensor<?xi64>
// CHECK: nn.select eq
// CHECK: nn.select le
// CHECK: %[[LE:.*]] = nn.select le %[[K]], %[[Q]]
// CHECK: %[[LT:.*]] = nn.select lt %[[K]], %[[Q]]
// CHECK: %[[NE:.*]] = nn.select ne %[[K]], %[[Q]]
// CHECK: %[[NEVER:.*]] = nn.map
// CHECK: nn.yield %false
// CHECK: %[[ALWAYS:.*]] = nn.map
// CHECK: nn.yield %true
// CHECK: return %[[LE]], %[[LT]], %[[NE]], %[[NEVER]], %[[ALWAYS]]
func.func @same_sequences(%k: tensor<?xi64>, %q: tensor<?xi64>) -> (tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>) {
  %eq = nn.select eq %k, %q : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %ne = nn.select ne %k, %q : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %lt = nn.select lt %k, %q : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %le = nn.select le %k, %q : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %ge = nn.select ge %k, %q : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %0 = arith.ori %lt, %eq : tensor<?x?xi1>
  %1 = arith.andi %le, %ne : tensor<?x?xi1>
  %2 = arith.xori %le, %ge : tensor<?x?xi1>
  %3 = arith.andi %eq, %lt : tensor<?x?xi1>
  %4 = arith.ori %le, %ge : tensor<?x?xi1>
  return %0, %1, %2, %3, %4 : tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>, tensor<?x?xi1>
}

// Floats may be unordered: below or not below is not always, below or above is
// not unequal, but below or equal is one predicate.
// CHECK-LABEL: func.func @unordered(
// CHECK: arith.ori
// CHECK: arith.ori
// CHECK: %[[LE:.*]] = nn.select le
// CHECK: return %{{.*}}, %{{.*}}, %[[LE]]
func.func @unordered(%k: tensor<3xf64>, %q: tensor<4xf64>) -> (tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>) {
  %lt = nn.select lt %k, %q : (tensor<3xf64>, tensor<4xf64>) -> tensor<4x3xi1>
  %ge = nn.select ge %k, %q : (tensor<3xf64>, tensor<4xf64>) -> tensor<4x3xi1>
  %gt = nn.select gt %k, %q : (tensor<3xf64>, tensor<4xf64>) -> tensor<4x3xi1>
  %eq = nn.select eq %k, %q : (tensor<3xf64>, tensor<4xf64>) -> tensor<4x3xi1>
  %0 = arith.ori %lt, %ge : tensor<4x3xi1>
  %1 = arith.ori %lt, %gt : tensor<4x3xi1>
  %2 = arith.ori %lt, %eq : tensor<4x3xi1>
  return %0, %1, %2 : tensor<4x3xi1>, tensor<4x3xi1>, tensor<4x3xi1>
}

// Other sequences, other selectors.
// CHECK-LABEL: func.func @other_sequences(
// CHECK: arith.andi
func.func @other_sequences(%k: tensor<3xi64>, %q: tensor<3xi64>) -> tensor<3x3xi1> {
  %0 = nn.select lt %k, %q : (tensor<3xi64>, tensor<3xi64>) -> tensor<3x3xi1>
  %1 = nn.select lt %q, %k : (tensor<3xi64>, tensor<3xi64>) -> tensor<3x3xi1>
  %2 = arith.andi %0, %1 : tensor<3x3xi1>
  return %2 : tensor<3x3xi1>
}
