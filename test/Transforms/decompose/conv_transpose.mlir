// nn.conv_transpose as a window over the spread input, and an einsum with the kernel backwards.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// The window sees (size - 1) dilation elements of padding, less what is cut.
// CHECK-LABEL: func.func @clauses(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x5xf32>, %[[W:.*]]: tensor<4x3x3xf32>
// CHECK: %[[SLICE:.*]] = nn.slice ":, :, ::-1" %[[W]] : (tensor<4x3x3xf32>) -> tensor<4x3x3xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[X]] axes [2] size [3] dilation [2] padding [2, 3] base_dilation [3] : tensor<1x4x5xf32> -> tensor<1x4x14x3xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "n c p0 k0, c o k0 -> n o p0" %[[WINDOW]], %[[SLICE]] : (tensor<1x4x14x3xf32>, tensor<4x3x3xf32>) -> tensor<1x3x14xf32>
// CHECK: return %[[EINSUM]] : tensor<1x3x14xf32>
func.func @clauses(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32>) -> tensor<1x3x14xf32> {
  %y = nn.conv_transpose %x, %w stride [3] dilation [2] padding [2, 2] output_padding [1] : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x14xf32>
  return %y : tensor<1x3x14xf32>
}

// CHECK-LABEL: func.func @groups(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x5x5xf32>, %[[W:.*]]: tensor<4x3x3x3xf32>, %[[B:.*]]: tensor<6xf32>
// CHECK: %[[SLICE:.*]] = nn.slice ":, :, ::-1, ::-1" %[[W]] : (tensor<4x3x3x3xf32>) -> tensor<4x3x3x3xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "n (g c) p0 p1 -> n g c p0 p1" %[[X]] sizes {g = 2 : i64} : (tensor<1x4x5x5xf32>) -> tensor<1x2x2x5x5xf32>
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "(g c) o k0 k1 -> g c o k0 k1" %[[SLICE]] sizes {g = 2 : i64} : (tensor<4x3x3x3xf32>) -> tensor<2x2x3x3x3xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[REARRANGE]] axes [3, 4] size [3, 3] dilation [1, 1] padding [2, 2, 2, 2] base_dilation [1, 1] : tensor<1x2x2x5x5xf32> -> tensor<1x2x2x7x7x3x3xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "n g c p0 p1 k0 k1, g c o k0 k1 -> n g o p0 p1" %[[WINDOW]], %[[REARRANGE2]] : (tensor<1x2x2x7x7x3x3xf32>, tensor<2x2x3x3x3xf32>) -> tensor<1x2x3x7x7xf32>
// CHECK: %[[REARRANGE3:.*]] = nn.rearrange "n g o p0 p1 -> n (g o) p0 p1" %[[EINSUM]] : (tensor<1x2x3x7x7xf32>) -> tensor<1x6x7x7xf32>
// CHECK: %[[REARRANGE4:.*]] = nn.rearrange "a1 -> a1 1 1" %[[B]] : (tensor<6xf32>) -> tensor<6x1x1xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[REARRANGE3]], %[[REARRANGE4]] : (tensor<1x6x7x7xf32>, tensor<6x1x1xf32>) -> tensor<1x6x7x7xf32> {
// CHECK: ^bb0(%[[ARG3:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[ARG4]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: return %[[MAP]] : tensor<1x6x7x7xf32>
func.func @groups(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<6xf32>) -> tensor<1x6x7x7xf32> {
  %y = nn.conv_transpose %x, %w bias %b groups 2 : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>, tensor<6xf32>) -> tensor<1x6x7x7xf32>
  return %y : tensor<1x6x7x7xf32>
}

// The channels of input and weight are one axis.
// CHECK-LABEL: func.func @agree(
// CHECK-SAME: %[[X:.*]]: tensor<1x?x5xf32>, %[[W:.*]]: tensor<4x3x3xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<1x?x5xf32> to tensor<1x4x5xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[CAST]] axes [2] size [3] dilation [1] padding [2, 2] base_dilation [1] : tensor<1x4x5xf32> -> tensor<1x4x7x3xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "n c p0 k0, c o k0 -> n o p0" %[[WINDOW]], %{{.*}} : (tensor<1x4x7x3xf32>, tensor<4x3x3xf32>) -> tensor<1x3x7xf32>
func.func @agree(%x: tensor<1x?x5xf32>, %w: tensor<4x3x3xf32>) -> tensor<1x3x7xf32> {
  %y = nn.conv_transpose %x, %w : (tensor<1x?x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x7xf32>
  return %y : tensor<1x3x7xf32>
}
