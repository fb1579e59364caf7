// What is not computed sample by sample.
// RUN: nn-opt %s --nn-split-batch | FileCheck %s --implicit-check-not=scf.for

#x = affine_map<(b, i, j, k) -> (b, i, k)>
#w = affine_map<(b, i, j, k) -> (k, j)>
#y = affine_map<(b, i, j, k) -> (b, i, j)>
#id = affine_map<(b, i, j) -> (b, i, j)>

nn.param @w : tensor<16x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>

// A batch whose extent is in the type is not told from other axes.
// CHECK-LABEL: func.func @static.kernel
func.func @static.kernel(%X: memref<4x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<4x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16x16xf32>]], name = "static", outputs = [["y", tensor<4x16x16xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %x = bufferization.to_tensor %X restrict : memref<4x16x16xf32> to tensor<4x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<16x16xf32> to tensor<16x16xf32>
  %e = tensor.empty() : tensor<4x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x16x16xf32>) -> tensor<4x16x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16x16xf32>, tensor<16x16xf32>) outs(%f : tensor<4x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x16x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x16x16xf32>, memref<4x16x16xf32>) -> ()
  return
}

// A function that is no entry has no batch.
// CHECK-LABEL: func.func @subroutine
func.func @subroutine(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x16x16xf32>) {
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
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}

// So little work does not make up for a loop.
// CHECK-LABEL: func.func @small.kernel
func.func @small.kernel(%X: memref<?x16x8xf32>, %W: memref<8x8xf32>, %Y: memref<?x16x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x8xf32>]], name = "small", outputs = [["y", tensor<?x16x8xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x8xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x16x8xf32> to tensor<?x16x8xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x8xf32> to tensor<8x8xf32>
  %e = tensor.empty(%n) : tensor<?x16x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x8xf32>) -> tensor<?x16x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x8xf32>, tensor<8x8xf32>) outs(%f : tensor<?x16x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x8xf32>, memref<?x16x8xf32>) -> ()
  return
}

// Ops without sums are no reason for one.
// CHECK-LABEL: func.func @element_wise.kernel
func.func @element_wise.kernel(%X: memref<?x16x16xf32>, %Y: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "element_wise", outputs = [["y", tensor<?x16x16xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %e = tensor.empty(%n) : tensor<?x16x16xf32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%x : tensor<?x16x16xf32>) outs(%e : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}

// A sample whose size is not known is none of one size.
// CHECK-LABEL: func.func @two_extents.kernel
func.func @two_extents.kernel(%X: memref<?x?x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x?x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x?x16xf32>]], name = "two_extents", outputs = [["y", tensor<?x?x16xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x?x16xf32>
  %c1 = arith.constant 1 : index
  %m = memref.dim %X, %c1 : memref<?x?x16xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x?x16xf32> to tensor<?x?x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<16x16xf32> to tensor<16x16xf32>
  %e = tensor.empty(%n, %m) : tensor<?x?x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x?x16xf32>) -> tensor<?x?x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x?x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x?x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x?x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x?x16xf32>, memref<?x?x16xf32>) -> ()
  return
}

// Slices of nothing are none.
// CHECK-LABEL: func.func @empty.kernel
func.func @empty.kernel(%X: memref<?x0x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x0x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x0x16xf32>]], name = "empty", outputs = [["y", tensor<?x0x16xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x0x16xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x0x16xf32> to tensor<?x0x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<16x16xf32> to tensor<16x16xf32>
  %e = tensor.empty(%n) : tensor<?x0x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x0x16xf32>) -> tensor<?x0x16xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x0x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x0x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x0x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x0x16xf32>, memref<?x0x16xf32>) -> ()
  return
}

// The batch of the first input is the only one: another input has its own.
// CHECK-LABEL: func.func @other_batch.kernel
func.func @other_batch.kernel(%T: memref<?xf32>, %X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["t", tensor<?xf32>], ["x", tensor<?x16x16xf32>]], name = "other_batch", outputs = [["y", tensor<?x16x16xf32>]], params = [@w]}} {
  %c1 = arith.constant 0 : index
  %m = memref.dim %T, %c1 : memref<?xf32>
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
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}

// The row that is read of a sample depends on its place among the others.
// CHECK-LABEL: func.func @by_place.kernel
func.func @by_place.kernel(%X: memref<?x16x16xf32>, %W: memref<16x16xf32>, %Y: memref<?x16x16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?x16x16xf32>]], name = "by_place", outputs = [["y", tensor<?x16x16xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %n = memref.dim %X, %c0 : memref<?x16x16xf32>
  %x = bufferization.to_tensor %X restrict : memref<?x16x16xf32> to tensor<?x16x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<16x16xf32> to tensor<16x16xf32>
  %e = tensor.empty(%n) : tensor<?x16x16xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<?x16x16xf32>) -> tensor<?x16x16xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(b, i, j, k) -> (b, b, k)>, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x16x16xf32>, tensor<16x16xf32>) outs(%f : tensor<?x16x16xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x16x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<?x16x16xf32>, memref<?x16x16xf32>) -> ()
  return
}
