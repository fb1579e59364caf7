// Loops over tiles, and what is left of each loop.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

// CHECK-DAG: #[[SIXES:.*]] = affine_map<()[s0] -> ((s0 floordiv 6) * 6)>
#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// Tiles of 2 rows by 2 vectors; the sums run around the loop that reduces.
// CHECK-LABEL: func.func @tiles
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<4x64xf32>, %[[W:[a-z0-9]*]]: memref<64x16xf32>, %[[Y:[a-z0-9]*]]: memref<4x16xf32>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG: %[[C16:.*]] = arith.constant 16 : index
// CHECK-DAG: %[[C64:.*]] = arith.constant 64 : index
// CHECK: scf.for %[[J:.*]] = %[[C0]] to %[[C16]] step %[[C8]] {
// CHECK: scf.for %[[I:.*]] = %[[C0]] to %{{.*}} step %[[C2]] {
// CHECK-COUNT-4: vector.load %[[Y]][%{{.*}}] : memref<4x16xf32>, vector<4xf32>
// CHECK: %[[SUMS:.*]]:4 = scf.for %[[K:.*]] = %[[C0]] to %[[C64]] step %[[C1]] iter_args({{.*}}) -> (vector<4xf32>, vector<4xf32>, vector<4xf32>, vector<4xf32>) {
// CHECK: %[[A:.*]] = memref.load %[[X]][%[[I]], %[[K]]]
// CHECK: %[[B:.*]] = vector.load %[[W]][%[[K]], %[[J]]] : memref<64x16xf32>, vector<4xf32>
// CHECK: %[[AS:.*]] = vector.broadcast %[[A]] : f32 to vector<4xf32>
// CHECK: %[[P:.*]] = arith.mulf %[[AS]], %[[B]] : vector<4xf32>
// CHECK: arith.addf %{{.*}}, %[[P]] : vector<4xf32>
// Each element is loaded once for the tile.
// CHECK-COUNT-1: vector.load %[[W]]
// CHECK-COUNT-1: memref.load %[[X]]
// CHECK-NOT: load
// CHECK: scf.yield
// CHECK: vector.store %[[SUMS]]#0, %[[Y]][%[[I]], %[[J]]]
// CHECK-COUNT-3: vector.store %[[SUMS]]
// CHECK-NOT: linalg
// CHECK: return
func.func @tiles(%x: memref<4x64xf32>, %w: memref<64x16xf32>, %y: memref<4x16xf32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x16xf32>) outs(%y : memref<4x16xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// Of 7 rows, one is a tile of its own.
// CHECK-LABEL: func.func @static_rest
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C6:.*]] = arith.constant 6 : index
// CHECK: scf.for %{{.*}} = %[[C0]] to %[[C6]] step %[[C2]] {
// CHECK: scf.for {{.*}} -> (vector<4xf32>, vector<4xf32>) {
// CHECK: scf.for {{.*}} -> (vector<4xf32>) {
// CHECK: memref.load %{{.*}}[%[[C6]], %{{.*}}]
// CHECK: vector.store %{{.*}}, %{{.*}}[%[[C6]], %[[C0]]]
// CHECK-NOT: scf.for
// CHECK: return
func.func @static_rest(%x: memref<7x64xf32>, %w: memref<64x4xf32>, %y: memref<7x4xf32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<7x64xf32>, memref<64x4xf32>) outs(%y : memref<7x4xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// Of a number of rows known at run time up to 5 are left: 4 together, then one
// after the other.
// CHECK-LABEL: func.func @dynamic_rest
// CHECK-SAME: %[[X:.*]]: memref<?x64xf32>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C6:.*]] = arith.constant 6 : index
// CHECK: %[[N:.*]] = memref.dim %[[X]], %[[C0]]
// CHECK: %[[END:.*]] = affine.apply #[[SIXES]]()[%[[N]]]
// CHECK: scf.for %{{.*}} = %[[C0]] to %[[END]] step %[[C6]] {
// CHECK: %{{.*}}:6 = scf.for
// CHECK: scf.for %{{.*}} = %[[END]] to %[[LAST:.*]] step %[[C4]] {
// CHECK: %{{.*}}:4 = scf.for
// CHECK: scf.for %{{.*}} = %[[LAST]] to %[[N]] step %[[C1]] {
// CHECK: scf.for {{.*}} -> (vector<4xf32>) {
// CHECK: return
func.func @dynamic_rest(%x: memref<?x64xf32>, %w: memref<64x4xf32>, %y: memref<?x4xf32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<?x64xf32>, memref<64x4xf32>) outs(%y : memref<?x4xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 6, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// A loop that stands twice is cut into blocks of 4 and these into tiles of 2; the
// last block has one row less.
// CHECK-LABEL: func.func @blocks
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C2:.*]] = arith.constant 2 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C7:.*]] = arith.constant 7 : index
// CHECK: scf.for %[[BLOCK:.*]] = %[[C0]] to %[[C7]] step %[[C4]] {
// CHECK: %[[END:.*]] = affine.min
// CHECK: scf.for %{{.*}} = %[[C0]] to %{{.*}} step %[[C4]] {
// CHECK: scf.for %{{.*}} = %[[BLOCK]] to %[[EVEN:.*]] step %[[C2]] {
// CHECK: vector.store
// CHECK: vector.store
// CHECK: %[[ODD:.*]] = arith.cmpi slt, %[[EVEN]], %[[END]] : index
// CHECK: scf.if %[[ODD]] {
// CHECK: vector.store
// CHECK-NOT: vector.store
// CHECK: return
func.func @blocks(%x: memref<7x8xf32>, %y: memref<7x8xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<7x8xf32>) outs(%y : memref<7x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4, 1 by 4, 0 by 2], 4 lanes of 1>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// Loops that a schedule leaves out step by one, parallel ones outside of those
// that it has.
// CHECK-LABEL: func.func @left_out
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C3:.*]] = arith.constant 3 : index
// CHECK-DAG: %[[C5:.*]] = arith.constant 5 : index
// CHECK: scf.for %[[I:.*]] = %[[C0]] to %[[C5]] step %[[C1]] {
// CHECK: scf.for %[[J:.*]] = %[[C0]] to %{{.*}} step %[[C3]] {
// CHECK: scf.for {{.*}} -> (f32, f32, f32) {
// CHECK-COUNT-3: memref.store
// CHECK: return
func.func @left_out(%x: memref<5x64xf32>, %w: memref<64x6xf32>, %y: memref<5x6xf32>) {
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<5x64xf32>, memref<64x6xf32>) outs(%y : memref<5x6xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 3]>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// What the sums begin with is the constant of a fill before, which goes; it stays
// where something reads it first.
// CHECK-LABEL: func.func @start
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<4x64xf32>, %[[W:[a-z0-9]*]]: memref<64x4xf32>, %[[Y:[a-z0-9]*]]: memref<4x4xf32>
// CHECK: %[[ZEROS:.*]] = arith.constant dense<0.000000e+00> : vector<4xf32>
// CHECK-NOT: linalg.fill
// CHECK-NOT: load %[[Y]]
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %[[ZEROS]])
// CHECK: return
func.func @start(%x: memref<4x64xf32>, %w: memref<64x4xf32>, %y: memref<4x4xf32>) {
  %z = arith.constant 0.0 : f32
  linalg.fill ins(%z : f32) outs(%y : memref<4x4xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x4xf32>) outs(%y : memref<4x4xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 1, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// CHECK-LABEL: func.func @start_read_before
// CHECK-SAME: %[[Y:[a-z0-9]*]]: memref<4x4xf32>
// CHECK: linalg.fill {{.*}} outs(%[[Y]]
// CHECK: memref.load %[[Y]]
// CHECK: vector.load %[[Y]]
// CHECK: return
func.func @start_read_before(%y: memref<4x4xf32>, %x: memref<4x64xf32>, %w: memref<64x4xf32>) -> f32 {
  %z = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  linalg.fill ins(%z : f32) outs(%y : memref<4x4xf32>)
  %e = memref.load %y[%c0, %c0] : memref<4x4xf32>
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x4xf32>) outs(%y : memref<4x4xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 1, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return %e : f32
}

// An op without a schedule is left alone.
// CHECK-LABEL: func.func @unscheduled
// CHECK: linalg.generic
func.func @unscheduled(%x: memref<7x8xf32>, %y: memref<7x8xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<7x8xf32>) outs(%y : memref<7x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}
