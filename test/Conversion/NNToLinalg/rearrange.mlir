// nn.rearrange as views and copies.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// Splitting is a view, permuting moves elements.
// CHECK-LABEL: func.func @split(
// CHECK-SAME: %[[X:.*]]: tensor<?x6xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x6xf32>
// CHECK: %[[EXPANDED:.*]] = tensor.expand_shape %[[X]] {{\[\[}}0], [1, 2]] output_shape [%[[DIM]], 3, 2] : tensor<?x6xf32> into tensor<?x3x2xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<3x?x2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d1, d0, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%[[EXPANDED]] : tensor<?x3x2xf32>) outs(%[[EMPTY]] : tensor<3x?x2xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<3x?x2xf32>
func.func @split(%x: tensor<?x6xf32>) -> tensor<3x?x2xf32> {
  %y = nn.rearrange "b (c d) -> c b d" %x sizes {d = 2} : (tensor<?x6xf32>) -> tensor<3x?x2xf32>
  return %y : tensor<3x?x2xf32>
}

// Merging neighbours is a view.
// CHECK-LABEL: func.func @merge(
// CHECK-SAME: %[[X:.*]]: tensor<2x3x?xf32>
// CHECK: %[[COLLAPSED:.*]] = tensor.collapse_shape %[[X]] {{\[\[}}0, 1], [2]] : tensor<2x3x?xf32> into tensor<6x?xf32>
// CHECK: return %[[COLLAPSED]] : tensor<6x?xf32>
func.func @merge(%x: tensor<2x3x?xf32>) -> tensor<6x?xf32> {
  %y = nn.rearrange "a b c -> (a b) c" %x : (tensor<2x3x?xf32>) -> tensor<6x?xf32>
  return %y : tensor<6x?xf32>
}

// Merging others moves elements before.
// CHECK-LABEL: func.func @merge_swapped(
// CHECK-SAME: %[[X:.*]]: tensor<2x3xi8>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x2xi8>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[X]] : tensor<2x3xi8>) outs(%[[EMPTY]] : tensor<3x2xi8>) {
// CHECK: ^bb0(%[[IN:.*]]: i8, %[[OUT:.*]]: i8):
// CHECK: linalg.yield %[[IN]] : i8
// CHECK: %[[COLLAPSED:.*]] = tensor.collapse_shape %[[R]] {{\[\[}}0, 1]] : tensor<3x2xi8> into tensor<6xi8>
// CHECK: return %[[COLLAPSED]] : tensor<6xi8>
func.func @merge_swapped(%x: tensor<2x3xi8>) -> tensor<6xi8> {
  %y = nn.rearrange "a b -> (b a)" %x : (tensor<2x3xi8>) -> tensor<6xi8>
  return %y : tensor<6xi8>
}

// An axis that stands only on the right is a loop that the input does not have.
// CHECK-LABEL: func.func @repeat(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[X]] : tensor<?xf32>) outs(%[[EMPTY]] : tensor<?x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<?x3xf32>
func.func @repeat(%x: tensor<?xf32>) -> tensor<?x3xf32> {
  %y = nn.rearrange "a -> a b" %x sizes {b = 3} : (tensor<?xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// Axes of extent 1 come and go as views.
// CHECK-LABEL: func.func @units(
// CHECK-SAME: %[[X:.*]]: tensor<1x?x1xf32>
// CHECK: %[[COLLAPSED:.*]] = tensor.collapse_shape %[[X]] {{\[\[}}0, 1], [2]] : tensor<1x?x1xf32> into tensor<?x1xf32>
// CHECK: return %[[COLLAPSED]] : tensor<?x1xf32>
func.func @units(%x: tensor<1x?x1xf32>) -> tensor<?x1xf32> {
  %y = nn.rearrange "1 a 1 -> a 1" %x : (tensor<1x?x1xf32>) -> tensor<?x1xf32>
  return %y : tensor<?x1xf32>
}

// A scalar that is repeated.
// CHECK-LABEL: func.func @scalar(
// CHECK-SAME: %[[X:.*]]: tensor<f32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> ()>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[X]] : tensor<f32>) outs(%[[EMPTY]] : tensor<2xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: %[[EXPANDED:.*]] = tensor.expand_shape %[[R]] {{\[\[}}0, 1]] output_shape [2, 1] : tensor<2xf32> into tensor<2x1xf32>
// CHECK: return %[[EXPANDED]] : tensor<2x1xf32>
func.func @scalar(%x: tensor<f32>) -> tensor<2x1xf32> {
  %y = nn.rearrange "-> a 1" %x sizes {a = 2} : (tensor<f32>) -> tensor<2x1xf32>
  return %y : tensor<2x1xf32>
}

// That a dynamic axis can be split so is checked.
// CHECK-LABEL: func.func @divisible(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[DIVUI:.*]] = arith.divui %[[DIM]], %c4 : index
// CHECK: %[[PROD:.*]] = arith.muli %[[DIVUI]], %c4 : index
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[PROD]], %[[DIM]] : index
// CHECK: cf.assert %[[OK]], "axis 0 is not divisible by 4"
// CHECK: %[[EXPANDED:.*]] = tensor.expand_shape %[[X]] {{\[\[}}0, 1]] output_shape [%[[DIVUI]], 4] : tensor<?xf32> into tensor<?x4xf32>
// CHECK: return %[[EXPANDED]] : tensor<?x4xf32>
func.func @divisible(%x: tensor<?xf32>) -> tensor<?x4xf32> {
  %y = nn.rearrange "(a b) -> a b" %x sizes {b = 4} : (tensor<?xf32>) -> tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}

// A size is a claim about a dynamic extent.
// CHECK-LABEL: func.func @stated(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %c6 : index
// CHECK: cf.assert %[[OK]], "axis 0 has another extent"
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<?xf32> to tensor<6xf32>
// CHECK: %[[EXPANDED:.*]] = tensor.expand_shape %[[CAST]] {{\[\[}}0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
// CHECK: return %[[EXPANDED]] : tensor<2x3xf32>
func.func @stated(%x: tensor<?xf32>) -> tensor<2x3xf32> {
  %y = nn.rearrange "(a b) -> a b" %x sizes {a = 2, b = 3} : (tensor<?xf32>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// Where there is no element, there is nothing to move, but extents are those of
// the input.
// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %[[X:.*]]: tensor<?x0xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x0xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<0x?xf32>
// CHECK: return %[[EMPTY]] : tensor<0x?xf32>
func.func @empty(%x: tensor<?x0xf32>) -> tensor<0x?xf32> {
  %y = nn.rearrange "a b -> b a" %x : (tensor<?x0xf32>) -> tensor<0x?xf32>
  return %y : tensor<0x?xf32>
}

// A merged axis with an empty part is empty, whatever the others are.
// CHECK-LABEL: func.func @empty_merge(
// CHECK-SAME: %[[X:.*]]: tensor<?x0xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<0xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[EMPTY]] : tensor<0xf32> to tensor<?xf32>
// CHECK: return %[[CAST]] : tensor<?xf32>
func.func @empty_merge(%x: tensor<?x0xf32>) -> tensor<?xf32> {
  %y = nn.rearrange "a b -> (a b)" %x : (tensor<?x0xf32>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// That an extent of 1 is one is checked.
// CHECK-LABEL: func.func @unit_dynamic(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x3xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %c1 : index
// CHECK: cf.assert %[[OK]], "axis 0 has another extent"
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<?x3xf32> to tensor<1x3xf32>
// CHECK: %[[COLLAPSED:.*]] = tensor.collapse_shape %[[CAST]] {{\[\[}}0, 1]] : tensor<1x3xf32> into tensor<3xf32>
// CHECK: return %[[COLLAPSED]] : tensor<3xf32>
func.func @unit_dynamic(%x: tensor<?x3xf32>) -> tensor<3xf32> {
  %y = nn.rearrange "1 a -> a" %x : (tensor<?x3xf32>) -> tensor<3xf32>
  return %y : tensor<3xf32>
}
