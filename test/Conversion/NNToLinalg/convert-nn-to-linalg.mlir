// RUN: nn-opt %s --convert-nn-to-linalg --canonicalize | FileCheck %s

// CHECK-DAG: #[[SWAP:.*]] = affine_map<(d0, d1, d2) -> (d1, d0, d2)>
// CHECK-DAG: #[[FIRST:.*]] = affine_map<(d0, d1) -> (d0, 0)>
// CHECK-DAG: #[[SLIDE:.*]] = affine_map<(d0, d1, d2) -> (d0, d1 * 2 + d2)>

// A contraction is a sum of products from zero, in an order that may change.
// CHECK-LABEL: func.func @einsum
// CHECK: %[[ZERO:.*]] = linalg.fill ins(%{{.*}} : f32)
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction"]}
// CHECK-SAME: outs(%[[ZERO]]
// CHECK: arith.mulf %{{.*}} fastmath<reassoc,contract>
// CHECK: arith.addf %{{.*}} fastmath<reassoc,contract>
func.func @einsum(%x: tensor<?x4xf32>, %w: tensor<3x4xf32>) -> tensor<?x3xf32> {
  %y = nn.einsum "b i, o i -> b o" %x, %w : (tensor<?x4xf32>, tensor<3x4xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// Extents that meet only at run time are guarded.
// CHECK-LABEL: func.func @guarded
// CHECK: %[[EQUAL:.*]] = arith.cmpi eq, %{{.*}}, %{{.*}} : index
// CHECK: cf.assert %[[EQUAL]]
func.func @guarded(%x: tensor<?x?xf32>, %w: tensor<3x?xf32>) -> tensor<?x3xf32> {
  %y = nn.einsum "b i, o i -> b o" %x, %w : (tensor<?x?xf32>, tensor<3x?xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// Splitting is a view, permuting moves elements.
// CHECK-LABEL: func.func @rearrange
// CHECK: %[[SPLIT:.*]] = tensor.expand_shape %{{.*}} {{\[\[}}0], [1, 2]]
// CHECK: linalg.generic {indexing_maps = [#[[SWAP]], #{{.*}}]
// CHECK-SAME: ins(%[[SPLIT]]
func.func @rearrange(%x: tensor<?x6xf32>) -> tensor<3x?x2xf32> {
  %y = nn.rearrange "b (c d) -> c b d" %x sizes {d = 2} : (tensor<?x6xf32>) -> tensor<3x?x2xf32>
  return %y : tensor<3x?x2xf32>
}

// An extent that is written as 1 is read at its only index.
// CHECK-LABEL: func.func @broadcast
// CHECK: linalg.generic {indexing_maps = [#{{.*}}, #[[FIRST]], #{{.*}}], iterator_types = ["parallel", "parallel"]}
func.func @broadcast(%x: tensor<?x3xf32>, %y: tensor<?x1xf32>) -> tensor<?x3xf32> {
  %z = nn.map %x, %y : (tensor<?x3xf32>, tensor<?x1xf32>) -> tensor<?x3xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %z : tensor<?x3xf32>
}

// A reduction starts from its neutral element.
// CHECK-LABEL: func.func @reduce
// CHECK: %[[LOWEST:.*]] = arith.constant 0xFF800000 : f32
// CHECK: linalg.fill ins(%[[LOWEST]]
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "reduction"]}
// CHECK: arith.maximumf
func.func @reduce(%x: tensor<2x4xf32>) -> tensor<2xf32> {
  %y = nn.reduce %x axes [1] : (tensor<2x4xf32>) -> tensor<2xf32> neutral 0xFF800000 {
  ^bb0(%a: f32, %b: f32):
    %c = arith.maximumf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<2xf32>
}

// A window without padding is another way to index the input.
// CHECK-LABEL: func.func @window
// CHECK: linalg.generic {indexing_maps = [#[[SLIDE]], #{{.*}}]
func.func @window(%x: tensor<2x9xf32>) -> tensor<2x4x3xf32> {
  %y = nn.window %x axes [1] size [3] stride [2] : tensor<2x9xf32> -> tensor<2x4x3xf32>
  return %y : tensor<2x4x3xf32>
}

// Padding comes first: the input in a tensor of the padding value.
// CHECK-LABEL: func.func @padded
// CHECK: %[[FILLED:.*]] = linalg.fill
// CHECK: %[[PADDED:.*]] = tensor.insert_slice %{{.*}} into %[[FILLED]][0, 1] [2, 9] [1, 1]
// CHECK: linalg.generic {{.*}} ins(%[[PADDED]]
func.func @padded(%x: tensor<2x9xf32>) -> tensor<2x9x3xf32> {
  %y = nn.window %x axes [1] size [3] padding [1, 1] : tensor<2x9xf32> -> tensor<2x9x3xf32>
  return %y : tensor<2x9x3xf32>
}
