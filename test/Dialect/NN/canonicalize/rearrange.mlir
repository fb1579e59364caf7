// Folds of nn.rearrange, and cases that stay.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// The spaces of a pattern mean nothing.
// CHECK-LABEL: func.func @rearrange_identity(
// CHECK-SAME:    %[[X:.*]]: tensor<2x6xf32>
// CHECK-NEXT:    return %[[X]]
func.func @rearrange_identity(%x: tensor<2x6xf32>) -> tensor<2x6xf32> {
  %0 = nn.rearrange "a (b c)->  a ( b c )" %x sizes {b = 2} : (tensor<2x6xf32>) -> tensor<2x6xf32>
  return %0 : tensor<2x6xf32>
}

// CHECK-LABEL: func.func @rearrange_swap(
// CHECK:         nn.rearrange "(a b) -> (b a)"
func.func @rearrange_swap(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.rearrange "(a b) -> (b a)" %x sizes {a = 2} : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// Names that are dropped on the way make another type.
// CHECK-LABEL: func.func @rearrange_drops_names(
// CHECK:         nn.rearrange "a -> a"
func.func @rearrange_drops_names(%x: tensor<4xf32, #nn.axes<time>>) -> tensor<4xf32> {
  %0 = nn.rearrange "a -> a" %x : (tensor<4xf32, #nn.axes<time>>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// A size that a dynamic extent may contradict is checked when it is known.
// CHECK-LABEL: func.func @rearrange_dynamic_size(
// CHECK:         nn.rearrange
func.func @rearrange_dynamic_size(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.rearrange "(a b) -> (a b)" %x sizes {b = 2} : (tensor<?xf32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @rearrange_scalar(
// CHECK-SAME:    %[[X:.*]]: tensor<f32>
// CHECK-NEXT:    return %[[X]]
func.func @rearrange_scalar(%x: tensor<f32>) -> tensor<f32> {
  %0 = nn.rearrange "->" %x : (tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// Without sizes, nothing contradicts a dynamic extent.
// CHECK-LABEL: func.func @rearrange_identity_dynamic(
// CHECK-SAME:    %[[X:.*]]: tensor<?x2xi1>
// CHECK-NEXT:    return %[[X]]
func.func @rearrange_identity_dynamic(%x: tensor<?x2xi1>) -> tensor<?x2xi1> {
  %0 = nn.rearrange "a b -> a b" %x : (tensor<?x2xi1>) -> tensor<?x2xi1>
  return %0 : tensor<?x2xi1>
}

// Two axes of one extent change places.
// CHECK-LABEL: func.func @rearrange_transpose(
// CHECK:         nn.rearrange "a b -> b a"
func.func @rearrange_transpose(%x: tensor<2x2xf32>) -> tensor<2x2xf32> {
  %0 = nn.rearrange "a b -> b a" %x : (tensor<2x2xf32>) -> tensor<2x2xf32>
  return %0 : tensor<2x2xf32>
}

// The axis `1` has no name, so that it is the same on both sides; an axis of the
// extent 1 that has a name may stand for another one.
// CHECK-LABEL: func.func @rearrange_unit(
// CHECK-SAME:    %[[X:.*]]: tensor<1x4xf32>
// CHECK-NEXT:    return %[[X]]
func.func @rearrange_unit(%x: tensor<1x4xf32>) -> tensor<1x4xf32> {
  %0 = nn.rearrange "1 a -> () a" %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}
