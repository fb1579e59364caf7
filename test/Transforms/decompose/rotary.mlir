// nn.rotary: a matrix of cosines and sines times each pair.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @positions(
// CHECK-SAME: %[[X:.*]]: tensor<2x8x?x4xf32>, %[[P:.*]]: tensor<2x?xi64>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "t0 t1 -> t0 t1 1" %[[P]] : (tensor<2x?xi64>) -> tensor<2x?x1xi64>
// CHECK: %[[CST:.*]] = arith.constant dense<[1.000000e+00, 1.000000e-01]> : tensor<2xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[REARRANGE]], %[[CST]] : (tensor<2x?x1xi64>, tensor<2xf32>) -> tensor<2x?x2xf32> {
// CHECK: ^bb0(%[[ARG2:.*]]: i64, %[[ARG3:.*]]: f32):
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[ARG2]] : i64 to f32
// CHECK: %[[PROD:.*]] = arith.mulf %[[SITOFP]], %[[ARG3]] : f32
// CHECK: nn.yield %[[PROD]] : f32
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "a0 t h -> a0 t i j h" %[[MAP]] sizes {i = 2 : i64, j = 2 : i64} : (tensor<2x?x2xf32>) -> tensor<2x?x2x2x2xf32>
// CHECK: %[[MAP2:.*]] = nn.map %[[REARRANGE2]] : (tensor<2x?x2x2x2xf32>) -> tensor<2x?x2x2x2xf32> {
// CHECK: ^bb0(%[[ARG2_2:.*]]: f32):
// CHECK: %[[INDEX:.*]] = nn.index 2
// CHECK: %[[INDEX2:.*]] = nn.index 3
// CHECK: %[[SIN:.*]] = math.sin %[[ARG2_2]] : f32
// CHECK: %[[OK:.*]] = arith.cmpi ult, %[[INDEX]], %[[INDEX2]] : index
// CHECK: %[[NEGF:.*]] = arith.negf %[[SIN]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[OK]], %[[NEGF]], %[[SIN]] : f32
// CHECK: %[[OK2:.*]] = arith.cmpi eq, %[[INDEX]], %[[INDEX2]] : index
// CHECK: %[[COS:.*]] = math.cos %[[ARG2_2]] : f32
// CHECK: %[[SEL2:.*]] = arith.select %[[OK2]], %[[COS]], %[[SEL]] : f32
// CHECK: nn.yield %[[SEL2]] : f32
// CHECK: %[[REARRANGE3:.*]] = nn.rearrange "a0 a1 t (j h) -> a0 a1 t j h" %[[X]] sizes {j = 2 : i64} : (tensor<2x8x?x4xf32>) -> tensor<2x8x?x2x2xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "a0 a1 t j h, a0 t i j h -> a0 a1 t i h" %[[REARRANGE3]], %[[MAP2]] : (tensor<2x8x?x2x2xf32>, tensor<2x?x2x2x2xf32>) -> tensor<2x8x?x2x2xf32>
// CHECK: %[[REARRANGE4:.*]] = nn.rearrange "a0 a1 t j h -> a0 a1 t (j h)" %[[EINSUM]] : (tensor<2x8x?x2x2xf32>) -> tensor<2x8x?x4xf32>
// CHECK: return %[[REARRANGE4]] : tensor<2x8x?x4xf32>
func.func @positions(%x: tensor<2x8x?x4xf32>, %p: tensor<2x?xi64>) -> tensor<2x8x?x4xf32> {
  %y = nn.rotary halves %x positions %p base 100.0 : (tensor<2x8x?x4xf32>, tensor<2x?xi64>) -> tensor<2x8x?x4xf32>
  return %y : tensor<2x8x?x4xf32>
}

// Without positions, they are the indices along the axis of time.
// CHECK-LABEL: func.func @indices(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[REDUCE:.*]] = nn.reduce %{{.*}} axes [1] : (tensor<?x4xi64>) -> tensor<?xi64> neutral 0 {
// CHECK: %[[INDEX:.*]] = nn.index 0
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "t0 -> t0 1" %{{.*}} : (tensor<?xi64>) -> tensor<?x1xi64>
// CHECK: %[[SITOFP:.*]] = arith.sitofp %{{.*}} : i64 to f32
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "t h -> t i j h" %{{.*}} sizes {i = 2 : i64, j = 2 : i64} : (tensor<?x2xf32>) -> tensor<?x2x2x2xf32>
// CHECK: %[[INDEX2:.*]] = nn.index 1
// CHECK: %[[INDEX3:.*]] = nn.index 2
// CHECK: %[[REARRANGE3:.*]] = nn.rearrange "t (h j) -> t j h" %[[X]] sizes {j = 2 : i64} : (tensor<?x4xf32>) -> tensor<?x2x2xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "t j h, t i j h -> t i h" %[[REARRANGE3]], %{{.*}} : (tensor<?x2x2xf32>, tensor<?x2x2x2xf32>) -> tensor<?x2x2xf32>
// CHECK: %[[REARRANGE4:.*]] = nn.rearrange "t j h -> t (h j)" %[[EINSUM]] : (tensor<?x2x2xf32>) -> tensor<?x4xf32>
func.func @indices(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %y = nn.rotary interleaved %x base 100.0 : (tensor<?x4xf32>) -> tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// Positions that are floats are not converted.
// CHECK-LABEL: func.func @floats(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xf32>, %[[P:.*]]: tensor<3xf32>
// CHECK-NOT: arith.sitofp
// CHECK: %[[PROD:.*]] = arith.mulf %{{.*}}, %{{.*}} : f32
func.func @floats(%x: tensor<3x4xf32>, %p: tensor<3xf32>) -> tensor<3x4xf32> {
  %y = nn.rotary interleaved %x positions %p base 100.0 : (tensor<3x4xf32>, tensor<3xf32>) -> tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}
