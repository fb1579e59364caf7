// What nn.require folds and what stays.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @holds(
// CHECK-SAME: %[[X:.*]]: tensor<3xi64>, %[[Y:.*]]: tensor<?xi64>
// CHECK-NEXT: return %[[X]], %[[Y]]
func.func @holds(%x: tensor<3xi64>, %y: tensor<?xi64>) -> (tensor<3xi64>, tensor<?xi64>) {
  %all = arith.constant dense<true> : tensor<3xi1>
  %one = arith.constant dense<true> : tensor<i1>
  %0 = nn.require %x, %all, "" : (tensor<3xi64>, tensor<3xi1>) -> tensor<3xi64>
  %1 = nn.require %y, %one, "" : (tensor<?xi64>, tensor<i1>) -> tensor<?xi64>
  return %0, %1 : tensor<3xi64>, tensor<?xi64>
}

// The extents may differ, the result says more, or it does not hold.
// CHECK-LABEL: func.func @stays(
// CHECK-COUNT-3: nn.require
func.func @stays(%x: tensor<3xi64>, %y: tensor<?xi64>) -> (tensor<?xi64>, tensor<4xi64>, tensor<3xi64>) {
  %all = arith.constant dense<true> : tensor<3xi1>
  %one = arith.constant dense<true> : tensor<i1>
  %not = arith.constant dense<[true, false, true]> : tensor<3xi1>
  %0 = nn.require %y, %all, "" : (tensor<?xi64>, tensor<3xi1>) -> tensor<?xi64>
  %1 = nn.require %y, %one, "" : (tensor<?xi64>, tensor<i1>) -> tensor<4xi64>
  %2 = nn.require %x, %not, "" : (tensor<3xi64>, tensor<3xi1>) -> tensor<3xi64>
  return %0, %1, %2 : tensor<?xi64>, tensor<4xi64>, tensor<3xi64>
}
