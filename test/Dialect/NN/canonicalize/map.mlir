// Folds of nn.map, and the removal of its operands; with cases that stay.
// RUN: nn-opt %s --canonicalize | FileCheck %s

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

// An operand of extent 1 is read without being compared, also where the result
// is dynamic.
// CHECK-LABEL: func.func @map_drops_unit_dynamic(
// CHECK-SAME:    %[[X:.*]]: tensor<?xf32>, %{{.*}}: tensor<1xf32>
// CHECK:         nn.map %[[X]] : (tensor<?xf32>) -> tensor<?xf32>
func.func @map_drops_unit_dynamic(%x: tensor<?xf32>, %y: tensor<1xf32>) -> tensor<?xf32> {
  %0 = nn.map %x, %y : (tensor<?xf32>, tensor<1xf32>) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %a : f32
    nn.yield %c : f32
  }
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @map_identity_dynamic(
// CHECK-SAME:    %[[X:.*]]: tensor<?xf32>, %{{.*}}: tensor<f32>
// CHECK-NEXT:    return %[[X]]
func.func @map_identity_dynamic(%x: tensor<?xf32>, %y: tensor<f32>) -> tensor<?xf32> {
  %0 = nn.map %x, %y : (tensor<?xf32>, tensor<f32>) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return %0 : tensor<?xf32>
}

// The static extent of the operand that is not read is a claim about the other.
// CHECK-LABEL: func.func @map_static_beside_dynamic(
// CHECK:         nn.map %{{.*}}, %{{.*}} : (tensor<?xf32>, tensor<4xf32>) -> tensor<?xf32>
func.func @map_static_beside_dynamic(%x: tensor<?xf32>, %y: tensor<4xf32>) -> tensor<?xf32> {
  %0 = nn.map %x, %y : (tensor<?xf32>, tensor<4xf32>) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return %0 : tensor<?xf32>
}

// A value that stands twice is merged also where it is dynamic: it agrees with
// itself.
// CHECK-LABEL: func.func @map_merges_dynamic(
// CHECK-SAME:    %[[X:.*]]: tensor<?xf32>
// CHECK:         nn.map %[[X]] : (tensor<?xf32>) -> tensor<?xf32>
func.func @map_merges_dynamic(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.map %x, %x : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    %p = arith.mulf %a, %b : f32
    nn.yield %p : f32
  }
  return %0 : tensor<?xf32>
}

// The place of an element is no element.
// CHECK-LABEL: func.func @map_index(
// CHECK:         nn.map
// CHECK:           nn.index 0
func.func @map_index(%x: tensor<4xindex>) -> tensor<4xindex> {
  %0 = nn.map %x : (tensor<4xindex>) -> tensor<4xindex> {
  ^bb0(%a: index):
    %i = nn.index 0
    nn.yield %i : index
  }
  return %0 : tensor<4xindex>
}

// The result knows a name that the operand does not have.
// CHECK-LABEL: func.func @map_names(
// CHECK:         nn.map
func.func @map_names(%x: tensor<4xf32>) -> tensor<4xf32, #nn.axes<time>> {
  %0 = nn.map %x : (tensor<4xf32>) -> tensor<4xf32, #nn.axes<time>> {
  ^bb0(%a: f32):
    nn.yield %a : f32
  }
  return %0 : tensor<4xf32, #nn.axes<time>>
}

// The only operand stays, used or not.
// CHECK-LABEL: func.func @map_keeps_only(
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>
// CHECK:         nn.map %[[X]]
func.func @map_keeps_only(%x: tensor<4xf32>) -> tensor<4xi64> {
  %0 = nn.map %x : (tensor<4xf32>) -> tensor<4xi64> {
  ^bb0(%a: f32):
    %c = arith.constant 7 : i64
    nn.yield %c : i64
  }
  return %0 : tensor<4xi64>
}
