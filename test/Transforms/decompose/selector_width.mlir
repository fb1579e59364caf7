// nn.selector_width as a sum in i64.
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// CHECK-LABEL: func.func @width(
// CHECK-SAME: %[[S:.*]]: tensor<?x5xi1>
// CHECK: %[[ONES:.*]] = nn.map %[[S]] : (tensor<?x5xi1>) -> tensor<?x5xi64> {
// CHECK: arith.extui %{{.*}} : i1 to i64
// CHECK: %[[W:.*]] = nn.reduce %[[ONES]] axes [1] : (tensor<?x5xi64>) -> tensor<?xi64> neutral 0 {
// CHECK: arith.addi
// CHECK: return %[[W]]
func.func @width(%s: tensor<?x5xi1>) -> tensor<?xi64> {
  %0 = nn.selector_width %s : (tensor<?x5xi1>) -> tensor<?xi64>
  return %0 : tensor<?xi64>
}
