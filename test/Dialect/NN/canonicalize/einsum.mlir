// Folds of nn.einsum, and cases that stay.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @einsum_identity(
// CHECK-SAME:    %[[X:.*]]: tensor<2x3xf32>
// CHECK-NEXT:    return %[[X]]
func.func @einsum_identity(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.einsum "a b -> a b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// A transposition of a square matrix has the type of its operand.
// CHECK-LABEL: func.func @einsum_transpose(
// CHECK:         %[[Y:.*]] = nn.einsum "a b -> b a"
// CHECK:         return %[[Y]]
func.func @einsum_transpose(%x: tensor<2x2xf32>) -> tensor<2x2xf32> {
  %0 = nn.einsum "a b -> b a" %x : (tensor<2x2xf32>) -> tensor<2x2xf32>
  return %0 : tensor<2x2xf32>
}

// The result knows an extent that the operand does not know.
// CHECK-LABEL: func.func @einsum_other_type(
// CHECK:         nn.einsum "a -> a"
func.func @einsum_other_type(%x: tensor<?xf32>) -> tensor<4xf32> {
  %0 = nn.einsum "a -> a" %x : (tensor<?xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// CHECK-LABEL: func.func @einsum_two_operands(
// CHECK:         nn.einsum "a, a -> a"
func.func @einsum_two_operands(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.einsum "a, a -> a" %x, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// Names that are dropped on the way make another type.
// CHECK-LABEL: func.func @einsum_drops_names(
// CHECK:         nn.einsum "a -> a"
func.func @einsum_drops_names(%x: tensor<4xf32, #nn.axes<time>>) -> tensor<4xf32> {
  %0 = nn.einsum "a -> a" %x : (tensor<4xf32, #nn.axes<time>>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// A dynamic extent is that of the operand, whatever it is.
// CHECK-LABEL: func.func @einsum_identity_dynamic(
// CHECK-SAME:    %[[X:.*]]: tensor<?x3xi8, #nn.axes<row, _>>
// CHECK-NEXT:    return %[[X]]
func.func @einsum_identity_dynamic(%x: tensor<?x3xi8, #nn.axes<row, _>>) -> tensor<?x3xi8, #nn.axes<row, _>> {
  %0 = nn.einsum "a b->a  b" %x : (tensor<?x3xi8, #nn.axes<row, _>>) -> tensor<?x3xi8, #nn.axes<row, _>>
  return %0 : tensor<?x3xi8, #nn.axes<row, _>>
}

// CHECK-LABEL: func.func @einsum_scalar(
// CHECK-SAME:    %[[X:.*]]: tensor<f32>
// CHECK-NEXT:    return %[[X]]
func.func @einsum_scalar(%x: tensor<f32>) -> tensor<f32> {
  %0 = nn.einsum "->" %x : (tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// A sum over an axis of extent 1 has another type; a product with one operand
// is none.
// CHECK-LABEL: func.func @einsum_sum_of_one(
// CHECK:         nn.einsum "a ->"
func.func @einsum_sum_of_one(%x: tensor<1xf32>) -> tensor<f32> {
  %0 = nn.einsum "a ->" %x : (tensor<1xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
