// Element-wise ops walk along their last axis, column sums along the columns.
// RUN: nn-opt %s --nn-order-loops | FileCheck %s

#id = affine_map<(i, j) -> (i, j)>
#t = affine_map<(i, j) -> (j, i)>

// CHECK-DAG: #[[ID:.*]] = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-DAG: #[[COLUMN:.*]] = affine_map<(d0, d1) -> (d1)>

// What is in order stays.
// CHECK-LABEL: func.func @rows
// CHECK: indexing_maps = [#[[ID]], #[[ID]]]
func.func @rows(%x: tensor<8x16xf32>, %y: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<8x16xf32>) outs(%y : tensor<8x16xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  } -> tensor<8x16xf32>
  return %0 : tensor<8x16xf32>
}

// CHECK-LABEL: func.func @columns
// CHECK: indexing_maps = [#[[ID]], #[[ID]]]
func.func @columns(%x: tensor<16x8xf32>, %y: tensor<16x8xf32>) -> tensor<16x8xf32> {
  %0 = linalg.generic {indexing_maps = [#t, #t], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<16x8xf32>) outs(%y : tensor<16x8xf32>) {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  } -> tensor<16x8xf32>
  return %0 : tensor<16x8xf32>
}

// A sum over rows: the parallel loop goes inside.
// CHECK-LABEL: func.func @column_sums
// CHECK: indexing_maps = [#[[ID]], #[[COLUMN]]], iterator_types = ["reduction", "parallel"]
func.func @column_sums(%x: tensor<8x16xf32>, %y: tensor<16xf32>) -> tensor<16xf32> {
  %0 = linalg.generic {indexing_maps = [#t, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<8x16xf32>) outs(%y : tensor<16xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<16xf32>
  return %0 : tensor<16xf32>
}

// An index of a loop that was moved is that of its new place.
// CHECK-LABEL: func.func @index
// CHECK: indexing_maps = [#[[ID]]]
// CHECK-DAG: %[[I:.*]] = linalg.index 0
// CHECK-DAG: %[[J:.*]] = linalg.index 1
// CHECK: %[[R:.*]] = affine.apply #[[COLUMN]](%[[I]], %[[J]])
// CHECK: linalg.yield %[[R]]
func.func @index(%y: tensor<16x8xindex>) -> tensor<16x8xindex> {
  %0 = linalg.generic {indexing_maps = [#t], iterator_types = ["parallel", "parallel"]} outs(%y : tensor<16x8xindex>) {
  ^bb0(%b: index):
    %i = linalg.index 0 : index
    linalg.yield %i : index
  } -> tensor<16x8xindex>
  return %0 : tensor<16x8xindex>
}
