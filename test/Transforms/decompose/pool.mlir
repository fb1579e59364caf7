// nn.pool as a window and a reduction.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// Padding is minus infinity for a maximum.
// CHECK-LABEL: func.func @max(
// CHECK-SAME: %[[X:.*]]: tensor<?x4x9x9xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[X]] axes [2, 3] size [2, 3] stride [2, 1] dilation [2, 1] padding [0, 0, 1, 2] pad_value 0xFF800000 : f32 : tensor<?x4x9x9xf32> -> tensor<?x4x4x10x2x3xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[WINDOW]] axes [4, 5] : (tensor<?x4x4x10x2x3xf32>) -> tensor<?x4x4x10xf32> neutral 0xFF800000 {
// CHECK: ^bb0(%[[ARG1:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[ARG1]], %[[ARG2]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: return %[[REDUCE]] : tensor<?x4x4x10xf32>
func.func @max(%x: tensor<?x4x9x9xf32>) -> tensor<?x4x4x10xf32> {
  %y = nn.pool max %x size [2, 3] stride [2, 1] dilation [2, 1] padding [0, 0, 1, 2] : (tensor<?x4x9x9xf32>) -> tensor<?x4x4x10xf32>
  return %y : tensor<?x4x4x10xf32>
}

// The stride is the size where none is given.
// CHECK-LABEL: func.func @stride(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x9xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[X]] axes [2] size [3] stride [3] : tensor<1x4x9xf32> -> tensor<1x4x3x3xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[WINDOW]] axes [3] : (tensor<1x4x3x3xf32>) -> tensor<1x4x3xf32> neutral 0xFF800000 {
// CHECK: nn.yield %{{.*}} : f32
func.func @stride(%x: tensor<1x4x9xf32>) -> tensor<1x4x3xf32> {
  %y = nn.pool max %x size [3] : (tensor<1x4x9xf32>) -> tensor<1x4x3xf32>
  return %y : tensor<1x4x3xf32>
}

// Padding counts as zeros: the divisor is the size of the window.
// CHECK-LABEL: func.func @average(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x8x8xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[X]] axes [2, 3] size [2, 3] stride [2, 3] padding [0, 0, 1, 0] : tensor<1x4x8x8xf32> -> tensor<1x4x4x3x2x3xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[WINDOW]] axes [4, 5] : (tensor<1x4x4x3x2x3xf32>) -> tensor<1x4x4x3xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG1:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG1]], %[[ARG2]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[REDUCE]] : (tensor<1x4x4x3xf32>) -> tensor<1x4x4x3xf32> {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32):
// CHECK: %[[CST:.*]] = arith.constant 6.000000e+00 : f32
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG1_2]], %[[CST]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
// CHECK: return %[[MAP]] : tensor<1x4x4x3xf32>
func.func @average(%x: tensor<1x4x8x8xf32>) -> tensor<1x4x4x3xf32> {
  %y = nn.pool average %x size [2, 3] padding [0, 0, 1, 0] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x3xf32>
  return %y : tensor<1x4x4x3xf32>
}

// Without padding, the divisor is the number of elements in the window, counted
// from where the window begins.
// CHECK-LABEL: func.func @exclude_padding(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x?xf32>
// CHECK: %[[WINDOW:.*]] = nn.window %[[X]] axes [2] size [3] stride [2] padding [1, 1] : tensor<1x4x?xf32> -> tensor<1x4x?x3xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[WINDOW]] axes [3] : (tensor<1x4x?x3xf32>) -> tensor<1x4x?xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG1:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG1]], %[[ARG2]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c2 : tensor<1x4x?xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[REDUCE]] : (tensor<1x4x?xf32>) -> tensor<1x4x?xf32> {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32):
// CHECK: %[[INDEX:.*]] = nn.index 2
// CHECK: %[[PROD:.*]] = arith.muli %[[INDEX]], %c2{{.*}} : index
// CHECK: %[[DIFF:.*]] = arith.subi %[[PROD]], %c1{{.*}} : index
// CHECK: %[[DIFF2:.*]] = arith.subi %c0, %[[DIFF]] : index
// CHECK: %[[MAXSI:.*]] = arith.maxsi %[[DIFF2]], %c0{{.*}} : index
// CHECK: %[[MINSI:.*]] = arith.minsi %[[MAXSI]], %c3 : index
// CHECK: %[[DIFF3:.*]] = arith.subi %[[DIM]], %[[DIFF]] : index
// CHECK: %[[MAXSI2:.*]] = arith.maxsi %[[DIFF3]], %c0{{.*}} : index
// CHECK: %[[MINSI2:.*]] = arith.minsi %[[MAXSI2]], %c3{{.*}} : index
// CHECK: %[[DIFF4:.*]] = arith.subi %[[MINSI2]], %[[MINSI]] : index
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[DIFF4]] : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST]] : i64 to f32
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG1_2]], %[[SITOFP]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
// CHECK: return %[[MAP]] : tensor<1x4x?xf32>
func.func @exclude_padding(%x: tensor<1x4x?xf32>) -> tensor<1x4x?xf32> {
  %y = nn.pool average %x size [3] stride [2] padding [1, 1] exclude_padding : (tensor<1x4x?xf32>) -> tensor<1x4x?xf32>
  return %y : tensor<1x4x?xf32>
}

// Where there is no padding, there is nothing to count.
// CHECK-LABEL: func.func @exclude_nothing(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x8xf32>
// CHECK-NOT: nn.index
// CHECK: %[[CST:.*]] = arith.constant 2.000000e+00 : f32
// CHECK: %[[DIVF:.*]] = arith.divf %{{.*}}, %[[CST]] : f32
func.func @exclude_nothing(%x: tensor<1x4x8xf32>) -> tensor<1x4x4xf32> {
  %y = nn.pool average %x size [2] exclude_padding : (tensor<1x4x8xf32>) -> tensor<1x4x4xf32>
  return %y : tensor<1x4x4xf32>
}
