// nn.sinusoidal_encoding: sine and cosine of the product with each frequency.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @interleaved(
// CHECK-SAME: %[[P:.*]]: tensor<?xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "t0 -> t0 1" %[[P]] : (tensor<?xf32>) -> tensor<?x1xf32>
// CHECK: %[[CST:.*]] = arith.constant dense<[1.000000e+00, 1.000000e-01]> : tensor<2xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[REARRANGE]], %[[CST]] : (tensor<?x1xf32>, tensor<2xf32>) -> tensor<?x2xf32> {
// CHECK: ^bb0(%[[ARG1:.*]]: f32, %[[ARG2:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG1]], %[[ARG2]] : f32
// CHECK: nn.yield %[[PROD]] : f32
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "t0 h -> t0 h j" %[[MAP]] sizes {j = 2 : i64} : (tensor<?x2xf32>) -> tensor<?x2x2xf32>
// CHECK: %[[MAP2:.*]] = nn.map %[[REARRANGE2]] : (tensor<?x2x2xf32>) -> tensor<?x2x2xf32> {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32):
// CHECK: %[[INDEX:.*]] = nn.index 2
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[INDEX]], %c0 : index
// CHECK: %[[SIN:.*]] = math.sin %[[ARG1_2]] : f32
// CHECK: %[[COS:.*]] = math.cos %[[ARG1_2]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[OK]], %[[SIN]], %[[COS]] : f32
// CHECK: nn.yield %[[SEL]] : f32
// CHECK: %[[REARRANGE3:.*]] = nn.rearrange "t0 h j -> t0 (h j)" %[[MAP2]] : (tensor<?x2x2xf32>) -> tensor<?x4xf32>
// CHECK: return %[[REARRANGE3]] : tensor<?x4xf32>
func.func @interleaved(%p: tensor<?xf32>) -> tensor<?x4xf32> {
  %e = nn.sinusoidal_encoding interleaved %p depth 4 base 100.0 : (tensor<?xf32>) -> tensor<?x4xf32>
  return %e : tensor<?x4xf32>
}

// The frequencies are 1, 1 / 10 and 1 / 100, rounded to the type.
// CHECK-LABEL: func.func @halves(
// CHECK-SAME: %[[P:.*]]: tensor<2x?xf64>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "t0 t1 -> t0 t1 1" %[[P]] : (tensor<2x?xf64>) -> tensor<2x?x1xf64>
// CHECK: %[[CST:.*]] = arith.constant dense<[1.000000e+00, 0.10000000000000002, 0.010000000000000002]> : tensor<3xf64>
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "t0 t1 h -> t0 t1 h j" %{{.*}} sizes {j = 2 : i64} : (tensor<2x?x3xf64>) -> tensor<2x?x3x2xf64>
// CHECK: %[[REARRANGE3:.*]] = nn.rearrange "t0 t1 h j -> t0 t1 (j h)" %{{.*}} : (tensor<2x?x3x2xf64>) -> tensor<2x?x6xf64>
func.func @halves(%p: tensor<2x?xf64>) -> tensor<2x?x6xf64> {
  %e = nn.sinusoidal_encoding halves %p depth 6 base 1000.0 : (tensor<2x?xf64>) -> tensor<2x?x6xf64>
  return %e : tensor<2x?x6xf64>
}
