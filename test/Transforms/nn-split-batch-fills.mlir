// What a product that keeps its batch begins with is no work for a sample.
// RUN: nn-opt %s --nn-split-batch | FileCheck %s

#x = affine_map<(b, i, j, k) -> (b, i, k)>
#w = affine_map<(b, i, j, k) -> (k, j)>
#y = affine_map<(b, i, j, k) -> (b, i, j)>
#id = affine_map<(b, i, j) -> (b, i, j)>

nn.param @w : tensor<16x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @v : tensor<256x64xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 1.0>

// CHECK-LABEL: func.func @product.kernel
// CHECK: %[[ALL:.*]] = scf.for {{.*}} -> (tensor<?x256xf32>) {
// CHECK: %[[ZEROS:.*]] = linalg.fill {{.*}} outs(%{{.*}} : tensor<?x64xf32>)
// CHECK: linalg.generic {{.*}} ins(%[[ALL]], %{{.*}} : tensor<?x256xf32>, tensor<256x64xf32>) outs(%[[ZEROS]] : tensor<?x64xf32>)
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
  bufferization.materialize_in_destination %2 in restrict writable %Y : (tensor<?x64xf32>, memref<?x64xf32>) -> ()
  return
}
