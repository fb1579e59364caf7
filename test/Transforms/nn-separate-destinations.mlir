// RUN: nn-opt %s --nn-separate-destinations | FileCheck %s
// The smallest case that goes wrong without the pass: output 1 would be
// overwritten by output 0 before it is copied.
// RUN: nn-opt %s --nn-separate-destinations --eliminate-empty-tensors \
// RUN:   --one-shot-bufferize | FileCheck %s --check-prefix=BUFFERS

#in = affine_map<(i) -> (i)>
#out = affine_map<(i) -> ()>

// CHECK-LABEL: func.func @shared
// BUFFERS-LABEL: func.func @shared
// BUFFERS-SAME: %[[X:.*]]: memref<5xi32>, %[[Y:.*]]: memref<i32>, %[[Z:.*]]: memref<i32>
func.func @shared(%x: memref<5xi32>, %y: memref<i32>, %z: memref<i32>) {
  %c0 = arith.constant 0 : i32
  %t = bufferization.to_tensor %x restrict : memref<5xi32> to tensor<5xi32>
  // CHECK: linalg.fill
  %e = tensor.empty() : tensor<i32>
  %f = linalg.fill ins(%c0 : i32) outs(%e : tensor<i32>) -> tensor<i32>
  // Each sum works where its result belongs.
  // CHECK: %[[OWN:.*]] = linalg.fill
  // CHECK: linalg.generic {{.*}} outs(%[[OWN]]
  // BUFFERS: linalg.generic {{.*}} outs(%[[Y]] : memref<i32>)
  // BUFFERS: linalg.generic {{.*}} outs(%[[Z]] : memref<i32>)
  %0 = linalg.generic {indexing_maps = [#in, #out], iterator_types = ["reduction"]}
      ins(%t : tensor<5xi32>) outs(%f : tensor<i32>) {
  ^bb0(%a: i32, %b: i32):
    %s = arith.addi %b, %a : i32
    linalg.yield %s : i32
  } -> tensor<i32>
  %1 = linalg.generic {indexing_maps = [#in, #out], iterator_types = ["reduction"]}
      ins(%t : tensor<5xi32>) outs(%f : tensor<i32>) {
  ^bb0(%a: i32, %b: i32):
    %p = arith.muli %a, %a : i32
    %s = arith.addi %b, %p : i32
    linalg.yield %s : i32
  } -> tensor<i32>
  bufferization.materialize_in_destination %0 in restrict writable %y : (tensor<i32>, memref<i32>) -> ()
  bufferization.materialize_in_destination %1 in restrict writable %z : (tensor<i32>, memref<i32>) -> ()
  return
}

// A tensor that is no start is copied for whoever changes it.
// CHECK-LABEL: func.func @changed
// CHECK-SAME: (%[[X:.*]]: tensor<4xf32>, %[[Y:.*]]: tensor<1xf32>)
// CHECK: %[[COPY:.*]] = bufferization.alloc_tensor() copy(%[[X]])
// CHECK: tensor.insert_slice %[[Y]] into %[[COPY]]
func.func @changed(%x: tensor<4xf32>, %y: tensor<1xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = tensor.insert_slice %y into %x[0] [1] [1] : tensor<1xf32> into tensor<4xf32>
  return %0, %x : tensor<4xf32>, tensor<4xf32>
}

// A destination with one use stays.
// CHECK-LABEL: func.func @single
// CHECK-COUNT-1: tensor.empty
// CHECK-NOT: tensor.empty
func.func @single(%c: f32) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %0 = linalg.fill ins(%c : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
