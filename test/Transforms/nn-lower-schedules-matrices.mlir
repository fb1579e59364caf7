// Products of matrices in registers of AMX.
// RUN: nn-opt %s --nn-lower-schedules='vector-bits=512 masked-vectors dot-units=avx512vnni,amx-int8,amx-bf16' --canonicalize --cse | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k floordiv 4, j, k mod 4)>
#h = affine_map<(i, j, k) -> (k floordiv 2, j, k mod 2)>
#y = affine_map<(i, j, k) -> (i, j)>
#pairs = affine_map<(i, j, k) -> (i floordiv 2, k)>

// Two matrices, which lie one below the other, and for a rest of 4 rows one that has 12 of those before; of 136 products
// 8 are left for vectors, which flip the sign of a factor.
// CHECK-LABEL: func.func @bytes
// CHECK-SAME: %[[X:.*]]: memref<36x136xi8>, %[[W:.*]]: memref<34x16x4xi8>, %[[Y:.*]]: memref<36x16xi32>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C16:.*]] = arith.constant 16 : index
// CHECK-DAG: %[[C64:.*]] = arith.constant 64 : index
// CHECK-DAG: %[[C128:.*]] = arith.constant 128 : index
// CHECK-DAG: %[[C136:.*]] = arith.constant 136 : index
// CHECK: %[[PLACE:.*]] = memref.alloc() : memref<2x16x16xi32>
// CHECK: %[[Z0:.*]] = amx.tile_zero : !amx.tile<16x16xi32>
// CHECK: %[[Z1:.*]] = amx.tile_zero : !amx.tile<16x16xi32>
// CHECK: %[[SUMS:.*]]:2 = scf.for %[[K:.*]] = %[[C0]] to %[[C128]] step %[[C64]] iter_args(%[[S0:.*]] = %[[Z0]], %[[S1:.*]] = %[[Z1]])
// CHECK: %[[A0:.*]] = amx.tile_load %[[X]][%[[C0]], %[[K]]], %[[C136]] : memref<36x136xi8> into !amx.tile<16x64xi8>
// CHECK: %[[FLAT:.*]] = memref.collapse_shape %[[W]]
// CHECK: %[[B:.*]] = amx.tile_load %[[FLAT]][%{{.*}}], %[[C64]] : memref<2176xi8> into !amx.tile<16x64xi8>
// CHECK: %[[P0:.*]] = amx.tile_muli %[[A0]], %[[B]], %[[S0]]
// CHECK: %[[A1:.*]] = amx.tile_load %[[X]][%[[C16]], %[[K]]], %[[C136]]
// CHECK: %[[P1:.*]] = amx.tile_muli %[[A1]], %[[B]], %[[S1]]
// CHECK: scf.yield %[[P0]], %[[P1]]
// CHECK: amx.tile_store %[[PLACE]][%[[C0]], %[[C0]], %[[C0]]], %[[SUMS]]#0
// CHECK: amx.tile_store %[[PLACE]][%[[C1]], %[[C0]], %[[C0]]], %[[SUMS]]#1
// CHECK: %[[START:.*]] = vector.load %[[Y]][%[[C0]], %[[C0]]]
// CHECK: %[[PRODUCT:.*]] = vector.load %[[PLACE]][%[[C0]], %[[C0]], %[[C0]]]
// CHECK: arith.addi %[[START]], %[[PRODUCT]]
// CHECK: llvm.call_intrinsic "llvm.x86.avx512.vpdpbusd.512"
// CHECK: amx.tile_zero
// CHECK-NOT: amx.tile_zero
// CHECK: amx.tile_load %[[X]][%[[C20:.*]], %{{.*}}], %[[C136]]
// CHECK-COUNT-4: vector.load %[[PLACE]]
// CHECK-NOT: vector.load %[[PLACE]]
// CHECK-COUNT-4: vector.store
// CHECK-NOT: vector.store
// CHECK: return
func.func @bytes(%x: memref<36x136xi8>, %w: memref<34x16x4xi8>, %y: memref<36x16xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<36x136xi8>, memref<34x16x4xi8>) outs(%y : memref<36x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 32, 2 by 4], 16 lanes of 1, dots of 4 of 2, matrices of 0>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// The instruction knows the signs of both.
// CHECK-LABEL: func.func @mixed
// CHECK: amx.tile_muli %{{.*}} zext, %{{.*}}, %{{.*}} : !amx.tile<16x64xi8>
func.func @mixed(%x: memref<16x64xi8>, %w: memref<16x16x4xi8>, %y: memref<16x16xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<16x64xi8>, memref<16x16x4xi8>) outs(%y : memref<16x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 16, 2 by 4], 16 lanes of 1, dots of 4 of 2, matrices of 0>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// Sums that begin with zero are those of the matrices.
// CHECK-LABEL: func.func @halves
// CHECK: %[[SUM:.*]] = amx.tile_mulf %{{.*}}, %{{.*}}, %{{.*}} : !amx.tile<16x32xbf16>, !amx.tile<16x32xbf16>, !amx.tile<16x16xf32>
// CHECK: amx.tile_store %[[PLACE:.*]][%{{.*}}], %[[SUM]]
// CHECK: %[[ROW:.*]] = vector.load %[[PLACE]]
// CHECK-NOT: arith.addf
// CHECK: vector.store %[[ROW]]
func.func @halves(%x: memref<16x32xbf16>, %w: memref<16x16x2xbf16>, %y: memref<16x16xf32>) {
  %zero = arith.constant 0.0 : f32
  linalg.fill ins(%zero : f32) outs(%y : memref<16x16xf32>)
  linalg.generic {indexing_maps = [#x, #h, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<16x32xbf16>, memref<16x16x2xbf16>) outs(%y : memref<16x16xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 16, 2 by 2], 16 lanes of 1, dots of 2 of 2, matrices of 0>} {
  ^bb0(%a: bf16, %b: bf16, %c: f32):
    %p = arith.extf %a : bf16 to f32
    %q = arith.extf %b : bf16 to f32
    %m = arith.mulf %p, %q {nn.tiny_is_zero} : f32
    %s = arith.addf %c, %m fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}

// Elements that lie apart cannot be loaded as rows: vectors compute them, as they do where a vector is cut short of
// lanes that are not in memory.
// CHECK-LABEL: func.func @apart
// CHECK-NOT: amx.tile
// CHECK: return
func.func @apart(%x: memref<16x64xi8, strided<[128, 2]>>, %w: memref<16x16x4xi8>, %y: memref<16x16xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<16x64xi8, strided<[128, 2]>>, memref<16x16x4xi8>) outs(%y : memref<16x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 16, 2 by 4], 16 lanes of 1, dots of 4 of 2, matrices of 0>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// CHECK-LABEL: func.func @short
// CHECK-NOT: amx.tile
// CHECK: return
func.func @short(%x: memref<16x64xi8>, %w: memref<16x13x4xi8>, %y: memref<16x13xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<16x64xi8>, memref<16x13x4xi8>) outs(%y : memref<16x13xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 16, 2 by 4], 16 lanes of 1, dots of 4 of 2, matrices of 0>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// Whole vectors before such lanes are matrices.
// CHECK-LABEL: func.func @whole_and_short
// CHECK: amx.tile_zero
// CHECK: amx.tile_store
// CHECK-NOT: amx.tile_
// CHECK: vector.maskedload
// CHECK: return
func.func @whole_and_short(%x: memref<16x64xi8>, %w: memref<16x24x4xi8>, %y: memref<16x24xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<16x64xi8>, memref<16x24x4xi8>) outs(%y : memref<16x24xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 32, 0 by 16, 2 by 4], 16 lanes of 1, dots of 4 of 2, matrices of 0>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// A schedule may leave out the loop of the vectors, which then steps by one of them.
// CHECK-LABEL: func.func @left_out
// CHECK: memref.alloc() : memref<1x16x16xi32>
// CHECK: amx.tile_muli
func.func @left_out(%x: memref<16x64xi8>, %w: memref<16x16x4xi8>, %y: memref<16x16xi32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<16x64xi8>, memref<16x16x4xi8>) outs(%y : memref<16x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 16], 16 lanes of 1, dots of 4 of 2, matrices of 0>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// Rows that come in pairs do not lie one behind the other.
// CHECK-LABEL: func.func @pairs
// CHECK-NOT: amx.tile
// CHECK: return
func.func @pairs(%x: memref<8x64xi8>, %w: memref<16x16x4xi8>, %y: memref<16x16xi32>) {
  linalg.generic {indexing_maps = [#pairs, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<8x64xi8>, memref<16x16x4xi8>) outs(%y : memref<16x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 16, 2 by 4], 16 lanes of 1, dots of 4 of 2, matrices of 0>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}
