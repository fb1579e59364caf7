// Several inputs with a batch: one where the signature says so by the name of the
// axis, two of which each has its own else.
// RUN: nn-opt %s --nn-split-batch | FileCheck %s

#x = affine_map<(b, i, j, k) -> (b, i, k)>
#w = affine_map<(b, i, j, k) -> (b, k, j)>
#y = affine_map<(b, i, j, k) -> (b, i, j)>

// Tensors in between have the extent of the last input.
// CHECK-LABEL: func.func @last.kernel
// CHECK: scf.for %[[I:[a-z0-9]*]] =
// CHECK-DAG: %[[A:.*]] = tensor.extract_slice %{{.*}}[%[[I]], 0, 0] [1, 16, 16] [1, 1, 1]
// CHECK-DAG: %[[B:.*]] = tensor.extract_slice %{{.*}}[%[[I]], 0, 0] [1, 16, 16] [1, 1, 1]
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<1x16x16xf32>, tensor<1x16x16xf32>)
func.func @last.kernel(%X: memref<?x16x16xf32>, %W: memref<?x16x16xf32>, %Y: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32, #nn.axes<batch, _, _>>], ["w", tensor<?x16x16xf32, #nn.axes<batch, _, _>>]], name = "last", outputs = [["y", tensor<?x16x16xf32>]], params = []}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %m = memref.dim %W, %c0 : memref<?x16x16xf32>
  %same = arith.cmpi eq, %n, %m : index
  cf.assert %same, "extents differ"
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %e = tensor.empty(%m) : tensor<?x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x16xf32>) -> tensor<?x16x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x16xf32>, tensor<?x16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}

// Or that of the first one.
// CHECK-LABEL: func.func @first.kernel
// CHECK: scf.for %[[I:[a-z0-9]*]] =
// CHECK-DAG: %[[A:.*]] = tensor.extract_slice %{{.*}}[%[[I]], 0, 0] [1, 16, 16] [1, 1, 1]
// CHECK-DAG: %[[B:.*]] = tensor.extract_slice %{{.*}}[%[[I]], 0, 0] [1, 16, 16] [1, 1, 1]
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<1x16x16xf32>, tensor<1x16x16xf32>)
func.func @first.kernel(%X: memref<?x16x16xf32>, %W: memref<?x16x16xf32>, %Y: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32, #nn.axes<batch, _, _>>], ["w", tensor<?x16x16xf32, #nn.axes<batch, _, _>>]], name = "first", outputs = [["y", tensor<?x16x16xf32>]], params = []}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %m = memref.dim %W, %c0 : memref<?x16x16xf32>
  %same = arith.cmpi eq, %n, %m : index
  cf.assert %same, "extents differ"
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %e = tensor.empty(%n) : tensor<?x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x16xf32>) -> tensor<?x16x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x16xf32>, tensor<?x16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}

// Extents without a common name are two, whatever a check says.
// CHECK-LABEL: func.func @apart.kernel
// CHECK-NOT: scf.for
// CHECK: return
func.func @apart.kernel(%X: memref<?x16x16xf32>, %W: memref<?x16x16xf32>, %Y: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>], ["w", tensor<?x16x16xf32>]], name = "apart", outputs = [["y", tensor<?x16x16xf32>]], params = []}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %m = memref.dim %W, %c0 : memref<?x16x16xf32>
  %same = arith.cmpi eq, %n, %m : index
  cf.assert %same, "extents differ"
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %e = tensor.empty(%n) : tensor<?x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x16xf32>) -> tensor<?x16x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x16xf32>, tensor<?x16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}
