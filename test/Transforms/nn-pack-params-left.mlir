// Parameters that stay as they are.
// RUN: nn-opt %s --nn-pack-params | FileCheck %s --implicit-check-not=nn.relaid

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#t = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

nn.param @w : tensor<8x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>

// Those of an op without a schedule.
// CHECK-LABEL: func.func @unscheduled.kernel
// CHECK-SAME: params = [@w]
func.func @unscheduled.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "unscheduled", outputs = [["y", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}

// One row of which is read at a time: lanes run along the reduction.
// CHECK-LABEL: func.func @rows.kernel
// CHECK-SAME: params = [@w]
func.func @rows.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "rows", outputs = [["y", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 2, 1 by 1, 2 by 4], 4 lanes of 2>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}

// What is read once.
// CHECK-LABEL: func.func @element_wise.kernel
// CHECK-SAME: params = [@w]
func.func @element_wise.kernel(%W: memref<8x16xf32>, %Y: memref<8x16xf32>)
    attributes {nn.signature = {inputs = [], name = "element_wise", outputs = [["y", tensor<8x16xf32>]], params = [@w]}} {
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %e = tensor.empty() : tensor<8x16xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%w : tensor<8x16xf32>) outs(%e : tensor<8x16xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 4], 4 lanes of 1>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<8x16xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<8x16xf32>, memref<8x16xf32>) -> ()
  return
}

// What is read at a sum of two loops.
// CHECK-LABEL: func.func @window.kernel
// CHECK-SAME: params = [@w]
func.func @window.kernel(%W: memref<8x16xf32>, %Y: memref<8x4xf32>)
    attributes {nn.signature = {inputs = [], name = "window", outputs = [["y", tensor<8x4xf32>]], params = [@w]}} {
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %d = tensor.empty() : tensor<13xf32>
  %e = tensor.empty() : tensor<8x4xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<8x4xf32>) -> tensor<8x4xf32>
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, j + k)>, affine_map<(i, j, k) -> (k)>, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%w, %d : tensor<8x16xf32>, tensor<13xf32>) outs(%f : tensor<8x4xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 2, 1 by 4, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<8x4xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<8x4xf32>, memref<8x4xf32>) -> ()
  return
}

// Nor where a tile has several rows.
// CHECK-LABEL: func.func @rows_together.kernel
// CHECK-SAME: params = [@w]
func.func @rows_together.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>]], name = "rows_together", outputs = [["y", tensor<4x8xf32>]], params = [@w]}} {
  %x = bufferization.to_tensor %X restrict : memref<4x16xf32> to tensor<4x16xf32>
  %w = bufferization.to_tensor %W restrict : memref<8x16xf32> to tensor<8x16xf32>
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x8xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<4x16xf32>, tensor<8x16xf32>) outs(%f : tensor<4x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 2, 2 by 4], 4 lanes of 2>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<4x8xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<4x8xf32>, memref<4x8xf32>) -> ()
  return
}

// An input of the entry is no parameter.
// CHECK-LABEL: func.func @input.kernel
// CHECK-SAME: %{{.*}}: memref<4x16xf32>, %{{.*}}: memref<8x16xf32>, %{{.*}}: memref<4x8xf32>)
func.func @input.kernel(%X: memref<4x16xf32>, %W: memref<8x16xf32>, %Y: memref<4x8xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<4x16xf32>], ["w", tensor<8x16xf32>]], name = "input", outputs = [["y", tensor<4x8xf32>]], params = []}} {
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
