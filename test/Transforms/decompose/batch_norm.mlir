// nn.batch_norm: a factor and an offset per channel, from statistics that are given.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @batch_norm(
// CHECK-SAME: %[[X:.*]]: tensor<8x4x2xf32>, %[[S:.*]]: tensor<4xf32>, %[[H:.*]]: tensor<4xf32>, %[[M:.*]]: tensor<4xf32>, %[[V:.*]]: tensor<4xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[S]], %[[V]] : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
// CHECK: ^bb0(%[[ARG5:.*]]: f32, %[[ARG6:.*]]: f32):
// CHECK: %[[CST:.*]] = arith.constant 9.99999974E-6 : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG6]], %[[CST]] : f32
// CHECK: %[[SQRT:.*]] = math.sqrt %[[SUM]] : f32
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG5]], %[[SQRT]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[H]], %[[M]], %[[MAP]] : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
// CHECK: ^bb0(%[[ARG5_2:.*]]: f32, %[[ARG6_2:.*]]: f32, %[[ARG7:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG6_2]], %[[ARG7]] : f32
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG5_2]], %[[PROD]] : f32
// CHECK: nn.yield %[[DIFF]] : f32
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a1 -> a1 1" %[[MAP]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[MAP3:.*]] = nn.map %[[X]], %[[REARRANGE]] : (tensor<8x4x2xf32>, tensor<4x1xf32>) -> tensor<8x4x2xf32> {
// CHECK: ^bb0(%[[ARG5_3:.*]]: f32, %[[ARG6_3:.*]]: f32):
// CHECK: %[[PROD2:.*]] = arith.mulf %[[ARG5_3]], %[[ARG6_3]] : f32
// CHECK: nn.yield %[[PROD2]] : f32
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "a1 -> a1 1" %[[MAP2]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[MAP4:.*]] = nn.map %[[MAP3]], %[[REARRANGE2]] : (tensor<8x4x2xf32>, tensor<4x1xf32>) -> tensor<8x4x2xf32> {
// CHECK: ^bb0(%[[ARG5_4:.*]]: f32, %[[ARG6_4:.*]]: f32):
// CHECK: %[[SUM2:.*]] = arith.addf %[[ARG5_4]], %[[ARG6_4]] : f32
// CHECK: nn.yield %[[SUM2]] : f32
// CHECK: return %[[MAP4]] : tensor<8x4x2xf32>
func.func @batch_norm(%x: tensor<8x4x2xf32>, %s: tensor<4xf32>, %h: tensor<4xf32>, %m: tensor<4xf32>, %v: tensor<4xf32>) -> tensor<8x4x2xf32> {
  %y = nn.batch_norm %x, %s, %h, %m, %v epsilon 1.0e-05 : (tensor<8x4x2xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4x2xf32>
  return %y : tensor<8x4x2xf32>
}

// All get the extent that one of them knows.
// CHECK-LABEL: func.func @agree(
// CHECK-SAME: %[[X:.*]]: tensor<8x?xf32>, %[[S:.*]]: tensor<?xf32>, %[[V:.*]]: tensor<4xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<8x?xf32> to tensor<8x4xf32>
// CHECK: %[[CAST2:.*]] = tensor.cast %[[S]] : tensor<?xf32> to tensor<4xf32>
// CHECK: %[[CAST3:.*]] = tensor.cast %{{.*}} : tensor<8x4xf32> to tensor<8x?xf32>
func.func @agree(%x: tensor<8x?xf32>, %s: tensor<?xf32>, %v: tensor<4xf32>) -> tensor<8x?xf32> {
  %y = nn.batch_norm %x, %s, %v, %v, %v epsilon 0.0 : (tensor<8x?xf32>, tensor<?xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x?xf32>
  return %y : tensor<8x?xf32>
}
