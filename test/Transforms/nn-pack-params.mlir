// RUN: nn-opt %s --nn-pack-params --split-input-file | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#t = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// Another parameter takes the place of the one that an op reads across: in panels of
// 4 of its 10 rows, each column by column, the last panel filled up with zeros.
// CHECK-DAG: #[[FROM:.*]] = affine_map<(d0, d1, d2) -> (d0 * 4 + d2, d1)>
// CHECK-DAG: #[[READ:.*]] = affine_map<(d0, d1, d2) -> (d1 floordiv 4, d2, d1 mod 4)>
// CHECK: nn.param @w : tensor<10x16xf32> = #nn.init
// CHECK: nn.param @w.packed : tensor<3x16x4xf32> = #nn.relaid<@w, #[[FROM]]>
// CHECK-LABEL: func.func @f.kernel
// CHECK-SAME: (%[[X:[a-z0-9]*]]: memref<4x16xf32>, %[[W:[a-z0-9]*]]: memref<3x16x4xf32>, %{{[a-z0-9]*}}: memref<4x10xf32>)
// CHECK-SAME: params = [@w.packed]
// CHECK: %[[T:.*]] = bufferization.to_tensor %[[W]] restrict : memref<3x16x4xf32> to tensor<3x16x4xf32>
// CHECK: linalg.generic {indexing_maps = [#{{.*}}, #[[READ]], #{{.*}}], {{.*}} ins(%{{.*}}, %[[T]] : tensor<4x16xf32>, tensor<3x16x4xf32>)
// CHECK-SAME: nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>
// CHECK-NOT: memref<10x16xf32>
// CHECK: return
nn.param @w : tensor<10x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @f.kernel(%X: memref<4x16xf32>, %W: memref<10x16xf32>, %Y: memref<4x10xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "f", outputs = [["y", tensor<4x10xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<10x16xf32> to tensor<10x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x10xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x10xf32>) -> tensor<4x10xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<10x16xf32>) outs(%f : tensor<4x10xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x10xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x10xf32>, memref<4x10xf32>) -> ()
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#t = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// Without vectors, a panel is as wide as the tile of the loop of which most rows are
// read together; reductions keep the order of the schedule.
// CHECK-DAG: #[[FROM:.*]] = affine_map<(d0, d1, d2, d3) -> (d2, d0 * 3 + d3, d1)>
// CHECK: nn.param @w.packed : tensor<2x5x7x3xf32> = #nn.relaid<@w, #[[FROM]]>
// CHECK-LABEL: func.func @g.kernel
nn.param @w : tensor<7x6x5xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @g.kernel(%W: memref<7x6x5xf32>, %Y: memref<6xf32>)
    attributes {nn.signature = {inputs = [], name = "g", outputs = [["y", tensor<6xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %w = bufferization.to_tensor %W restrict : memref<7x6x5xf32> to tensor<7x6x5xf32>
  %e = tensor.empty() : tensor<6xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<6xf32>) -> tensor<6xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(i, k, l) -> (k, i, l)>, affine_map<(i, k, l) -> (i)>], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%w : tensor<7x6x5xf32>) outs(%f : tensor<6xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 3, 2 by 1, 1 by 1]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  } -> tensor<6xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<6xf32>, memref<6xf32>) -> ()
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#t = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// Axes of one element that a reshape adds or drops are looked through.
// CHECK-DAG: #[[FROM:.*]] = affine_map<(d0, d1, d2) -> (d0 * 4 + d2, {{(0, d1|d1, 0)}})>
// CHECK: nn.param @w.packed : tensor<2x16x4xf32> = #nn.relaid<@w, #[[FROM]]>
// CHECK-LABEL: func.func @reshaped.kernel
// CHECK-SAME: params = [@w.packed]
// CHECK-NOT: collapse_shape
// CHECK: return
nn.param @w : tensor<8x1x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @reshaped.kernel(%X: memref<4x16xf32>, %W: memref<8x1x16xf32>, %Y: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "reshaped", outputs = [["y", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %v = bufferization.to_tensor %W restrict : memref<8x1x16xf32> to tensor<8x1x16xf32>
  %w = tensor.collapse_shape %v [[0, 1], [2]] : tensor<8x1x16xf32> into tensor<8x16xf32>
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
