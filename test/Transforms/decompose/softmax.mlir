// nn.softmax as exponentials of the difference to the maximum, divided by their sum.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @softmax(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[X]] axes [1] keep : (tensor<?x3xf32>) -> tensor<?x1xf32> neutral 0xFF800000 {
// CHECK: ^bb0(%[[ARG1:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[ARG1]], %[[ARG2]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[REDUCE]] : (tensor<?x3xf32>, tensor<?x1xf32>) -> tensor<?x3xf32> {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32, %[[ARG2_2:.*]]: f32):
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG1_2]], %[[ARG2_2]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[DIFF]] : f32
// CHECK: nn.yield %[[EXP]] : f32
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[MAP]] axes [1] keep : (tensor<?x3xf32>) -> tensor<?x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG1_3:.*]]: f32, %[[ARG2_3:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG1_3]], %[[ARG2_3]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %[[REDUCE2]] : (tensor<?x3xf32>, tensor<?x1xf32>) -> tensor<?x3xf32> {
// CHECK: ^bb0(%[[ARG1_4:.*]]: f32, %[[ARG2_4:.*]]: f32):
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG1_4]], %[[ARG2_4]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
// CHECK: return %[[MAP2]] : tensor<?x3xf32>
func.func @softmax(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %y = nn.softmax %x axis 1 : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// The largest number of bf16 is none of f32.
// CHECK-LABEL: func.func @half(
// CHECK-SAME: %[[X:.*]]: tensor<3xbf16>
// CHECK: %[[MAP:.*]] = nn.map %[[X]] : (tensor<3xbf16>) -> tensor<3xf32> {
// CHECK: ^bb0(%[[ARG1:.*]]: bf16):
// CHECK: %[[EXTF:.*]] = arith.extf %[[ARG1]] : bf16 to f32
// CHECK: nn.yield %[[EXTF]] : f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[MAP]] axes [0] keep : (tensor<3xf32>) -> tensor<1xf32> neutral 0xFF800000 {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[ARG1_2]], %[[ARG2]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %[[REDUCE]] : (tensor<3xf32>, tensor<1xf32>) -> tensor<3xf32> {
// CHECK: ^bb0(%[[ARG1_3:.*]]: f32, %[[ARG2_2:.*]]: f32):
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG1_3]], %[[ARG2_2]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[DIFF]] : f32
// CHECK: nn.yield %[[EXP]] : f32
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[MAP2]] axes [0] keep : (tensor<3xf32>) -> tensor<1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG1_4:.*]]: f32, %[[ARG2_3:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG1_4]], %[[ARG2_3]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[MAP2]], %[[REDUCE2]] : (tensor<3xf32>, tensor<1xf32>) -> tensor<3xf32> {
// CHECK: ^bb0(%[[ARG1_5:.*]]: f32, %[[ARG2_4:.*]]: f32):
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG1_5]], %[[ARG2_4]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
// CHECK: %[[MAP4:.*]] = nn.map %[[MAP3]] : (tensor<3xf32>) -> tensor<3xbf16> {
// CHECK: ^bb0(%[[ARG1_6:.*]]: f32):
// CHECK: %[[TRUNCF:.*]] = arith.truncf %[[ARG1_6]] : f32 to bf16
// CHECK: nn.yield %[[TRUNCF]] : bf16
// CHECK: return %[[MAP4]] : tensor<3xbf16>
func.func @half(%x: tensor<3xbf16>) -> tensor<3xbf16> {
  %y = nn.softmax %x axis 0 : tensor<3xbf16>
  return %y : tensor<3xbf16>
}
