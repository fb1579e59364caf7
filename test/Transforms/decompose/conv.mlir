// nn.conv as a window and an einsum.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @one_axis(
// CHECK-SAME: %[[X:.*]]: tensor<1x2x8xf32>, %[[W:.*]]: tensor<4x2x3xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[X]] axes [2] size [3] : tensor<1x2x8xf32> -> tensor<1x2x6x3xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "n c p0 k0, o c k0 -> n o p0" %[[WINDOW]], %[[W]] : (tensor<1x2x6x3xf32>, tensor<4x2x3xf32>) -> tensor<1x4x6xf32>
// CHECK: return %[[EINSUM]] : tensor<1x4x6xf32>
func.func @one_axis(%x: tensor<1x2x8xf32>, %w: tensor<4x2x3xf32>) -> tensor<1x4x6xf32> {
  %y = nn.conv %x, %w : (tensor<1x2x8xf32>, tensor<4x2x3xf32>) -> tensor<1x4x6xf32>
  return %y : tensor<1x4x6xf32>
}

// Clauses become those of the window; the bias is aligned with the channels.
// CHECK-LABEL: func.func @two_axes(
// CHECK-SAME: %[[X:.*]]: tensor<?x2x8x8xf32>, %[[W:.*]]: tensor<4x2x3x3xf32>, %[[B:.*]]: tensor<4xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[X]] axes [2, 3] size [3, 3] stride [2, 1] dilation [1, 2] padding [1, 0, 2, 2] : tensor<?x2x8x8xf32> -> tensor<?x2x4x8x3x3xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "n c p0 p1 k0 k1, o c k0 k1 -> n o p0 p1" %[[WINDOW]], %[[W]] : (tensor<?x2x4x8x3x3xf32>, tensor<4x2x3x3xf32>) -> tensor<?x4x4x8xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a1 -> a1 1 1" %[[B]] : (tensor<4xf32>) -> tensor<4x1x1xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[EINSUM]], %[[REARRANGE]] : (tensor<?x4x4x8xf32>, tensor<4x1x1xf32>) -> tensor<?x4x4x8xf32> {
// CHECK: ^bb0(%[[ARG3:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[ARG4]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: return %[[MAP]] : tensor<?x4x4x8xf32>
func.func @two_axes(%x: tensor<?x2x8x8xf32>, %w: tensor<4x2x3x3xf32>, %b: tensor<4xf32>) -> tensor<?x4x4x8xf32> {
  %y = nn.conv %x, %w bias %b stride [2, 1] dilation [1, 2] padding [1, 0, 2, 2] : (tensor<?x2x8x8xf32>, tensor<4x2x3x3xf32>, tensor<4xf32>) -> tensor<?x4x4x8xf32>
  return %y : tensor<?x4x4x8xf32>
}

// CHECK-LABEL: func.func @three_axes(
// CHECK-SAME: %[[X:.*]]: tensor<1x2x4x4x4xf32>, %[[W:.*]]: tensor<1x2x2x2x2xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[X]] axes [2, 3, 4] size [2, 2, 2] : tensor<1x2x4x4x4xf32> -> tensor<1x2x3x3x3x2x2x2xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "n c p0 p1 p2 k0 k1 k2, o c k0 k1 k2 -> n o p0 p1 p2" %[[WINDOW]], %[[W]] : (tensor<1x2x3x3x3x2x2x2xf32>, tensor<1x2x2x2x2xf32>) -> tensor<1x1x3x3x3xf32>
// CHECK: return %[[EINSUM]] : tensor<1x1x3x3x3xf32>
func.func @three_axes(%x: tensor<1x2x4x4x4xf32>, %w: tensor<1x2x2x2x2xf32>) -> tensor<1x1x3x3x3xf32> {
  %y = nn.conv %x, %w : (tensor<1x2x4x4x4xf32>, tensor<1x2x2x2x2xf32>) -> tensor<1x1x3x3x3xf32>
  return %y : tensor<1x1x3x3x3xf32>
}

// Groups become an axis of their own.
// CHECK-LABEL: func.func @groups(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x8xf32>, %[[W:.*]]: tensor<6x2x3xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "n (g c) p0 -> n g c p0" %[[X]] sizes {g = 2 : i64} : (tensor<1x4x8xf32>) -> tensor<1x2x2x8xf32>
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "(g o) c k0 -> g o c k0" %[[W]] sizes {g = 2 : i64} : (tensor<6x2x3xf32>) -> tensor<2x3x2x3xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[REARRANGE]] axes [3] size [3] : tensor<1x2x2x8xf32> -> tensor<1x2x2x6x3xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "n g c p0 k0, g o c k0 -> n g o p0" %[[WINDOW]], %[[REARRANGE2]] : (tensor<1x2x2x6x3xf32>, tensor<2x3x2x3xf32>) -> tensor<1x2x3x6xf32>
// CHECK: %[[REARRANGE3:.*]] = nn.rearrange "n g o p0 -> n (g o) p0" %[[EINSUM]] : (tensor<1x2x3x6xf32>) -> tensor<1x6x6xf32>
// CHECK: return %[[REARRANGE3]] : tensor<1x6x6xf32>
func.func @groups(%x: tensor<1x4x8xf32>, %w: tensor<6x2x3xf32>) -> tensor<1x6x6xf32> {
  %y = nn.conv %x, %w groups 2 : (tensor<1x4x8xf32>, tensor<6x2x3xf32>) -> tensor<1x6x6xf32>
  return %y : tensor<1x6x6xf32>
}
