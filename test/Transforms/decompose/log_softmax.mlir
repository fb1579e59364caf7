// nn.log_softmax as `x - m - log(sum exp(x - m))`.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @log_softmax(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32, #nn.axes<batch, class>>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[X]] axes [0] keep : (tensor<?x3xf32, #nn.axes<batch, class>>) -> tensor<1x3xf32, #nn.axes<batch, class>> neutral 0xFF800000 {
// CHECK: ^bb0(%[[ARG1:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[ARG1]], %[[ARG2]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[REDUCE]] : (tensor<?x3xf32, #nn.axes<batch, class>>, tensor<1x3xf32, #nn.axes<batch, class>>) -> tensor<?x3xf32, #nn.axes<batch, class>> {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32, %[[ARG2_2:.*]]: f32):
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG1_2]], %[[ARG2_2]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[DIFF]] : f32
// CHECK: nn.yield %[[EXP]] : f32
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[MAP]] axes [0] keep : (tensor<?x3xf32, #nn.axes<batch, class>>) -> tensor<1x3xf32, #nn.axes<batch, class>> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG1_3:.*]]: f32, %[[ARG2_3:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG1_3]], %[[ARG2_3]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[REDUCE2]] : (tensor<1x3xf32, #nn.axes<batch, class>>) -> tensor<1x3xf32, #nn.axes<batch, class>> {
// CHECK: ^bb0(%[[ARG1_4:.*]]: f32):
// CHECK: %[[LOG:.*]] = math.log %[[ARG1_4]] : f32
// CHECK: nn.yield %[[LOG]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[X]], %[[REDUCE]], %[[MAP2]] : (tensor<?x3xf32, #nn.axes<batch, class>>, tensor<1x3xf32, #nn.axes<batch, class>>, tensor<1x3xf32, #nn.axes<batch, class>>) -> tensor<?x3xf32, #nn.axes<batch, class>> {
// CHECK: ^bb0(%[[ARG1_5:.*]]: f32, %[[ARG2_4:.*]]: f32, %[[ARG3:.*]]: f32):
// CHECK: %[[DIFF2:.*]] = arith.subf %[[ARG1_5]], %[[ARG2_4]] : f32
// CHECK: %[[DIFF3:.*]] = arith.subf %[[DIFF2]], %[[ARG3]] : f32
// CHECK: nn.yield %[[DIFF3]] : f32
// CHECK: return %[[MAP3]] : tensor<?x3xf32, #nn.axes<batch, class>>
func.func @log_softmax(%x: tensor<?x3xf32, #nn.axes<batch, class>>) -> tensor<?x3xf32, #nn.axes<batch, class>> {
  %y = nn.log_softmax %x axis 0 : tensor<?x3xf32, #nn.axes<batch, class>>
  return %y : tensor<?x3xf32, #nn.axes<batch, class>>
}
