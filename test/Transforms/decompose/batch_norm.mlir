// nn.batch_norm: a factor and an offset per channel, from statistics that are given.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @batch_norm(
// CHECK-SAME: %[[X:.*]]: tensor<8x4x2xf32>, %[[S:.*]]: tensor<4xf32>, %[[H:.*]]: tensor<4xf32>, %[[M:.*]]: tensor<4xf32>, %[[V:.*]]: tensor<4xf32>
// CHECK: %[[MEAN:.*]] = nn.rearrange "a1 -> a1 1" %[[M]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[CENTRED:.*]] = nn.map %[[X]], %[[MEAN]] : (tensor<8x4x2xf32>, tensor<4x1xf32>) -> tensor<8x4x2xf32> {
// CHECK: arith.subf %{{.*}}, %{{.*}} : f32
// CHECK: %[[FACTORS:.*]] = nn.map %[[S]], %[[V]] : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
// CHECK: ^bb0(%[[SCALE:.*]]: f32, %[[VARIANCE:.*]]: f32):
// CHECK: %[[EPSILON:.*]] = arith.constant 9.99999974E-6 : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[VARIANCE]], %[[EPSILON]] : f32
// CHECK: %[[SQRT:.*]] = math.sqrt %[[SUM]] : f32
// CHECK: %[[FACTOR:.*]] = arith.divf %[[SCALE]], %[[SQRT]] : f32
// CHECK: nn.yield %[[FACTOR]] : f32
// CHECK: %[[COLUMN:.*]] = nn.rearrange "a1 -> a1 1" %[[FACTORS]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[SCALED:.*]] = nn.map %[[CENTRED]], %[[COLUMN]] : (tensor<8x4x2xf32>, tensor<4x1xf32>) -> tensor<8x4x2xf32> {
// CHECK: arith.mulf %{{.*}}, %{{.*}} : f32
// CHECK: %[[SHIFT:.*]] = nn.rearrange "a1 -> a1 1" %[[H]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[SHIFTED:.*]] = nn.map %[[SCALED]], %[[SHIFT]] : (tensor<8x4x2xf32>, tensor<4x1xf32>) -> tensor<8x4x2xf32> {
// CHECK: arith.addf %{{.*}}, %{{.*}} : f32
// CHECK: return %[[SHIFTED]] : tensor<8x4x2xf32>
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
