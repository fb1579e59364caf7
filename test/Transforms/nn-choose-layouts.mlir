// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-choose-layouts="pack-params" --cse | FileCheck %s

nn.param @v : tensor<16x3x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @w : tensor<8x16x3x3xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 1.0>

// CHECK-DAG: #[[LAST:.*]] = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3, d1)>
// CHECK-DAG: #[[MADE:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d0, d2, d3, d1)>
// CHECK-DAG: #[[READ:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d0, d2 + d5, d3 + d6, d4)>
// CHECK-DAG: #[[INPUT:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d0, d4, d2 + d5, d3 + d6)>
// CHECK-DAG: #[[OUTPUT:.*]] = affine_map<(d0, d1, d2, d3, d4, d5, d6) -> (d0, d1, d2, d3)>

// Between convolutions channels come last; where tensors enter and leave, axes are
// as given.
// CHECK-LABEL: func.func @chain.kernel
// CHECK: %[[E:.*]] = tensor.empty() : tensor<1x7x7x16xf32>
// CHECK: %[[F:.*]] = linalg.fill {{.*}} outs(%[[E]] : tensor<1x7x7x16xf32>)
// CHECK: %[[A:.*]] = linalg.generic {indexing_maps = [#[[INPUT]], #{{.*}}, #[[MADE]]], {{.*}} : tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) outs(%[[F]]
// CHECK: %[[B:.*]] = linalg.generic {indexing_maps = [#[[LAST]], #[[LAST]]], {{.*}} ins(%[[A]] : tensor<1x7x7x16xf32>)
// CHECK: linalg.generic {indexing_maps = [#[[READ]], #{{.*}}, #[[OUTPUT]]], {{.*}} ins(%[[B]], {{.*}} outs(%{{.*}} : tensor<1x8x5x5xf32>)
// CHECK: return
func.func @chain(%x: tensor<1x3x9x9xf32>) -> tensor<1x8x5x5xf32> {
  %v = nn.param_ref @v : tensor<16x3x3x3xf32>
  %w = nn.param_ref @w : tensor<8x16x3x3xf32>
  %a = nn.conv %x, %v : (tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x7x7xf32>
  %b = nn.activation #nn.relu, %a : tensor<1x16x7x7xf32>
  %y = nn.conv %b, %w : (tensor<1x16x7x7xf32>, tensor<8x16x3x3xf32>) -> tensor<1x8x5x5xf32>
  return %y : tensor<1x8x5x5xf32>
}

// What a tensor is cut out of, or put into, follows it: here a padding.
// CHECK-LABEL: func.func @padding.kernel
// CHECK: %[[B:.*]] = linalg.generic {indexing_maps = [#[[LAST]], #[[LAST]]]
// CHECK: %[[E:.*]] = tensor.empty() : tensor<1x9x11x16xf32>
// CHECK: %[[F:.*]] = linalg.fill {{.*}} outs(%[[E]] : tensor<1x9x11x16xf32>)
// CHECK: %[[P:.*]] = tensor.insert_slice %[[B]] into %[[F]][0, 1, 2, 0] [1, 7, 7, 16] [1, 1, 1, 1] : tensor<1x7x7x16xf32> into tensor<1x9x11x16xf32>
// CHECK: linalg.generic {indexing_maps = [#[[READ]], {{.*}} ins(%[[P]],
func.func @padding(%x: tensor<1x3x9x9xf32>) -> tensor<1x8x7x9xf32> {
  %v = nn.param_ref @v : tensor<16x3x3x3xf32>
  %w = nn.param_ref @w : tensor<8x16x3x3xf32>
  %a = nn.conv %x, %v : (tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x7x7xf32>
  %b = nn.activation #nn.relu, %a : tensor<1x16x7x7xf32>
  %y = nn.conv %b, %w padding [1, 1, 2, 2] : (tensor<1x16x7x7xf32>, tensor<8x16x3x3xf32>) -> tensor<1x8x7x9xf32>
  return %y : tensor<1x8x7x9xf32>
}

// CHECK-LABEL: func.func @slice.kernel
// CHECK: %[[B:.*]] = linalg.generic {indexing_maps = [#[[LAST]], #[[LAST]]]
// CHECK: %[[S:.*]] = tensor.extract_slice %[[B]][0, 2, 0, 0] [1, 5, 7, 16] [1, 1, 1, 1] : tensor<1x7x7x16xf32> to tensor<1x5x7x16xf32>
// CHECK: linalg.generic {indexing_maps = [#[[READ]], {{.*}} ins(%[[S]],
func.func @slice(%x: tensor<1x3x9x9xf32>) -> tensor<1x8x3x5xf32> {
  %v = nn.param_ref @v : tensor<16x3x3x3xf32>
  %w = nn.param_ref @w : tensor<8x16x3x3xf32>
  %a = nn.conv %x, %v : (tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x7x7xf32>
  %b = nn.activation #nn.relu, %a : tensor<1x16x7x7xf32>
  %s = tensor.extract_slice %b[0, 0, 2, 0] [1, 16, 5, 7] [1, 1, 1, 1] : tensor<1x16x7x7xf32> to tensor<1x16x5x7xf32>
  %y = nn.conv %s, %w : (tensor<1x16x5x7xf32>, tensor<8x16x3x3xf32>) -> tensor<1x8x3x5xf32>
  return %y : tensor<1x8x3x5xf32>
}
