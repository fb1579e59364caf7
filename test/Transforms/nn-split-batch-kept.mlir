// Ops that keep their batch, and what a loop hands over to them.
// RUN: nn-opt %s --nn-split-batch | FileCheck %s

#x = affine_map<(b, i, j, k) -> (b, i, k)>
#w = affine_map<(b, i, j, k) -> (k, j)>
#y = affine_map<(b, i, j, k) -> (b, i, j)>
#id = affine_map<(b, i, j) -> (b, i, j)>

nn.param @w : tensor<16x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @v : tensor<256x64xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 1.0>

// A product of which a sample has one row reads all of its parameter for that: it
// keeps the batch, with what follows. The loop before it collects its results.
// CHECK-LABEL: func.func @product.kernel
// CHECK: %[[N:.*]] = memref.dim
// CHECK: %[[E:.*]] = tensor.empty(%[[N]]) : tensor<?x256xf32>
// CHECK: %[[ALL:[^:]+]]{{(:2)?}} = scf.for %[[I:[^ ]+]] = %{{.*}} to %[[N]] step %{{.*}} iter_args(%[[PART:[^ ]+]] = %[[E]]{{.*}} {
// CHECK: %[[A:.*]] = tensor.collapse_shape {{.*}} into tensor<1x256xf32>
// CHECK: %[[NEXT:.*]] = tensor.insert_slice %[[A]] into %[[PART]][%[[I]], 0] [1, 256] [1, 1]
// CHECK: scf.yield %[[NEXT]]
// CHECK: }
// CHECK: %[[B:.*]] = linalg.generic {{.*}} ins(%[[ALL]]{{(#0)?}}, %{{.*}} : tensor<?x256xf32>, tensor<256x64xf32>)
// CHECK: %[[C:.*]] = linalg.generic {{.*}} ins(%[[B]] : tensor<?x64xf32>)
// CHECK-NOT: scf.for
// CHECK: bufferization.materialize_in_destination %[[C]] in restrict writable
func.func @product.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %V: memref<256x64xf32>, %Y: memref<?x64xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "product", outputs = [["y", tensor<?x64xf32>]], params = [@w, @v]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<16x16xf32> to tensor<16x16xf32>
  %e = tensor.empty(%n) : tensor<?x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x16xf32>) -> tensor<?x16x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  %1 = tensor.collapse_shape %0 [[0], [1, 2]] : tensor<?x16x16xf32> into tensor<?x256xf32>
  %v = bufferization.to_tensor %V restrict : memref<256x64xf32> to tensor<256x64xf32>
  %g = tensor.empty(%n) : tensor<?x64xf32>
  %h = linalg.fill ins(%z : f32) outs(%g : tensor<?x64xf32>) -> tensor<?x64xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(b, j, k) -> (b, k)>, affine_map<(b, j, k) -> (k, j)>, affine_map<(b, j, k) -> (b, j)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%1, %v : tensor<?x256xf32>, tensor<256x64xf32>) outs(%h : tensor<?x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x64xf32>
  %3 = linalg.generic {indexing_maps = [affine_map<(b, i) -> (b, i)>, affine_map<(b, i) -> (b, i)>], iterator_types = ["parallel", "parallel"]}
      ins(%2 : tensor<?x64xf32>) outs(%g : tensor<?x64xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<?x64xf32>
  bufferization.materialize_in_destination %3 in restrict writable %Y : (tensor<?x64xf32>, memref<?x64xf32>) -> ()
  return
}

// What follows such a product up to the next one stays with it; then a second loop
// begins.
// CHECK-LABEL: func.func @between.kernel
// CHECK: scf.for
// CHECK: tensor.insert_slice
// CHECK: }
// CHECK: linalg.generic {{.*}} : tensor<?x256xf32>, tensor<256x64xf32>)
// CHECK: %[[B:.*]] = tensor.expand_shape
// CHECK: scf.for %[[I:[a-z0-9]*]] = {{.*}} {
// CHECK: tensor.extract_slice %[[B]][%[[I]], 0, 0] [1, 4, 16] [1, 1, 1]
// CHECK: linalg.generic {{.*}} : tensor<1x4x16xf32>, tensor<16x64xf32>)
// CHECK: materialize_in_destination
// CHECK: }
// CHECK-NEXT: return
nn.param @u : tensor<16x64xf32> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 1.0>
func.func @between.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %V: memref<256x64xf32>, %U: memref<16x64xf32>, %Y: memref<?x4x64xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "between", outputs = [["y", tensor<?x4x64xf32>]], params = [@w, @v, @u]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<16x16xf32> to tensor<16x16xf32>
  %e = tensor.empty(%n) : tensor<?x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x16xf32>) -> tensor<?x16x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  %1 = tensor.collapse_shape %0 [[0], [1, 2]] : tensor<?x16x16xf32> into tensor<?x256xf32>
  %v = bufferization.to_tensor %V restrict : memref<256x64xf32> to tensor<256x64xf32>
  %u = bufferization.to_tensor %U restrict : memref<16x64xf32> to tensor<16x64xf32>
  %g = tensor.empty(%n) : tensor<?x64xf32>
  %h = linalg.fill ins(%z : f32) outs(%g : tensor<?x64xf32>) -> tensor<?x64xf32>
  %2 = linalg.generic {indexing_maps = [affine_map<(b, j, k) -> (b, k)>, affine_map<(b, j, k) -> (k, j)>, affine_map<(b, j, k) -> (b, j)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%1, %v : tensor<?x256xf32>, tensor<256x64xf32>) outs(%h : tensor<?x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x64xf32>
  %3 = tensor.expand_shape %2 [[0], [1, 2]] output_shape [%n, 4, 16] : tensor<?x64xf32> into tensor<?x4x16xf32>
  %i = tensor.empty(%n) : tensor<?x4x64xf32>
  %4 = linalg.fill ins(%z : f32) outs(%i : tensor<?x4x64xf32>) -> tensor<?x4x64xf32>
  %5 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%3, %u : tensor<?x4x16xf32>, tensor<16x64xf32>) outs(%4 : tensor<?x4x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x4x64xf32>
  bufferization.materialize_in_destination %5 in restrict writable %Y : (tensor<?x4x64xf32>, memref<?x4x64xf32>) -> ()
  return
}

// A sum over all samples needs them all.
// CHECK-LABEL: func.func @reduced.kernel
// CHECK: %[[ALL:.*]] = scf.for {{.*}} -> (tensor<?x16x16xf32>)
// CHECK: scf.yield
// CHECK: %[[SUM:.*]] = linalg.generic {{.*}} ins(%[[ALL]] : tensor<?x16x16xf32>)
// CHECK: bufferization.materialize_in_destination %[[SUM]]
func.func @reduced.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "reduced", outputs = [["y", tensor<16x16xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<16x16xf32> to tensor<16x16xf32>
  %e = tensor.empty(%n) : tensor<?x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x16xf32>) -> tensor<?x16x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  %g = tensor.empty() : tensor<16x16xf32>
  %h = linalg.fill ins(%z : f32) outs(%g : tensor<16x16xf32>) -> tensor<16x16xf32>
  %1 = linalg.generic {indexing_maps = [#id, affine_map<(b, i, j) -> (i, j)>], iterator_types = ["reduction", "parallel", "parallel"]}
      ins(%0 : tensor<?x16x16xf32>) outs(%h : tensor<16x16xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  } -> tensor<16x16xf32>
  bufferization.materialize_in_destination %1 in restrict writable %Y : (tensor<16x16xf32>, memref<16x16xf32>) -> ()
  return
}
