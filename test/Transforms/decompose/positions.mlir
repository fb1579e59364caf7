// nn.positions: the index of an element, for as many as there are.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @positions(
// CHECK-SAME: %[[X:.*]]: tensor<8x?x2xf32, #nn.axes<_, time, _>>
// CHECK: %[[MAP:.*]] = nn.map %[[X]] : (tensor<8x?x2xf32, #nn.axes<_, time, _>>) -> tensor<8x?x2xi64, #nn.axes<_, time, _>> {
// CHECK: ^bb0(%[[ARG1:.*]]: f32):
// CHECK: %[[C0_I64:.*]] = arith.constant 0 : i64
// CHECK: nn.yield %[[C0_I64]] : i64
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[MAP]] axes [0, 2] : (tensor<8x?x2xi64, #nn.axes<_, time, _>>) -> tensor<?xi64, #nn.axes<time>> neutral 0 {
// CHECK: ^bb0(%[[ARG1_2:.*]]: i64, %[[ARG2:.*]]: i64):
// CHECK: %[[SUM:.*]] = arith.addi %[[ARG1_2]], %[[ARG2]] : i64
// CHECK: nn.yield %[[SUM]] : i64
// CHECK: %[[MAP2:.*]] = nn.map %[[REDUCE]] : (tensor<?xi64, #nn.axes<time>>) -> tensor<?xi64, #nn.axes<time>> {
// CHECK: ^bb0(%[[ARG1_3:.*]]: i64):
// CHECK: %[[INDEX:.*]] = nn.index 0
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[INDEX]] : index to i64
// CHECK: nn.yield %[[INDEX_CAST]] : i64
// CHECK: return %[[MAP2]] : tensor<?xi64, #nn.axes<time>>
func.func @positions(%x: tensor<8x?x2xf32, #nn.axes<_, time, _>>) -> tensor<?xi64, #nn.axes<time>> {
  %p = nn.positions %x axis 1 : (tensor<8x?x2xf32, #nn.axes<_, time, _>>) -> tensor<?xi64, #nn.axes<time>>
  return %p : tensor<?xi64, #nn.axes<time>>
}
