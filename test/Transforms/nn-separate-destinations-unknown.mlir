// A result is copied into an output that would be reshaped to unknown extents: they
// may be known by the result alone.
// RUN: nn-opt %s --nn-separate-destinations | FileCheck %s

// --expand-strided-metadata crashes at `memref.expand_shape %y [[0, 1]]
// output_shape [%m, %n] : memref<?xf32> into memref<?x?xf32>` (LLVM 22).
// CHECK-LABEL: func.func @unknown
// CHECK-NOT: memref.expand_shape
// CHECK: return
func.func @unknown(%x: f32, %m: index, %n: index, %y: memref<?xf32>) {
  %e = tensor.empty(%m, %n) : tensor<?x?xf32>
  %0 = linalg.fill ins(%x : f32) outs(%e : tensor<?x?xf32>) -> tensor<?x?xf32>
  %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<?x?xf32> into tensor<?xf32>
  bufferization.materialize_in_destination %1 in restrict writable %y : (tensor<?xf32>, memref<?xf32>) -> ()
  return
}
