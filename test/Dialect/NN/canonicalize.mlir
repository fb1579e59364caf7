// Folds, and the removal of operands of nn.map; each with cases that stay.
//
// RUN: nn-opt %s --canonicalize --split-input-file | FileCheck %s

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

// The neutral element takes part also where no axis is reduced.
// CHECK-LABEL: func.func @reduce_no_axes(
// CHECK:         nn.reduce
func.func @reduce_no_axes(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.reduce %x axes [] : (tensor<4xf32>) -> tensor<4xf32> neutral 0.0 {
  ^bb0(%sum: f32, %v: f32):
    %t = arith.addf %sum, %v : f32
    nn.yield %t : f32
  }
  return %0 : tensor<4xf32>
}

// The result of a kept axis of extent 1 has the type of the operand; it is
// still combined with the neutral element by a region that may do anything.
// CHECK-LABEL: func.func @reduce_one_element(
// CHECK:         nn.reduce
func.func @reduce_one_element(%x: tensor<1xf32>) -> tensor<1xf32> {
  %0 = nn.reduce %x axes [0] keep : (tensor<1xf32>) -> tensor<1xf32> neutral 0.0 {
  ^bb0(%sum: f32, %v: f32):
    %t = arith.addf %sum, %v : f32
    nn.yield %t : f32
  }
  return %0 : tensor<1xf32>
}

// CHECK-LABEL: func.func @map_identity(
// CHECK-SAME:    %{{.*}}: tensor<4xf32>, %[[Y:.*]]: tensor<4xf32>
// CHECK-NEXT:    return %[[Y]]
func.func @map_identity(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.map %x, %y : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %0 : tensor<4xf32>
}

// The operand that is yielded stretches: the other one gives the shape.
// CHECK-LABEL: func.func @map_stretches(
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>, %[[Y:.*]]: tensor<1xf32>
// CHECK:         nn.map %[[X]], %[[Y]]
func.func @map_stretches(%x: tensor<4xf32>, %y: tensor<1xf32>) -> tensor<4xf32> {
  %0 = nn.map %x, %y : (tensor<4xf32>, tensor<1xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %0 : tensor<4xf32>
}

// CHECK-LABEL: func.func @map_yields_outer(
// CHECK:         nn.map
func.func @map_yields_outer(%x: tensor<4xf32>, %s: f32) -> tensor<4xf32> {
  %0 = nn.map %x : (tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32):
    nn.yield %s : f32
  }
  return %0 : tensor<4xf32>
}

// CHECK-LABEL: func.func @map_merges_operands(
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>
// CHECK:         nn.map %[[X]] : (tensor<4xf32>) -> tensor<4xf32>
// CHECK-NEXT:    ^bb0(%[[A:.*]]: f32):
// CHECK-NEXT:      arith.mulf %[[A]], %[[A]]
func.func @map_merges_operands(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.map %x, %x : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32):
    %p = arith.mulf %a, %b : f32
    nn.yield %p : f32
  }
  return %0 : tensor<4xf32>
}

// CHECK-LABEL: func.func @map_drops_unused(
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>, %{{.*}}: tensor<4xf32>
// CHECK:         nn.map %[[X]] : (tensor<4xf32>) -> tensor<4xf32>
func.func @map_drops_unused(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.map %x, %y : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32):
    %p = arith.mulf %a, %a : f32
    nn.yield %p : f32
  }
  return %0 : tensor<4xf32>
}

// The unused operand is the only one that has the shape of the result.
// CHECK-LABEL: func.func @map_keeps_shape(
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>, %[[Y:.*]]: tensor<2x4xf32>
// CHECK:         nn.map %[[X]], %[[Y]]
func.func @map_keeps_shape(%x: tensor<4xf32>, %y: tensor<2x4xf32>) -> tensor<2x4xf32> {
  %0 = nn.map %x, %y : (tensor<4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32> {
  ^bb0(%a: f32, %b: f32):
    %p = arith.mulf %a, %a : f32
    nn.yield %p : f32
  }
  return %0 : tensor<2x4xf32>
}

// Two unused operands have the shape of the result: one of them stays.
// CHECK-LABEL: func.func @map_keeps_one_shape(
// CHECK-SAME:    %[[X:.*]]: tensor<1xf32>, %[[Y:.*]]: tensor<4xf32>, %[[Z:.*]]: tensor<4xf32>
// CHECK:         nn.map %[[X]], %[[Z]] : (tensor<1xf32>, tensor<4xf32>) -> tensor<4xf32>
func.func @map_keeps_one_shape(%x: tensor<1xf32>, %y: tensor<4xf32>, %z: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.map %x, %y, %z : (tensor<1xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %a : f32
    nn.yield %p : f32
  }
  return %0 : tensor<4xf32>
}

// A value stands twice, and its first argument has no use.
// CHECK-LABEL: func.func @map_unused_twin(
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>, %[[Y:.*]]: tensor<4xf32>
// CHECK:         nn.map %[[Y]], %[[X]]
// CHECK-NEXT:    ^bb0(%[[B:.*]]: f32, %[[C:.*]]: f32):
// CHECK-NEXT:      arith.subf %[[B]], %[[C]]
func.func @map_unused_twin(%x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.map %x, %y, %x : (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %d = arith.subf %b, %c : f32
    nn.yield %d : f32
  }
  return %0 : tensor<4xf32>
}

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

// An operand that nothing uses still has to have the extent of the others.
// CHECK-LABEL: func.func @map_unused_dynamic(
// CHECK:         nn.map %{{.*}}, %{{.*}} :
func.func @map_unused_dynamic(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.map %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %a : f32
    nn.yield %c : f32
  }
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @map_yields_argument_dynamic(
// CHECK:         nn.map
func.func @map_yields_argument_dynamic(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.map %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return %0 : tensor<?xf32>
}

// A size that a dynamic extent may contradict is checked when it is known.
// CHECK-LABEL: func.func @rearrange_dynamic_size(
// CHECK:         nn.rearrange
func.func @rearrange_dynamic_size(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.rearrange "(a b) -> (a b)" %x sizes {b = 2} : (tensor<?xf32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @window_no_axes(
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>
// CHECK-NEXT:    return %[[X]]
func.func @window_no_axes(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.window %x axes [] size [] : tensor<4xf32> -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
