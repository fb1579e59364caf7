// nn.l2_normalize as a quotient by the length, at least epsilon.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @l2_normalize(
// CHECK-SAME: %[[X:.*]]: tensor<8x?xf64>
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[X]] : (tensor<8x?xf64>, tensor<8x?xf64>) -> tensor<8x?xf64> {
// CHECK: ^bb0(%[[ARG1:.*]]: f64, %[[ARG2:.*]]: f64):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG1]], %[[ARG2]] : f64
// CHECK: nn.yield %[[PROD]] : f64
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[MAP]] axes [1] keep : (tensor<8x?xf64>) -> tensor<8x1xf64> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f64, %[[ARG2_2:.*]]: f64):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG1_2]], %[[ARG2_2]] : f64
// CHECK: nn.yield %[[SUM]] : f64
// CHECK: %[[MAP2:.*]] = nn.map %[[REDUCE]] : (tensor<8x1xf64>) -> tensor<8x1xf64> {
// CHECK: ^bb0(%[[ARG1_3:.*]]: f64):
// CHECK: %[[SQRT:.*]] = math.sqrt %[[ARG1_3]] : f64
// CHECK: %[[CST:.*]] = arith.constant 9.9999999999999998E-13 : f64
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[SQRT]], %[[CST]] : f64
// CHECK: nn.yield %[[MAXIMUMF]] : f64
// CHECK: %[[MAP3:.*]] = nn.map %[[X]], %[[MAP2]] : (tensor<8x?xf64>, tensor<8x1xf64>) -> tensor<8x?xf64> {
// CHECK: ^bb0(%[[ARG1_4:.*]]: f64, %[[ARG2_3:.*]]: f64):
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG1_4]], %[[ARG2_3]] : f64
// CHECK: nn.yield %[[DIVF]] : f64
// CHECK: return %[[MAP3]] : tensor<8x?xf64>
func.func @l2_normalize(%x: tensor<8x?xf64>) -> tensor<8x?xf64> {
  %y = nn.l2_normalize %x axis 1 epsilon 1.0e-12 : tensor<8x?xf64>
  return %y : tensor<8x?xf64>
}
