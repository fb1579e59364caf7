// What follows element by element is computed while a tile is in registers.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>
#id = affine_map<(i, j) -> (i, j)>

// A bias and an activation: what the product is lies in no buffer.
// CHECK-LABEL: func.func @bias
// CHECK-SAME: %[[B:[a-z0-9]*]]: memref<8xf32>, %[[Y:[a-z0-9]*]]: memref<4x8xf32>)
// CHECK-NOT: memref.alloc
// CHECK: %[[SUMS:.*]]:4 = scf.for
// CHECK: scf.yield
// CHECK: %[[BIAS:.*]] = vector.load %[[B]][%{{.*}}] : memref<8xf32>, vector<4xf32>
// CHECK: %[[SUM:.*]] = arith.addf %[[SUMS]]#0, %[[BIAS]] : vector<4xf32>
// CHECK: %[[RESULT:.*]] = arith.maximumf %[[SUM]], %{{.*}} : vector<4xf32>
// CHECK: vector.store %[[RESULT]], %[[Y]]
// CHECK-COUNT-3: vector.store %{{.*}}, %[[Y]]
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @bias(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %bias: memref<8xf32>, %y: memref<4x8xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#id, affine_map<(i, j) -> (j)>, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t, %bias : memref<4x8xf32>, memref<8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %s = arith.addf %a, %b : f32
    %m = arith.maximumf %s, %z : f32
    linalg.yield %m : f32
  }
  return
}

// Its own schedule is of no account, nor is the order of its loops. Of two
// columns of the output the tile has two rows of two elements.
// CHECK-LABEL: func.func @turned
// CHECK-SAME: %[[Y:[a-z0-9]*]]: memref<8x4xf32>)
// CHECK: %[[SUMS:.*]]:4 = scf.for
// CHECK: %[[A:.*]] = arith.negf %[[SUMS]]#0 : vector<4xf32>
// CHECK: %[[B:.*]] = arith.negf %[[SUMS]]#1 : vector<4xf32>
// CHECK: vector.shuffle %[[A]], %{{.*}} [0, 4, 2, 6]
// CHECK: vector.store %{{.*}}, %[[Y]][%{{.*}}, %{{.*}}] : memref<8x4xf32>, vector<2xf32>
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @turned(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<8x4xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [affine_map<(j, i) -> (i, j)>, affine_map<(j, i) -> (j, i)>], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<8x4xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// It may stand farther down.
// CHECK-LABEL: func.func @behind_others
// CHECK: memref.store %{{.*}}, %{{.*}}[%{{.*}}] : memref<4xf32>
// CHECK: scf.for
// CHECK: arith.negf
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @behind_others(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xf32>, %v: memref<4xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  %c0 = arith.constant 0 : index
  memref.store %z, %v[%c0] : memref<4xf32>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}
