// RUN: nn-opt %s --nn-fuse-elementwise | FileCheck %s

// A window is not fused into an op that fixes one of its axes: upstream would
// take the extent of the input, 4, for that of a loop over 3.
// CHECK-LABEL: func.func @window_at_fixed_position
// CHECK-COUNT-2: linalg.generic
func.func @window_at_fixed_position(%x: tensor<4xf32>) -> tensor<5x3xf32> {
  %e = tensor.empty() : tensor<1x3xf32>
  %w = linalg.generic {
      indexing_maps = [affine_map<(i, j) -> (i * 2 + j)>, affine_map<(i, j) -> (i, j)>],
      iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<4xf32>) outs(%e : tensor<1x3xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  } -> tensor<1x3xf32>
  %f = tensor.empty() : tensor<5x3xf32>
  %y = linalg.generic {
      indexing_maps = [affine_map<(i, j) -> (0, j)>, affine_map<(i, j) -> (i, j)>],
      iterator_types = ["parallel", "parallel"]}
      ins(%w : tensor<1x3xf32>) outs(%f : tensor<5x3xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %a : f32
    linalg.yield %c : f32
  } -> tensor<5x3xf32>
  return %y : tensor<5x3xf32>
}
