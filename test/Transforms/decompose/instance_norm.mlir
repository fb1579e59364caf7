// nn.instance_norm: each channel of each sample is normalised over the axes behind.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @instance_norm(
// CHECK-SAME: %[[X:.*]]: tensor<8x4x3x?xf32>, %[[S:.*]]: tensor<4xf32>, %[[H:.*]]: tensor<4xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c3{{.*}} : tensor<8x4x3x?xf32>
// CHECK: %[[PROD:.*]] = arith.muli %[[DIM]], %c3{{.*}} : index
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[PROD]] : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST]] : i64 to f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[X]] axes [2, 3] keep : (tensor<8x4x3x?xf32>) -> tensor<8x4x1x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG3:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[ARG4]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[REDUCE]] : (tensor<8x4x3x?xf32>, tensor<8x4x1x1xf32>) -> tensor<8x4x3x?xf32> {
// CHECK: ^bb0(%[[ARG3_2:.*]]: f32, %[[ARG4_2:.*]]: f32):
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG4_2]], %[[SITOFP]] : f32
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG3_2]], %[[DIVF]] : f32
// CHECK: nn.yield %[[DIFF]] : f32
// CHECK: %[[DIM2:.*]] = tensor.dim %[[MAP]], %c3{{.*}} : tensor<8x4x3x?xf32>
// CHECK: %[[PROD2:.*]] = arith.muli %[[DIM2]], %c3{{.*}} : index
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %[[PROD2]] : index to i64
// CHECK: %[[SITOFP2:.*]] = arith.sitofp %[[INDEX_CAST2]] : i64 to f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %[[MAP]] : (tensor<8x4x3x?xf32>, tensor<8x4x3x?xf32>) -> tensor<8x4x3x?xf32> {
// CHECK: ^bb0(%[[ARG3_3:.*]]: f32, %[[ARG4_3:.*]]: f32):
// CHECK: %[[PROD3:.*]] = arith.mulf %[[ARG3_3]], %[[ARG4_3]] : f32
// CHECK: nn.yield %[[PROD3]] : f32
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[MAP2]] axes [2, 3] keep : (tensor<8x4x3x?xf32>) -> tensor<8x4x1x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG3_4:.*]]: f32, %[[ARG4_4:.*]]: f32):
// CHECK: %[[SUM2:.*]] = arith.addf %[[ARG3_4]], %[[ARG4_4]] : f32
// CHECK: nn.yield %[[SUM2]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[REDUCE2]] : (tensor<8x4x1x1xf32>) -> tensor<8x4x1x1xf32> {
// CHECK: ^bb0(%[[ARG3_5:.*]]: f32):
// CHECK: %[[DIVF2:.*]] = arith.divf %[[ARG3_5]], %[[SITOFP2]] : f32
// CHECK: %[[CST:.*]] = arith.constant 9.99999974E-6 : f32
// CHECK: %[[SUM3:.*]] = arith.addf %[[DIVF2]], %[[CST]] : f32
// CHECK: %[[SQRT:.*]] = math.sqrt %[[SUM3]] : f32
// CHECK: nn.yield %[[SQRT]] : f32
// CHECK: %[[MAP4:.*]] = nn.map %[[MAP]], %[[MAP3]] : (tensor<8x4x3x?xf32>, tensor<8x4x1x1xf32>) -> tensor<8x4x3x?xf32> {
// CHECK: ^bb0(%[[ARG3_6:.*]]: f32, %[[ARG4_5:.*]]: f32):
// CHECK: %[[DIVF3:.*]] = arith.divf %[[ARG3_6]], %[[ARG4_5]] : f32
// CHECK: nn.yield %[[DIVF3]] : f32
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a1 -> a1 1 1" %[[S]] : (tensor<4xf32>) -> tensor<4x1x1xf32>
// CHECK: %[[MAP5:.*]] = nn.map %[[MAP4]], %[[REARRANGE]] : (tensor<8x4x3x?xf32>, tensor<4x1x1xf32>) -> tensor<8x4x3x?xf32> {
// CHECK: ^bb0(%[[ARG3_7:.*]]: f32, %[[ARG4_6:.*]]: f32):
// CHECK: %[[PROD4:.*]] = arith.mulf %[[ARG3_7]], %[[ARG4_6]] : f32
// CHECK: nn.yield %[[PROD4]] : f32
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "a1 -> a1 1 1" %[[H]] : (tensor<4xf32>) -> tensor<4x1x1xf32>
// CHECK: %[[MAP6:.*]] = nn.map %[[MAP5]], %[[REARRANGE2]] : (tensor<8x4x3x?xf32>, tensor<4x1x1xf32>) -> tensor<8x4x3x?xf32> {
// CHECK: ^bb0(%[[ARG3_8:.*]]: f32, %[[ARG4_7:.*]]: f32):
// CHECK: %[[SUM4:.*]] = arith.addf %[[ARG3_8]], %[[ARG4_7]] : f32
// CHECK: nn.yield %[[SUM4]] : f32
// CHECK: return %[[MAP6]] : tensor<8x4x3x?xf32>
func.func @instance_norm(%x: tensor<8x4x3x?xf32>, %s: tensor<4xf32>, %h: tensor<4xf32>) -> tensor<8x4x3x?xf32> {
  %y = nn.instance_norm %x scale %s shift %h epsilon 1.0e-05 : (tensor<8x4x3x?xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4x3x?xf32>
  return %y : tensor<8x4x3x?xf32>
}
