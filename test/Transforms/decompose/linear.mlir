// nn.linear as an einsum and a sum.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @bias(
// CHECK-SAME: %[[X:.*]]: tensor<2x?x4xf32>, %[[W:.*]]: tensor<3x4xf32>, %[[B:.*]]: tensor<3xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b0 b1 i, o i -> b0 b1 o" %[[X]], %[[W]] : (tensor<2x?x4xf32>, tensor<3x4xf32>) -> tensor<2x?x3xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[EINSUM]], %[[B]] : (tensor<2x?x3xf32>, tensor<3xf32>) -> tensor<2x?x3xf32> {
// CHECK: ^bb0(%[[ARG3:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[ARG4]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: return %[[MAP]] : tensor<2x?x3xf32>
func.func @bias(%x: tensor<2x?x4xf32>, %w: tensor<3x4xf32>, %b: tensor<3xf32>) -> tensor<2x?x3xf32> {
  %y = nn.linear %x, %w bias %b : (tensor<2x?x4xf32>, tensor<3x4xf32>, tensor<3xf32>) -> tensor<2x?x3xf32>
  return %y : tensor<2x?x3xf32>
}

// CHECK-LABEL: func.func @vector(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>, %[[W:.*]]: tensor<3x4xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "i, o i -> o" %[[X]], %[[W]] : (tensor<4xf32>, tensor<3x4xf32>) -> tensor<3xf32>
// CHECK: return %[[EINSUM]] : tensor<3xf32>
func.func @vector(%x: tensor<4xf32>, %w: tensor<3x4xf32>) -> tensor<3xf32> {
  %y = nn.linear %x, %w : (tensor<4xf32>, tensor<3x4xf32>) -> tensor<3xf32>
  return %y : tensor<3xf32>
}

// The bias has as many elements as there are results, known or not.
// CHECK-LABEL: func.func @agree(
// CHECK-SAME: %[[X:.*]]: tensor<8x4xf32>, %[[W:.*]]: tensor<?x4xf32>, %[[B:.*]]: tensor<3xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[W]] : tensor<?x4xf32> to tensor<3x4xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[X]], %[[CAST]] : (tensor<8x4xf32>, tensor<3x4xf32>) -> tensor<8x3xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[EINSUM]], %[[B]] : (tensor<8x3xf32>, tensor<3xf32>) -> tensor<8x3xf32> {
// CHECK: ^bb0(%[[ARG3:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[ARG4]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: return %[[MAP]] : tensor<8x3xf32>
func.func @agree(%x: tensor<8x4xf32>, %w: tensor<?x4xf32>, %b: tensor<3xf32>) -> tensor<8x3xf32> {
  %y = nn.linear %x, %w bias %b : (tensor<8x4xf32>, tensor<?x4xf32>, tensor<3xf32>) -> tensor<8x3xf32>
  return %y : tensor<8x3xf32>
}

// A result type that knows more than what is inferred is a cast.
// CHECK-LABEL: func.func @refined(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>, %[[W:.*]]: tensor<3x4xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[X]], %[[W]] : (tensor<?x4xf32>, tensor<3x4xf32>) -> tensor<?x3xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[EINSUM]] : tensor<?x3xf32> to tensor<8x3xf32>
// CHECK: return %[[CAST]] : tensor<8x3xf32>
func.func @refined(%x: tensor<?x4xf32>, %w: tensor<3x4xf32>) -> tensor<8x3xf32> {
  %y = nn.linear %x, %w : (tensor<?x4xf32>, tensor<3x4xf32>) -> tensor<8x3xf32>
  return %y : tensor<8x3xf32>
}
