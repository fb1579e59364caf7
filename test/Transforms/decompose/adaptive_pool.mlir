// nn.adaptive_pool as reductions, one axis after the other.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// Windows that divide the axis are a group of it.
// CHECK-LABEL: func.func @divides(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x6xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a0 a1 (p k) -> a0 a1 p k" %[[X]] sizes {p = 3 : i64} : (tensor<1x4x6xf32>) -> tensor<1x4x3x2xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[REARRANGE]] axes [3] : (tensor<1x4x3x2xf32>) -> tensor<1x4x3xf32> neutral 0xFF800000 {
// CHECK: ^bb0(%[[ARG1:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[ARG1]], %[[ARG2]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: return %[[REDUCE]] : tensor<1x4x3xf32>
func.func @divides(%x: tensor<1x4x6xf32>) -> tensor<1x4x3xf32> {
  %y = nn.adaptive_pool max %x size [3] : (tensor<1x4x6xf32>) -> tensor<1x4x3xf32>
  return %y : tensor<1x4x3xf32>
}

// Others overlap: every window sees the whole axis, and keeps the elements from
// floor(i n / m) to ceil((i + 1) n / m).
// CHECK-LABEL: func.func @overlaps(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x7xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a0 a1 k -> a0 a1 p k" %[[X]] sizes {p = 3 : i64} : (tensor<1x4x7xf32>) -> tensor<1x4x3x7xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[REARRANGE]] : (tensor<1x4x3x7xf32>) -> tensor<1x4x3x7xf32> {
// CHECK: ^bb0(%[[ARG1:.*]]: f32):
// CHECK: %[[INDEX:.*]] = nn.index 2
// CHECK: %[[INDEX2:.*]] = nn.index 3
// CHECK: %[[PROD:.*]] = arith.muli %[[INDEX]], %c7 : index
// CHECK: %[[FLOORDIVSI:.*]] = arith.floordivsi %[[PROD]], %c3 : index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[INDEX2]], %[[FLOORDIVSI]] : index
// CHECK: %[[SUM:.*]] = arith.addi %[[INDEX]], %c1 : index
// CHECK: %[[PROD2:.*]] = arith.muli %[[SUM]], %c7 : index
// CHECK: %[[CEILDIVSI:.*]] = arith.ceildivsi %[[PROD2]], %c3{{.*}} : index
// CHECK: %[[OK2:.*]] = arith.cmpi slt, %[[INDEX2]], %[[CEILDIVSI]] : index
// CHECK: %[[ANDI:.*]] = arith.andi %[[OK]], %[[OK2]] : i1
// CHECK: %[[CST:.*]] = arith.constant 0xFF800000 : f32
// CHECK: %[[SEL:.*]] = arith.select %[[ANDI]], %[[ARG1]], %[[CST]] : f32
// CHECK: nn.yield %[[SEL]] : f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[MAP]] axes [3] : (tensor<1x4x3x7xf32>) -> tensor<1x4x3xf32> neutral 0xFF800000 {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[ARG1_2]], %[[ARG2]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: return %[[REDUCE]] : tensor<1x4x3xf32>
func.func @overlaps(%x: tensor<1x4x7xf32>) -> tensor<1x4x3xf32> {
  %y = nn.adaptive_pool max %x size [3] : (tensor<1x4x7xf32>) -> tensor<1x4x3xf32>
  return %y : tensor<1x4x3xf32>
}

// One window over all of a dynamic axis; the divisor is its extent.
// CHECK-LABEL: func.func @whole(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c2 : tensor<1x4x?xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a0 a1 (p k) -> a0 a1 p k" %[[X]] sizes {p = 1 : i64} : (tensor<1x4x?xf32>) -> tensor<1x4x1x?xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[REARRANGE]] axes [3] : (tensor<1x4x1x?xf32>) -> tensor<1x4x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG1:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG1]], %[[ARG2]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[REDUCE]] : (tensor<1x4x1xf32>) -> tensor<1x4x1xf32> {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32):
// CHECK: %[[INDEX:.*]] = nn.index 2
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[DIM]] : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST]] : i64 to f32
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG1_2]], %[[SITOFP]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
// CHECK: return %[[MAP]] : tensor<1x4x1xf32>
func.func @whole(%x: tensor<1x4x?xf32>) -> tensor<1x4x1xf32> {
  %y = nn.adaptive_pool average %x size [1] : (tensor<1x4x?xf32>) -> tensor<1x4x1xf32>
  return %y : tensor<1x4x1xf32>
}

// A mean of overlapping windows divides each by the size of its own.
// CHECK-LABEL: func.func @means(
// CHECK-SAME: %[[X:.*]]: tensor<1x4x7x4xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a0 a1 k b0 -> a0 a1 p k b0" %[[X]] sizes {p = 3 : i64} : (tensor<1x4x7x4xf32>) -> tensor<1x4x3x7x4xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[REARRANGE]] : (tensor<1x4x3x7x4xf32>) -> tensor<1x4x3x7x4xf32> {
// CHECK: %[[INDEX:.*]] = nn.index 2
// CHECK: %[[INDEX2:.*]] = nn.index 3
// CHECK: nn.yield %{{.*}} : f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[MAP]] axes [3] : (tensor<1x4x3x7x4xf32>) -> tensor<1x4x3x4xf32> neutral 0.000000e+00 {
// CHECK: nn.yield %{{.*}} : f32
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "a0 a1 a2 (p k) -> a0 a1 a2 p k" %[[REDUCE]] sizes {p = 2 : i64} : (tensor<1x4x3x4xf32>) -> tensor<1x4x3x2x2xf32>
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[REARRANGE2]] axes [4] : (tensor<1x4x3x2x2xf32>) -> tensor<1x4x3x2xf32> neutral 0.000000e+00 {
// CHECK: nn.yield %{{.*}} : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[REDUCE2]] : (tensor<1x4x3x2xf32>) -> tensor<1x4x3x2xf32> {
// CHECK: %[[INDEX3:.*]] = nn.index 2
// CHECK: %[[DIFF:.*]] = arith.subi %{{.*}}, %{{.*}} : index
// CHECK: %[[INDEX4:.*]] = nn.index 3
// CHECK: %[[SITOFP:.*]] = arith.sitofp %{{.*}} : i64 to f32
// CHECK: %[[DIVF:.*]] = arith.divf %{{.*}}, %[[SITOFP]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
func.func @means(%x: tensor<1x4x7x4xf32>) -> tensor<1x4x3x2xf32> {
  %y = nn.adaptive_pool average %x size [3, 2] : (tensor<1x4x7x4xf32>) -> tensor<1x4x3x2xf32>
  return %y : tensor<1x4x3x2xf32>
}
