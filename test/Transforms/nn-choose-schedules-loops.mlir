// What is copied before a loop costs each of its iterations a part.
// RUN: nn-opt %s --nn-choose-schedules='vector-bits=512 vector-registers=32 masked-vectors' | FileCheck %s

#q = affine_map<(i, j, k) -> (i, k)>
#k = affine_map<(i, j, k) -> (j, k)>
#s = affine_map<(i, j, k) -> (i, j)>

// The keys, in the order in which lanes read them, are copied once.
// CHECK-LABEL: func.func @scores
// CHECK: %[[KEYS:.*]] = linalg.generic
// CHECK-SAME: ins(%{{.*}} : tensor<1024x64xf32>)
// CHECK: scf.for
// CHECK: linalg.generic
// CHECK-SAME: ins(%{{.*}}, %[[KEYS]] : tensor<8x64xf32>,
// CHECK-SAME: 16 lanes of 1>
func.func @scores(%queries: tensor<1024x64xf32>, %keys: tensor<1024x64xf32>, %init: tensor<1024x1024xf32>) -> tensor<1024x1024xf32> {
  %c0 = arith.constant 0 : index
  %c8 = arith.constant 8 : index
  %c1024 = arith.constant 1024 : index
  %all = scf.for %i = %c0 to %c1024 step %c8 iter_args(%old = %init) -> tensor<1024x1024xf32> {
    %x = tensor.extract_slice %queries[%i, 0] [8, 64] [1, 1] : tensor<1024x64xf32> to tensor<8x64xf32>
    %y = tensor.extract_slice %old[%i, 0] [8, 1024] [1, 1] : tensor<1024x1024xf32> to tensor<8x1024xf32>
    %0 = linalg.generic {indexing_maps = [#q, #k, #s], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %keys : tensor<8x64xf32>, tensor<1024x64xf32>) outs(%y : tensor<8x1024xf32>) {
    ^bb0(%a: f32, %b: f32, %c: f32):
      %p = arith.mulf %a, %b fastmath<contract> : f32
      %s = arith.addf %c, %p fastmath<contract, reassoc> : f32
      linalg.yield %s : f32
    } -> tensor<8x1024xf32>
    %new = tensor.insert_slice %0 into %old[%i, 0] [8, 1024] [1, 1] : tensor<8x1024xf32> into tensor<1024x1024xf32>
    scf.yield %new : tensor<1024x1024xf32>
  }
  return %all : tensor<1024x1024xf32>
}

// Keys of unknown number are copied where their number is read: too often.
// CHECK-LABEL: func.func @unknown_keys
// CHECK: scf.for
// CHECK-NOT: ins(%{{.*}} : tensor<?x64xf32>)
// CHECK: return
func.func @unknown_keys(%queries: tensor<1024x64xf32>, %keys: tensor<?x64xf32>, %init: tensor<1024x?xf32>, %n: index) -> tensor<1024x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c1024 = arith.constant 1024 : index
  %all = scf.for %i = %c0 to %c1024 step %c1 iter_args(%old = %init) -> tensor<1024x?xf32> {
    %x = tensor.extract_slice %queries[%i, 0] [1, 64] [1, 1] : tensor<1024x64xf32> to tensor<1x64xf32>
    %y = tensor.extract_slice %old[%i, 0] [1, %n] [1, 1] : tensor<1024x?xf32> to tensor<1x?xf32>
    %0 = linalg.generic {indexing_maps = [#q, #k, #s], iterator_types = ["parallel", "parallel", "reduction"]}
        ins(%x, %keys : tensor<1x64xf32>, tensor<?x64xf32>) outs(%y : tensor<1x?xf32>) {
    ^bb0(%a: f32, %b: f32, %c: f32):
      %p = arith.mulf %a, %b fastmath<contract> : f32
      %s = arith.addf %c, %p fastmath<contract, reassoc> : f32
      linalg.yield %s : f32
    } -> tensor<1x?xf32>
    %new = tensor.insert_slice %0 into %old[%i, 0] [1, %n] [1, 1] : tensor<1x?xf32> into tensor<1024x?xf32>
    scf.yield %new : tensor<1024x?xf32>
  }
  return %all : tensor<1024x?xf32>
}
