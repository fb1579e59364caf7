// Parameters that several ops read.
// RUN: nn-opt %s --nn-pack-params --split-input-file | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#t = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// Ops that read one layout share it, also those of other entries.
// CHECK: nn.param @w :
// CHECK: nn.param @w.packed : tensor<2x16x4xf32>
// CHECK-NOT: nn.param
// CHECK-LABEL: func.func @same.kernel
// CHECK-SAME: %[[W:[a-z0-9]*]]: memref<2x16x4xf32>
// CHECK-SAME: params = [@w.packed]
// CHECK: %[[T:.*]] = bufferization.to_tensor %[[W]]
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[T]] :
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[T]] :
// CHECK-LABEL: func.func @other.kernel
// CHECK-SAME: params = [@w.packed]
nn.param @w : tensor<8x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @same.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>, %V: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "same", outputs = [["y", tensor<4x8xf32>], ["v", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  %1 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  bufferization.materialize_in_destination %1 in restrict writable %V : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}
func.func @other.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "other", outputs = [["y", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#t = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// Each layout is a parameter of its own, behind the others of the kernel.
// CHECK-DAG: nn.param @w.packed : tensor<2x16x4xf32>
// CHECK-DAG: nn.param @[[WIDE:w.packed.+]] : tensor<1x16x8xf32>
// CHECK-LABEL: func.func @different.kernel
// CHECK-SAME: (%{{[a-z0-9]*}}: memref<4x16xf32>, %[[W:[a-z0-9]*]]: memref<2x16x4xf32>, %[[V:[a-z0-9]*]]: memref<1x16x8xf32>, %{{[a-z0-9]*}}: memref<4x8xf32>
// CHECK-SAME: params = [@w.packed, @[[WIDE]]]
// CHECK-DAG: %[[S:.*]] = bufferization.to_tensor %[[W]]
// CHECK-DAG: %[[T:.*]] = bufferization.to_tensor %[[V]]
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[S]] :
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[T]] :
// CHECK: return
nn.param @w : tensor<8x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @different.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>, %V: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "different", outputs = [["y", tensor<4x8xf32>], ["v", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  %1 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  bufferization.materialize_in_destination %1 in restrict writable %V : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#t = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// A parameter that is also read as it is stays with the kernel.
// CHECK-LABEL: func.func @both.kernel
// CHECK-SAME: (%{{[a-z0-9]*}}: memref<4x16xf32>, %[[V:[a-z0-9]*]]: memref<8x16xf32>, %[[W:[a-z0-9]*]]: memref<2x16x4xf32>, %{{[a-z0-9]*}}: memref<4x8xf32>
// CHECK-SAME: params = [@w, @w.packed]
// CHECK-DAG: %[[S:.*]] = bufferization.to_tensor %[[V]]
// CHECK-DAG: %[[T:.*]] = bufferization.to_tensor %[[W]]
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[T]] :
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[S]] :
// CHECK: return
nn.param @w : tensor<8x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @both.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>, %V: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "both", outputs = [["y", tensor<4x8xf32>], ["v", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  %1 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  bufferization.materialize_in_destination %1 in restrict writable %V : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#t = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// The name may be taken.
// CHECK-DAG: nn.param @w.packed : tensor<3xf32>
// CHECK-DAG: nn.param @[[NAME:w.packed.+]] : tensor<2x16x4xf32>
// CHECK-LABEL: func.func @taken.kernel
// CHECK-SAME: params = [@[[NAME]]]
nn.param @w : tensor<8x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @w.packed : tensor<3xf32> = dense<1.0>
func.func @taken.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "taken", outputs = [["y", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}
