// nn.prelu as a map of the elements and the slopes of their channels.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @channels(
// CHECK-SAME: %[[X:.*]]: tensor<8x4x2xf32>, %[[S:.*]]: tensor<4xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a1 -> a1 1" %[[S]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[REARRANGE]] : (tensor<8x4x2xf32>, tensor<4x1xf32>) -> tensor<8x4x2xf32> {
// CHECK: ^bb0(%[[ARG2:.*]]: f32, %[[ARG3:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG2]], %[[ARG3]] : f32
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[ARG2]], %[[CST]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[ARG2]], %[[PROD]] : f32
// CHECK: nn.yield %[[SEL]] : f32
// CHECK: return %[[MAP]] : tensor<8x4x2xf32>
func.func @channels(%x: tensor<8x4x2xf32>, %s: tensor<4xf32>) -> tensor<8x4x2xf32> {
  %y = nn.prelu %x, %s : (tensor<8x4x2xf32>, tensor<4xf32>) -> tensor<8x4x2xf32>
  return %y : tensor<8x4x2xf32>
}

// One slope for all elements is a scalar.
// CHECK-LABEL: func.func @one(
// CHECK-SAME: %[[X:.*]]: tensor<8x4xf32>, %[[S:.*]]: tensor<1xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "1 ->" %[[S]] : (tensor<1xf32>) -> tensor<f32>
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[REARRANGE]] : (tensor<8x4xf32>, tensor<f32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG2:.*]]: f32, %[[ARG3:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG2]], %[[ARG3]] : f32
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[ARG2]], %[[CST]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[ARG2]], %[[PROD]] : f32
// CHECK: nn.yield %[[SEL]] : f32
// CHECK: return %[[MAP]] : tensor<8x4xf32>
func.func @one(%x: tensor<8x4xf32>, %s: tensor<1xf32>) -> tensor<8x4xf32> {
  %y = nn.prelu %x, %s : (tensor<8x4xf32>, tensor<1xf32>) -> tensor<8x4xf32>
  return %y : tensor<8x4xf32>
}

// Where the channels are the last axis, slopes are aligned already.
// CHECK-LABEL: func.func @last(
// CHECK-SAME: %[[X:.*]]: tensor<8x4xf32>, %[[S:.*]]: tensor<4xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[S]] : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG2:.*]]: f32, %[[ARG3:.*]]: f32):
// CHECK: nn.yield %{{.*}} : f32
// CHECK: return %[[MAP]] : tensor<8x4xf32>
func.func @last(%x: tensor<8x4xf32>, %s: tensor<4xf32>) -> tensor<8x4xf32> {
  %y = nn.prelu %x, %s : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return %y : tensor<8x4xf32>
}

// A dynamic extent of one side gets that of the other, so that it does not
// stretch.
// CHECK-LABEL: func.func @agree(
// CHECK-SAME: %[[X:.*]]: tensor<8x?x2xf32>, %[[S:.*]]: tensor<4xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<8x?x2xf32> to tensor<8x4x2xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a1 -> a1 1" %[[S]] : (tensor<4xf32>) -> tensor<4x1xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[CAST]], %[[REARRANGE]] : (tensor<8x4x2xf32>, tensor<4x1xf32>) -> tensor<8x4x2xf32> {
// CHECK: ^bb0(%[[ARG2:.*]]: f32, %[[ARG3:.*]]: f32):
// CHECK: nn.yield %{{.*}} : f32
// CHECK: %[[CAST2:.*]] = tensor.cast %[[MAP]] : tensor<8x4x2xf32> to tensor<8x?x2xf32>
// CHECK: return %[[CAST2]] : tensor<8x?x2xf32>
func.func @agree(%x: tensor<8x?x2xf32>, %s: tensor<4xf32>) -> tensor<8x?x2xf32> {
  %y = nn.prelu %x, %s : (tensor<8x?x2xf32>, tensor<4xf32>) -> tensor<8x?x2xf32>
  return %y : tensor<8x?x2xf32>
}
