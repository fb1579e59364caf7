// Ops of other dialects on tensors: what they assume of dynamic extents is
// checked, and tensors without elements are made at once.
// RUN: nn-opt %s --convert-nn-to-linalg | FileCheck %s

// A cast to a type that knows more.
// CHECK-LABEL: func.func @cast(
// CHECK-SAME: %[[X:.*]]: tensor<?x?xf32>
// CHECK: %[[N:.*]] = tensor.dim %[[X]], %c1
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[N]], %c3
// CHECK: cf.assert %[[OK]], "axis 1 has another extent"
// CHECK-NOT: cf.assert
// CHECK: tensor.cast %[[X]] : tensor<?x?xf32> to tensor<?x3xf32>
func.func @cast(%x: tensor<?x?xf32>) -> tensor<?x3xf32> {
  %0 = tensor.cast %x : tensor<?x?xf32> to tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// One to a type that knows less needs none.
// CHECK-LABEL: func.func @forget(
// CHECK-NOT: cf.assert
// CHECK: return
func.func @forget(%x: tensor<2xf32>) -> tensor<?xf32> {
  %0 = tensor.cast %x : tensor<2xf32> to tensor<?xf32>
  return %0 : tensor<?xf32>
}

// Elementwise ops on dynamic tensors: every operand is compared with the first,
// a scalar is none of them.
// CHECK-LABEL: func.func @elementwise(
// CHECK-SAME: %[[P:.*]]: i1, %[[X:.*]]: tensor<?xf32>, %[[Y:.*]]: tensor<?xf32>
// CHECK: %[[N:.*]] = tensor.dim %[[X]], %c0
// CHECK: %[[M:.*]] = tensor.dim %[[Y]], %c0
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[N]], %[[M]]
// CHECK: cf.assert %[[OK]], "operands differ in extent"
// CHECK-NOT: cf.assert
// CHECK: arith.select %[[P]], %[[X]], %[[Y]] : tensor<?xf32>
func.func @elementwise(%p: i1, %x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = arith.select %p, %x, %y : tensor<?xf32>
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @static(
// CHECK-NOT: cf.assert
// CHECK: arith.addf
func.func @static(%x: tensor<2xf32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  %0 = arith.addf %x, %y : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// CHECK-LABEL: func.func @empty_concat(
// CHECK-NOT: tensor.concat
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<4x0xf32>
// CHECK: return %[[EMPTY]]
func.func @empty_concat(%x: tensor<2x0xf32>) -> tensor<4x0xf32> {
  %0 = tensor.concat dim(0) %x, %x : (tensor<2x0xf32>, tensor<2x0xf32>) -> tensor<4x0xf32>
  return %0 : tensor<4x0xf32>
}

// CHECK-LABEL: func.func @empty_pad(
// CHECK-NOT: tensor.pad
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<4x0xf32>
// CHECK: return %[[EMPTY]]
func.func @empty_pad(%x: tensor<2x0xf32>, %v: f32) -> tensor<4x0xf32> {
  %0 = tensor.pad %x low[1, 0] high[1, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %v : f32
  } : tensor<2x0xf32> to tensor<4x0xf32>
  return %0 : tensor<4x0xf32>
}

// One with elements stays.
// CHECK-LABEL: func.func @concat(
// CHECK: tensor.concat
func.func @concat(%x: tensor<2x1xf32>) -> tensor<4x1xf32> {
  %0 = tensor.concat dim(0) %x, %x : (tensor<2x1xf32>, tensor<2x1xf32>) -> tensor<4x1xf32>
  return %0 : tensor<4x1xf32>
}
