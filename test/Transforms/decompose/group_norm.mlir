// nn.group_norm: groups are an axis while they are normalised.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @group_norm(
// CHECK-SAME: %[[X:.*]]: tensor<8x4x3xf32>, %[[S:.*]]: tensor<4xf32>, %[[H:.*]]: tensor<4xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "n (g c) s0 -> n g c s0" %[[X]] sizes {g = 2 : i64} : (tensor<8x4x3xf32>) -> tensor<8x2x2x3xf32>
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %c6 : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST]] : i64 to f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[REARRANGE]] axes [2, 3] keep : (tensor<8x2x2x3xf32>) -> tensor<8x2x1x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG3:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[ARG4]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[REARRANGE]], %[[REDUCE]] : (tensor<8x2x2x3xf32>, tensor<8x2x1x1xf32>) -> tensor<8x2x2x3xf32> {
// CHECK: ^bb0(%[[ARG3_2:.*]]: f32, %[[ARG4_2:.*]]: f32):
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG4_2]], %[[SITOFP]] : f32
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG3_2]], %[[DIVF]] : f32
// CHECK: nn.yield %[[DIFF]] : f32
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %c6{{.*}} : index to i64
// CHECK: %[[SITOFP2:.*]] = arith.sitofp %[[INDEX_CAST2]] : i64 to f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %[[MAP]] : (tensor<8x2x2x3xf32>, tensor<8x2x2x3xf32>) -> tensor<8x2x2x3xf32> {
// CHECK: ^bb0(%[[ARG3_3:.*]]: f32, %[[ARG4_3:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG3_3]], %[[ARG4_3]] : f32
// CHECK: nn.yield %[[PROD]] : f32
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[MAP2]] axes [2, 3] keep : (tensor<8x2x2x3xf32>) -> tensor<8x2x1x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG3_4:.*]]: f32, %[[ARG4_4:.*]]: f32):
// CHECK: %[[SUM2:.*]] = arith.addf %[[ARG3_4]], %[[ARG4_4]] : f32
// CHECK: nn.yield %[[SUM2]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[REDUCE2]] : (tensor<8x2x1x1xf32>) -> tensor<8x2x1x1xf32> {
// CHECK: ^bb0(%[[ARG3_5:.*]]: f32):
// CHECK: %[[DIVF2:.*]] = arith.divf %[[ARG3_5]], %[[SITOFP2]] : f32
// CHECK: %[[CST:.*]] = arith.constant 9.99999974E-6 : f32
// CHECK: %[[SUM3:.*]] = arith.addf %[[DIVF2]], %[[CST]] : f32
// CHECK: %[[SQRT:.*]] = math.sqrt %[[SUM3]] : f32
// CHECK: nn.yield %[[SQRT]] : f32
// CHECK: %[[MAP4:.*]] = nn.map %[[MAP]], %[[MAP3]] : (tensor<8x2x2x3xf32>, tensor<8x2x1x1xf32>) -> tensor<8x2x2x3xf32> {
// CHECK: ^bb0(%[[ARG3_6:.*]]: f32, %[[ARG4_5:.*]]: f32):
// CHECK: %[[DIVF3:.*]] = arith.divf %[[ARG3_6]], %[[ARG4_5]] : f32
// CHECK: nn.yield %[[DIVF3]] : f32
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "n g c s0 -> n (g c) s0" %[[MAP4]] : (tensor<8x2x2x3xf32>) -> tensor<8x4x3xf32>
// CHECK: %[[REARRANGE3:.*]] = nn.rearrange "a1 -> a1 1" %[[S]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[MAP5:.*]] = nn.map %[[REARRANGE2]], %[[REARRANGE3]] : (tensor<8x4x3xf32>, tensor<4x1xf32>) -> tensor<8x4x3xf32> {
// CHECK: ^bb0(%[[ARG3_7:.*]]: f32, %[[ARG4_6:.*]]: f32):
// CHECK: %[[PROD2:.*]] = arith.mulf %[[ARG3_7]], %[[ARG4_6]] : f32
// CHECK: nn.yield %[[PROD2]] : f32
// CHECK: %[[REARRANGE4:.*]] = nn.rearrange "a1 -> a1 1" %[[H]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[MAP6:.*]] = nn.map %[[MAP5]], %[[REARRANGE4]] : (tensor<8x4x3xf32>, tensor<4x1xf32>) -> tensor<8x4x3xf32> {
// CHECK: ^bb0(%[[ARG3_8:.*]]: f32, %[[ARG4_7:.*]]: f32):
// CHECK: %[[SUM4:.*]] = arith.addf %[[ARG3_8]], %[[ARG4_7]] : f32
// CHECK: nn.yield %[[SUM4]] : f32
// CHECK: return %[[MAP6]] : tensor<8x4x3xf32>
func.func @group_norm(%x: tensor<8x4x3xf32>, %s: tensor<4xf32>, %h: tensor<4xf32>) -> tensor<8x4x3xf32> {
  %y = nn.group_norm %x groups 2 scale %s shift %h epsilon 1.0e-05 : (tensor<8x4x3xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4x3xf32>
  return %y : tensor<8x4x3xf32>
}

// Without axes behind the channels.
// CHECK-LABEL: func.func @flat(
// CHECK-SAME: %[[X:.*]]: tensor<8x?xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "n (g c) -> n g c" %[[X]] sizes {g = 2 : i64} : (tensor<8x?xf32>) -> tensor<8x2x?xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[REARRANGE]] axes [2] keep : (tensor<8x2x?xf32>) -> tensor<8x2x1xf32> neutral 0.000000e+00 {
// CHECK: %[[REDUCE2:.*]] = nn.reduce %{{.*}} axes [2] keep : (tensor<8x2x?xf32>) -> tensor<8x2x1xf32> neutral 0.000000e+00 {
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "n g c -> n (g c)" %{{.*}} : (tensor<8x2x?xf32>) -> tensor<8x?xf32>
func.func @flat(%x: tensor<8x?xf32>) -> tensor<8x?xf32> {
  %y = nn.group_norm %x groups 2 epsilon 1.0e-05 : (tensor<8x?xf32>) -> tensor<8x?xf32>
  return %y : tensor<8x?xf32>
}
