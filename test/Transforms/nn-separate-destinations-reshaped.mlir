// A result that is reshaped is computed in the output all the same.
// RUN: nn-opt %s --nn-separate-destinations | FileCheck %s
// RUN: nn-opt %s --nn-separate-destinations --eliminate-empty-tensors \
// RUN:   --one-shot-bufferize --canonicalize | FileCheck %s --check-prefix=BUFFERS --implicit-check-not=memref.copy --implicit-check-not=linalg.copy --implicit-check-not=memref.alloc

#x = affine_map<(i) -> (i)>

// CHECK-LABEL: func.func @expanded
// CHECK-SAME: %{{.*}}: memref<12xf32>, %[[Y:.*]]: memref<1x3x4xf32>)
// CHECK: %[[R:.*]] = linalg.generic
// CHECK: %[[FLAT:.*]] = memref.collapse_shape %[[Y]] {{\[\[}}0, 1, 2]] : memref<1x3x4xf32> into memref<12xf32>
// CHECK: bufferization.materialize_in_destination %[[R]] in restrict writable %[[FLAT]]
// BUFFERS-LABEL: func.func @expanded
func.func @expanded(%x: memref<12xf32>, %y: memref<1x3x4xf32>) {
  %t = bufferization.to_tensor %x restrict : memref<12xf32> to tensor<12xf32>
  %e = tensor.empty() : tensor<3x4xf32>
  %f = tensor.collapse_shape %e [[0, 1]] : tensor<3x4xf32> into tensor<12xf32>
  %0 = linalg.generic {indexing_maps = [#x, #x], iterator_types = ["parallel"]}
      ins(%t : tensor<12xf32>) outs(%f : tensor<12xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<12xf32>
  %1 = tensor.expand_shape %0 [[0, 1, 2]] output_shape [1, 3, 4] : tensor<12xf32> into tensor<1x3x4xf32>
  bufferization.materialize_in_destination %1 in restrict writable %y : (tensor<1x3x4xf32>, memref<1x3x4xf32>) -> ()
  return
}

// CHECK-LABEL: func.func @collapsed
// CHECK-SAME: %{{.*}}: memref<1x12xf32>, %[[Y:.*]]: memref<12xf32>)
// CHECK: memref.expand_shape %[[Y]] {{\[\[}}0, 1]] output_shape [1, 12] : memref<12xf32> into memref<1x12xf32>
// BUFFERS-LABEL: func.func @collapsed
func.func @collapsed(%x: memref<1x12xf32>, %y: memref<12xf32>) {
  %t = bufferization.to_tensor %x restrict : memref<1x12xf32> to tensor<1x12xf32>
  %e = tensor.empty() : tensor<1x12xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%t : tensor<1x12xf32>) outs(%e : tensor<1x12xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<1x12xf32>
  %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<1x12xf32> into tensor<12xf32>
  bufferization.materialize_in_destination %1 in restrict writable %y : (tensor<12xf32>, memref<12xf32>) -> ()
  return
}

// The part of an output that a sample of a batch has is as good as a whole one.
// CHECK-LABEL: func.func @part
// CHECK: memref.collapse_shape %{{.*}} {{\[\[}}0, 1, 2]] : memref<1x3x4xf32, strided<[12, 4, 1], offset: ?>> into memref<12xf32, strided<[1], offset: ?>>
// BUFFERS-LABEL: func.func @part
func.func @part(%x: memref<12xf32>, %i: index, %y: memref<?x3x4xf32>) {
  %part = memref.subview %y[%i, 0, 0] [1, 3, 4] [1, 1, 1] : memref<?x3x4xf32> to memref<1x3x4xf32, strided<[12, 4, 1], offset: ?>>
  %t = bufferization.to_tensor %x restrict : memref<12xf32> to tensor<12xf32>
  %e = tensor.empty() : tensor<12xf32>
  %0 = linalg.generic {indexing_maps = [#x, #x], iterator_types = ["parallel"]}
      ins(%t : tensor<12xf32>) outs(%e : tensor<12xf32>) {
  ^bb0(%a: f32, %b: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<12xf32>
  %1 = tensor.expand_shape %0 [[0, 1, 2]] output_shape [1, 3, 4] : tensor<12xf32> into tensor<1x3x4xf32>
  bufferization.materialize_in_destination %1 in restrict writable %part : (tensor<1x3x4xf32>, memref<1x3x4xf32, strided<[12, 4, 1], offset: ?>>) -> ()
  return
}
