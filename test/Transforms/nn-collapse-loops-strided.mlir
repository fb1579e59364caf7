// What a product reads at every second row and column is copied, and the loops
// over it are one.
// RUN: nn-opt %s --nn-collapse-loops | FileCheck %s

#x = affine_map<(o, h, w, c) -> (c, h * 2, w * 2)>
#w = affine_map<(o, h, w, c) -> (o, c)>
#y = affine_map<(o, h, w, c) -> (o, h, w)>

// CHECK-DAG: #[[EVERY_SECOND:.*]] = affine_map<(d0, d1, d2) -> (d0, d1 * 2, d2 * 2)>
// CHECK-LABEL: func.func @often
// CHECK-SAME: %[[X:[a-z0-9]*]]: tensor<8x9x9xf32>
// CHECK: %[[COPY:.*]] = linalg.generic {indexing_maps = [#[[EVERY_SECOND]], {{.*}} ins(%[[X]] : tensor<8x9x9xf32>) outs(%{{.*}} : tensor<8x5x5xf32>)
// CHECK-SAME: nn.copy_reason
// CHECK: %[[MERGED:.*]] = tensor.collapse_shape %[[COPY]] {{\[\[}}0], [1, 2]]
// CHECK: linalg.generic {{.*}} ins(%[[MERGED]], %{{.*}} : tensor<8x25xf32>, tensor<16x8xf32>) outs(%{{.*}} : tensor<16x25xf32>)
func.func @often(%x: tensor<8x9x9xf32>, %w: tensor<16x8xf32>, %y: tensor<16x5x5xf32>) -> tensor<16x5x5xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x9x9xf32>, tensor<16x8xf32>) outs(%y : tensor<16x5x5xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<16x5x5xf32>
  return %0 : tensor<16x5x5xf32>
}

// For two filters it is not worth a copy.
// CHECK-LABEL: func.func @seldom
// CHECK-NOT: nn.copy_reason
// CHECK: return
func.func @seldom(%x: tensor<8x9x9xf32>, %w: tensor<2x8xf32>, %y: tensor<2x5x5xf32>) -> tensor<2x5x5xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x9x9xf32>, tensor<2x8xf32>) outs(%y : tensor<2x5x5xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<2x5x5xf32>
  return %0 : tensor<2x5x5xf32>
}

// Windows read an element several times without.
// CHECK-LABEL: func.func @windows
// CHECK-NOT: nn.copy_reason
// CHECK: return
func.func @windows(%x: tensor<8x9xf32>, %w: tensor<32x8x3xf32>, %y: tensor<32x4xf32>) -> tensor<32x4xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(o, w, c, k) -> (c, w * 2 + k)>, affine_map<(o, w, c, k) -> (o, c, k)>, affine_map<(o, w, c, k) -> (o, w)>], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %w : tensor<8x9xf32>, tensor<32x8x3xf32>) outs(%y : tensor<32x4xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<32x4xf32>
  return %0 : tensor<32x4xf32>
}

// Nothing is merged.
// CHECK-LABEL: func.func @one_axis
// CHECK-NOT: nn.copy_reason
// CHECK: return
func.func @one_axis(%x: tensor<8x9xf32>, %w: tensor<32x8xf32>, %y: tensor<32x5xf32>) -> tensor<32x5xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(o, w, c) -> (c, w * 2)>, affine_map<(o, w, c) -> (o, c)>, affine_map<(o, w, c) -> (o, w)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x9xf32>, tensor<32x8xf32>) outs(%y : tensor<32x5xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<32x5xf32>
  return %0 : tensor<32x5xf32>
}
