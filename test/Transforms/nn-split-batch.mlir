// RUN: nn-opt %s --nn-split-batch | FileCheck %s

#x = affine_map<(b, i, j, k) -> (b, i, k)>
#w = affine_map<(b, i, j, k) -> (k, j)>
#y = affine_map<(b, i, j, k) -> (b, i, j)>
#id = affine_map<(b, i, j) -> (b, i, j)>

nn.param @w : tensor<16x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>

// One sample goes through all ops before the next one, from its slice of the input
// to its place in the output.
// CHECK-LABEL: func.func @chain.kernel
// CHECK-SAME: %[[XS:[a-z0-9]*]]: memref<?x16x16xf32>, %{{[a-z0-9]*}}: memref<16x16xf32>, %[[YS:[a-z0-9]*]]: memref<?x16x16xf32>)
// CHECK: %[[N:.*]] = memref.dim %[[XS]]
// CHECK-DAG: %[[X:.*]] = bufferization.to_tensor %[[XS]]
// CHECK-DAG: %[[W:.*]] = bufferization.to_tensor %{{.*}} : memref<16x16xf32>
// CHECK-NOT: linalg
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %[[N]] step %{{.*}} {
// CHECK: %[[A:.*]] = tensor.extract_slice %[[X]][%[[I]], 0, 0] [1, 16, 16] [1, 1, 1]
// CHECK: %[[E:.*]] = tensor.empty() : tensor<1x16x16xf32>
// CHECK: %[[F:.*]] = linalg.fill {{.*}} outs(%[[E]] : tensor<1x16x16xf32>)
// CHECK: %[[B:.*]] = linalg.generic {{.*}} ins(%[[A]], %[[W]] : tensor<1x16x16xf32>, tensor<16x16xf32>) outs(%[[F]] : tensor<1x16x16xf32>)
// CHECK: %[[C:.*]] = linalg.generic {{.*}} ins(%[[B]] : tensor<1x16x16xf32>)
// CHECK: %[[Y:.*]] = memref.subview %[[YS]][%[[I]], 0, 0] [1, 16, 16] [1, 1, 1]
// CHECK: bufferization.materialize_in_destination %[[C]] in restrict writable %[[Y]]
// CHECK: }
// CHECK-NEXT: return %[[N]]
func.func @chain.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x16x16xf32>) -> index
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "chain", outputs = [["y", tensor<?x16x16xf32>]], params = [@w]}} {
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
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%0 : tensor<?x16x16xf32>) outs(%e : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %1 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return %n : index
}

// A result that is written to two outputs, and one that goes on.
// CHECK-LABEL: func.func @outputs.kernel
// CHECK-SAME: %[[YS:[a-z0-9]*]]: memref<?x16x16xf32>, %[[VS:[a-z0-9]*]]: memref<?x16x16xf32>, %[[US:[a-z0-9]*]]: memref<?x16x16xf32>)
// CHECK: scf.for
// CHECK: %[[B:.*]] = linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<1x16x16xf32>, tensor<16x16xf32>)
// CHECK: %[[C:.*]] = linalg.generic {{.*}} ins(%[[B]] : tensor<1x16x16xf32>)
// CHECK-DAG: %[[Y:.*]] = memref.subview %[[YS]]
// CHECK-DAG: bufferization.materialize_in_destination %[[B]] in restrict writable %[[Y]]
// CHECK-DAG: %[[V:.*]] = memref.subview %[[VS]]
// CHECK-DAG: bufferization.materialize_in_destination %[[B]] in restrict writable %[[V]]
// CHECK-DAG: %[[U:.*]] = memref.subview %[[US]]
// CHECK-DAG: bufferization.materialize_in_destination %[[C]] in restrict writable %[[U]]
// CHECK: return
func.func @outputs.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x16x16xf32>, %V: memref<?x16x16xf32>, %U: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "outputs", outputs = [["y", tensor<?x16x16xf32>], ["v", tensor<?x16x16xf32>], ["u", tensor<?x16x16xf32>]], params = [@w]}} {
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
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%0 : tensor<?x16x16xf32>) outs(%e : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  bufferization.materialize_in_destination %0 in restrict writable %V : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  bufferization.materialize_in_destination %1 in restrict writable %U : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}

// The place of a sample is known in the loop, for an op that asks for it.
// CHECK-LABEL: func.func @index.kernel
// CHECK: scf.for %[[I:[a-z0-9]*]] =
// CHECK: linalg.generic
// CHECK: linalg.generic
// CHECK-NOT: linalg.index
// CHECK: arith.index_cast %[[I]] : index to i32
// CHECK: return
func.func @index.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "index", outputs = [["y", tensor<?x16x16xf32>]], params = [@w]}} {
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
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%0 : tensor<?x16x16xf32>) outs(%e : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %c: f32):
    %i = linalg.index 0 : index
    %j = arith.index_cast %i : index to i32
    %k = arith.sitofp %j : i32 to f32
    %s = arith.addf %a, %k : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %1 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}

// The batch is followed through reshapes and slices of all samples, and to another
// axis.
// CHECK-LABEL: func.func @views.kernel
// CHECK: scf.for %[[I:[a-z0-9]*]] =
// CHECK: %[[A:.*]] = linalg.generic {{.*}} : tensor<1x16x16xf32>, tensor<16x16xf32>)
// CHECK: %[[B:.*]] = tensor.collapse_shape %[[A]] {{\[\[}}0], [1, 2]] : tensor<1x16x16xf32> into tensor<1x256xf32>
// CHECK: %[[C:.*]] = tensor.extract_slice %[[B]][0, 4] [1, 32] [1, 1] : tensor<1x256xf32> to tensor<1x32xf32>
// CHECK: %[[D:.*]] = linalg.generic {{.*}} ins(%[[C]] : tensor<1x32xf32>) outs(%{{.*}} : tensor<32x1xf32>)
// CHECK: tensor.expand_shape %[[D]] {{\[\[}}0, 1], [2]] output_shape [4, 8, 1] : tensor<32x1xf32> into tensor<4x8x1xf32>
// CHECK: %[[Y:.*]] = memref.subview %{{.*}}[0, 0, %[[I]]] [4, 8, 1] [1, 1, 1]
// CHECK: return
func.func @views.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<4x8x?xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "views", outputs = [["y", tensor<4x8x?xf32>]], params = [@w]}} {
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
  %2 = tensor.extract_slice %1[0, 4] [%n, 32] [1, 1] : tensor<?x256xf32> to tensor<?x32xf32>
  %g = tensor.empty(%n) : tensor<32x?xf32>
  %3 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%2 : tensor<?x32xf32>) outs(%g : tensor<32x?xf32>) {
  ^bb0(%a: f32, %c: f32):
    linalg.yield %a : f32
  } -> tensor<32x?xf32>
  %4 = tensor.expand_shape %3 [[0, 1], [2]] output_shape [4, 8, %n] : tensor<32x?xf32> into tensor<4x8x?xf32>
  bufferization.materialize_in_destination %4 in restrict writable %Y : (tensor<4x8x?xf32>, memref<4x8x?xf32>) -> ()
  return
}
