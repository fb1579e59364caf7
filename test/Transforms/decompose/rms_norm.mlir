// nn.rms_norm: divide by the root of the mean square, and scale.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @rms_norm(
// CHECK-SAME: %[[X:.*]]: tensor<8x4xf32>, %[[S:.*]]: tensor<4xf32>
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %c4{{.*}} : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST]] : i64 to f32
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[X]] : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG2:.*]]: f32, %[[ARG3:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG2]], %[[ARG3]] : f32
// CHECK: nn.yield %[[PROD]] : f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[MAP]] axes [1] keep : (tensor<8x4xf32>) -> tensor<8x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG2_2:.*]]: f32, %[[ARG3_2:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG2_2]], %[[ARG3_2]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[REDUCE]] : (tensor<8x1xf32>) -> tensor<8x1xf32> {
// CHECK: ^bb0(%[[ARG2_3:.*]]: f32):
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG2_3]], %[[SITOFP]] : f32
// CHECK: %[[CST:.*]] = arith.constant 9.99999997E-7 : f32
// CHECK: %[[SUM2:.*]] = arith.addf %[[DIVF]], %[[CST]] : f32
// CHECK: %[[SQRT:.*]] = math.sqrt %[[SUM2]] : f32
// CHECK: nn.yield %[[SQRT]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[X]], %[[MAP2]] : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG2_4:.*]]: f32, %[[ARG3_3:.*]]: f32):
// CHECK: %[[DIVF2:.*]] = arith.divf %[[ARG2_4]], %[[ARG3_3]] : f32
// CHECK: nn.yield %[[DIVF2]] : f32
// CHECK: %[[MAP4:.*]] = nn.map %[[MAP3]], %[[S]] : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG2_5:.*]]: f32, %[[ARG3_4:.*]]: f32):
// CHECK: %[[PROD2:.*]] = arith.mulf %[[ARG2_5]], %[[ARG3_4]] : f32
// CHECK: nn.yield %[[PROD2]] : f32
// CHECK: return %[[MAP4]] : tensor<8x4xf32>
func.func @rms_norm(%x: tensor<8x4xf32>, %s: tensor<4xf32>) -> tensor<8x4xf32> {
  %y = nn.rms_norm %x axes [1] scale %s epsilon 1.0e-06 : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return %y : tensor<8x4xf32>
}

// A scale of axes that are not the last ones is aligned with them.
// CHECK-LABEL: func.func @inner(
// CHECK-SAME: %[[X:.*]]: tensor<2x3x4xf32>, %[[S:.*]]: tensor<2xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %{{.*}} axes [0] keep : (tensor<2x3x4xf32>) -> tensor<1x3x4xf32> neutral 0.000000e+00 {
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a0 -> a0 1 1" %[[S]] : (tensor<2xf32>) -> tensor<2x1x1xf32>
func.func @inner(%x: tensor<2x3x4xf32>, %s: tensor<2xf32>) -> tensor<2x3x4xf32> {
  %y = nn.rms_norm %x axes [0] scale %s epsilon 0.0 : (tensor<2x3x4xf32>, tensor<2xf32>) -> tensor<2x3x4xf32>
  return %y : tensor<2x3x4xf32>
}
