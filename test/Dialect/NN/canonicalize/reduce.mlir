// nn.reduce does not fold.
// RUN: nn-opt %s --canonicalize | FileCheck %s

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

// Nor does it without a neutral element, where each element is its own result.
// CHECK-LABEL: func.func @reduce_from_first(
// CHECK:         nn.reduce
func.func @reduce_from_first(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.reduce %x axes [] : (tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %0 : tensor<4xf32>
}

// What nothing uses in the region goes away, the arguments stay.
// CHECK-LABEL: func.func @reduce_region(
// CHECK:         nn.reduce %{{.*}} axes [0]
// CHECK-NEXT:    ^bb0(%[[A:.*]]: f32, %{{.*}}: f32):
// CHECK-NEXT:      nn.yield %[[A]] : f32
func.func @reduce_region(%x: tensor<4xf32>) -> tensor<f32> {
  %0 = nn.reduce %x axes [0] : (tensor<4xf32>) -> tensor<f32> neutral 0.0 {
  ^bb0(%sum: f32, %v: f32):
    %t = arith.addf %sum, %v : f32
    nn.yield %sum : f32
  }
  return %0 : tensor<f32>
}
