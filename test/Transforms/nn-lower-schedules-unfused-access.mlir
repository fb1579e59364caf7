// More ops behind one with a schedule that are computed by themselves: the elements
// or buffers that they share are not what they seem.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>
#id = affine_map<(i, j) -> (i, j)>

// The diagonal is not all of the result.
// CHECK-LABEL: func.func @diagonal
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @diagonal(%x: memref<8x64xf32>, %w: memref<64x8xf32>, %y: memref<8xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<8x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<8x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<8x64xf32>, memref<64x8xf32>) outs(%t : memref<8x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i) -> (i, i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%t : memref<8x8xf32>) outs(%y : memref<8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// One of two buffers is the input: either may be what is overwritten in between.
// CHECK-LABEL: func.func @selected
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.fill
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @selected(%if: i1, %u: memref<8x64xf32>, %v: memref<8x64xf32>, %w: memref<64x8xf32>, %y: memref<8x8xf32>) {
  %z = arith.constant 0.0 : f32
  %x = arith.select %if, %u, %v : memref<8x64xf32>
  %t = memref.alloc() : memref<8x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<8x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<8x64xf32>, memref<64x8xf32>) outs(%t : memref<8x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.fill ins(%z : f32) outs(%u : memref<8x64xf32>)
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<8x8xf32>) outs(%y : memref<8x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}
