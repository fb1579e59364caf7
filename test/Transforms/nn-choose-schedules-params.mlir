// A parameter may be read in any order if it is laid out for that afterwards; other
// inputs are as they are.
// RUN: nn-opt %s --nn-choose-schedules="pack-params" | FileCheck %s
// RUN: nn-opt %s --nn-choose-schedules | FileCheck %s --check-prefix=AS-IT-IS

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#y = affine_map<(i, j, k) -> (i, j)>

// Columns of the parameter in lanes, though its rows lie in memory. As it is it
// would have to be copied, which one row does not make up for.
// CHECK-LABEL: func.func @param.kernel
// CHECK: %[[W:.*]] = bufferization.to_tensor %{{.*}} restrict : memref<96x64xf32>
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[W]] : {{.*}}nn.schedule = #nn.schedule<{{.*}}, 4 lanes of 1>
// AS-IT-IS-LABEL: func.func @param.kernel
// AS-IT-IS-NOT: nn.schedule
// AS-IT-IS: return
nn.param @w : tensor<96x64xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @param.kernel(%X: memref<1x64xf32>, %W: memref<96x64xf32>, %Y: memref<1x96xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<1x64xf32>]], name = "param", outputs = [["y", tensor<1x96xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %x = bufferization.to_tensor %X restrict : memref<1x64xf32> to tensor<1x64xf32>
  %w = bufferization.to_tensor %W restrict : memref<96x64xf32> to tensor<96x64xf32>
  %e = tensor.empty() : tensor<1x96xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<1x96xf32>) -> tensor<1x96xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<1x64xf32>, tensor<96x64xf32>) outs(%f : tensor<1x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<1x96xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<1x96xf32>, memref<1x96xf32>) -> ()
  return
}

// An input of the entry is no parameter.
// CHECK-LABEL: func.func @input.kernel
// CHECK-NOT: nn.schedule
// CHECK: return
func.func @input.kernel(%X: memref<1x64xf32>, %W: memref<96x64xf32>, %Y: memref<1x96xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<1x64xf32>], ["w", tensor<96x64xf32>]], name = "input", outputs = [["y", tensor<1x96xf32>]], params = []}} {
  %z = arith.constant 0.0 : f32
  %x = bufferization.to_tensor %X restrict : memref<1x64xf32> to tensor<1x64xf32>
  %w = bufferization.to_tensor %W restrict : memref<96x64xf32> to tensor<96x64xf32>
  %e = tensor.empty() : tensor<1x96xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<1x96xf32>) -> tensor<1x96xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<1x64xf32>, tensor<96x64xf32>) outs(%f : tensor<1x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<1x96xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<1x96xf32>, memref<1x96xf32>) -> ()
  return
}

// What has been computed from a parameter is none.
// CHECK-LABEL: func.func @computed.kernel
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<96x64xf32>) {{.*}}nn.schedule
// CHECK-NOT: nn.schedule
// CHECK: return
func.func @computed.kernel(%X: memref<1x64xf32>, %W: memref<96x64xf32>, %Y: memref<1x96xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<1x64xf32>]], name = "computed", outputs = [["y", tensor<1x96xf32>]], params = [@w]}} {
  %z = arith.constant 0.0 : f32
  %x = bufferization.to_tensor %X restrict : memref<1x64xf32> to tensor<1x64xf32>
  %w = bufferization.to_tensor %W restrict : memref<96x64xf32> to tensor<96x64xf32>
  %d = tensor.empty() : tensor<96x64xf32>
  %n = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%w : tensor<96x64xf32>) outs(%d : tensor<96x64xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  } -> tensor<96x64xf32>
  %e = tensor.empty() : tensor<1x96xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<1x96xf32>) -> tensor<1x96xf32>
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %n : tensor<1x64xf32>, tensor<96x64xf32>) outs(%f : tensor<1x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<1x96xf32>
  bufferization.materialize_in_destination %0 in restrict writable %Y : (tensor<1x96xf32>, memref<1x96xf32>) -> ()
  return
}
