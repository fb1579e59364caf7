// Layers are no business of canonicalization, unless nothing uses them.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// Layers and windows stay: a pass decomposes them, or a target lowers them.
// CHECK-LABEL: func.func @layers_stay(
// CHECK:         nn.activation
// CHECK:         nn.softmax
// CHECK:         nn.window
func.func @layers_stay(%x: tensor<4xf32>) -> tensor<4x1xf32> {
  %0 = nn.activation #nn.relu, %x : tensor<4xf32>
  %1 = nn.softmax %0 axis 0 : tensor<4xf32>
  %2 = nn.window %1 axes [0] size [1] : tensor<4xf32> -> tensor<4x1xf32>
  return %2 : tensor<4x1xf32>
}

// Ops of the dialect without uses go away; a call may be all that a module is
// about, and stays.
// CHECK-LABEL: func.func @unused(
// CHECK-NEXT:    nn.apply @layers_stay
// CHECK-NEXT:    return
func.func @unused(%x: tensor<4xf32>) {
  %0 = nn.softmax %x axis 0 : tensor<4xf32>
  %1 = nn.einsum "a ->" %x : (tensor<4xf32>) -> tensor<f32>
  %2 = nn.apply @layers_stay(%x) : (tensor<4xf32>) -> tensor<4x1xf32>
  return
}
