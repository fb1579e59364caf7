// What two loops begin with is made for each, right before it, and two outputs of
// one value are copies of it.
// RUN: nn-opt %s --nn-separate-destinations | FileCheck %s

// CHECK-LABEL: func.func @loops
// CHECK: %[[B:.*]] = linalg.fill
// CHECK: %[[R:.*]] = scf.for {{.*}} iter_args(%{{.*}} = %[[B]])
// CHECK: %[[A:.*]] = linalg.fill
// CHECK-NEXT: %[[Q:.*]] = scf.for {{.*}} iter_args(%{{.*}} = %[[A]])
// The result of a loop has one use: it is changed in its place.
// CHECK: %[[Z:.*]] = tensor.insert %{{.*}} into %[[R]]
// CHECK: tensor.insert_slice %[[Q]] into %[[Z]]
func.func @loops(%n: index) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %v = arith.constant 1.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%v : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %f) -> (tensor<4xf32>) {
    %t = tensor.insert %v into %s[%c0] : tensor<4xf32>
    scf.yield %t : tensor<4xf32>
  }
  %q = scf.for %i = %c0 to %n step %c1 iter_args(%s = %f) -> (tensor<4xf32>) {
    %t = tensor.insert %v into %s[%c1] : tensor<4xf32>
    scf.yield %t : tensor<4xf32>
  }
  %z = tensor.insert %v into %r[%c0] : tensor<4xf32>
  %w = tensor.insert_slice %q into %z[0] [4] [1] : tensor<4xf32> into tensor<4xf32>
  return %w : tensor<4xf32>
}

// CHECK-LABEL: func.func @outputs
// CHECK-SAME: (%[[Y:.*]]: memref<4xf32>, %[[Z:.*]]: memref<4xf32>)
// CHECK: %[[F:.*]] = linalg.fill
// CHECK: %[[A:.*]] = linalg.copy ins(%[[F]]
// CHECK: materialize_in_destination %[[A]] in restrict writable %[[Y]]
// CHECK: %[[B:.*]] = linalg.copy ins(%[[F]]
// CHECK: materialize_in_destination %[[B]] in restrict writable %[[Z]]
func.func @outputs(%y: memref<4xf32>, %z: memref<4xf32>) {
  %v = arith.constant 1.0 : f32
  %e = tensor.empty() : tensor<4xf32>
  %f = linalg.fill ins(%v : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  bufferization.materialize_in_destination %f in restrict writable %y : (tensor<4xf32>, memref<4xf32>) -> ()
  bufferization.materialize_in_destination %f in restrict writable %z : (tensor<4xf32>, memref<4xf32>) -> ()
  return
}
