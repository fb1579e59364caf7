// Regions that read a tensor of all samples, which is no operand of their op.
// RUN: nn-opt %s --nn-split-batch | FileCheck %s

#x = affine_map<(b, i, j, k) -> (b, i, k)>
#w = affine_map<(b, i, j, k) -> (k, j)>
#y = affine_map<(b, i, j, k) -> (b, i, j)>
#id = affine_map<(b, i, j) -> (b, i, j)>

nn.param @w : tensor<16x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>

// A body that reads anywhere in the tensor does not take a sample for all of it.
// CHECK-LABEL: func.func @gather.kernel
// CHECK-NOT: tensor.extract %{{.*}} : tensor<1x16x16xf32>
// CHECK: tensor.extract %{{.*}} : tensor<?x16x16xf32>
// CHECK: return
func.func @gather.kernel(%X: memref<?x16x16xf32>, %N: memref<16xi64>, %W: memref<16x16xf32>, %Y: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>], ["n", tensor<16xi64>]], name = "gather", outputs = [["y", tensor<?x16x16xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<16x16xf32> to tensor<16x16xf32>
  %e = tensor.empty(%n) : tensor<?x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x16xf32>) -> tensor<?x16x16xf32>
  %r = bufferization.to_tensor %N restrict : memref<16xi64> to tensor<16xi64>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(b, i, j) -> (i)>, #id], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%r : tensor<16xi64>) outs(%e : tensor<?x16x16xf32>) {
  ^bb0(%a: i64, %c: f32):
    %b = linalg.index 0 : index
    %i = arith.index_cast %a : i64 to index
    %j = linalg.index 2 : index
    %s = tensor.extract %0[%b, %i, %j] : tensor<?x16x16xf32>
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  %2 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%1, %w : tensor<?x16x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %2 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}

// A loop that reads it stands behind the loop that makes it.
// CHECK-LABEL: func.func @loop.kernel
// CHECK: %[[ALL:.*]] = scf.for {{.*}} -> (tensor<?x16x16xf32>)
// CHECK: scf.for
// CHECK: tensor.extract_slice %[[ALL]]
// CHECK: return
func.func @loop.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x16x16xf32>, %V: memref<16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "loop", outputs = [["y", tensor<?x16x16xf32>], ["v", tensor<16xf32>]], params = [@w]}} {
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
  %c1 = arith.constant 1 : index
  %g = tensor.empty() : tensor<16xf32>
  %h = linalg.fill ins(%z : f32) outs(%g : tensor<16xf32>) -> tensor<16xf32>
  %1 = scf.for %k = %c0 to %n step %c1 iter_args(%sum = %h) -> (tensor<16xf32>) {
    %t = tensor.extract_slice %0[%k, 3, 0] [1, 1, 16] [1, 1, 1] : tensor<?x16x16xf32> to tensor<16xf32>
    %u = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
        ins(%t : tensor<16xf32>) outs(%sum : tensor<16xf32>) {
    ^bb0(%a: f32, %c: f32):
      %s = arith.addf %c, %a : f32
      linalg.yield %s : f32
    } -> tensor<16xf32>
    scf.yield %u : tensor<16xf32>
  }
  %2 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%0, %w : tensor<?x16x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %2 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  bufferization.materialize_in_destination %1 in restrict writable %V : (tensor<16xf32>, memref<16xf32>) -> ()
  return
}
