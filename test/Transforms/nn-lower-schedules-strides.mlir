// How lanes lie in memory: side by side, apart, or all at one place.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

// CHECK: #[[TWO:.*]] = affine_map<(d0) -> (d0 + 2)>

// Lanes that lie apart are stored one by one, and loaded one by one.
// CHECK-LABEL: func.func @apart
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<8x2xf32>, %[[Y:[a-z0-9]*]]: memref<2xf32, strided<[3]>>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK: scf.for %[[K:[a-z0-9]*]] =
// CHECK: %[[A:.*]] = memref.load %[[X]][%[[K]], %[[C0]]]
// CHECK: %[[B:.*]] = memref.load %[[X]][%[[K]], %[[C1]]]
// CHECK: vector.from_elements %[[A]], %[[B]] : vector<2xf32>
// CHECK: %[[FIRST:.*]] = vector.extract %{{.*}}[0]
// CHECK: memref.store %[[FIRST]], %[[Y]][%[[C0]]]
// CHECK: %[[SECOND:.*]] = vector.extract %{{.*}}[1]
// CHECK: memref.store %[[SECOND]], %[[Y]][%[[C1]]]
// CHECK: return
func.func @apart(%x: memref<8x2xf32>, %y: memref<2xf32, strided<[3]>>) {
  %x1 = memref.cast %x : memref<8x2xf32> to memref<8x2xf32, strided<[?, ?], offset: ?>>
  linalg.generic {indexing_maps = [affine_map<(i, k) -> (k, i)>, affine_map<(i, k) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%x1 : memref<8x2xf32, strided<[?, ?], offset: ?>>) outs(%y : memref<2xf32, strided<[3]>>)
      attrs = {nn.schedule = #nn.schedule<[0 by 2, 1 by 1], 2 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  }
  return
}

// An axis that is not the last one of the output, as a channel of an image.
// CHECK-LABEL: func.func @not_last
// CHECK-SAME: %[[Y:[a-z0-9]*]]: memref<2x16xf32>
// CHECK: vector.load %{{.*}} : memref<16x2xf32>, vector<2xf32>
// CHECK: memref.store %{{.*}}, %[[Y]][%[[C0:.*]], %[[I:.*]]]
// CHECK: memref.store %{{.*}}, %[[Y]][%[[C1:.*]], %[[I]]]
// CHECK: return
func.func @not_last(%x: memref<16x2xf32>, %y: memref<2x16xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j, i)>], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<16x2xf32>) outs(%y : memref<2x16xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 2], 2 lanes of 1>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// A window moves by two rows, in vectors along the columns.
// CHECK-LABEL: func.func @window
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<5x11xf32>
// CHECK: scf.for %[[K:[a-z0-9]*]] =
// CHECK: vector.load %[[X]][%[[K]], %{{.*}}] : memref<5x11xf32>, vector<8xf32>
// CHECK: %[[NEXT:.*]] = affine.apply #[[TWO]](%[[K]])
// CHECK: vector.load %[[X]][%[[NEXT]], %{{.*}}] : memref<5x11xf32>, vector<8xf32>
// CHECK: return
func.func @window(%x: memref<5x11xf32>, %y: memref<2x8xf32>) {
  %w = memref.alloc() : memref<3x4xf32>
  linalg.generic {indexing_maps = [affine_map<(i, j, k, l) -> (i * 2 + k, j + l)>, affine_map<(i, j, k, l) -> (k, l)>, affine_map<(i, j, k, l) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %w : memref<5x11xf32>, memref<3x4xf32>) outs(%y : memref<2x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 2, 1 by 8, 2 by 1, 3 by 1], 8 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// What is the same in all lanes is loaded and computed once.
// CHECK-LABEL: func.func @uniform
// CHECK: %[[A:.*]] = memref.load
// CHECK: %[[B:.*]] = vector.load
// CHECK: %[[E:.*]] = math.exp %[[A]] : f32
// CHECK: %[[ES:.*]] = vector.broadcast %[[E]] : f32 to vector<4xf32>
// CHECK: arith.mulf %[[ES]], %[[B]] : vector<4xf32>
// CHECK: return
func.func @uniform(%x: memref<8xf32>, %w: memref<8x4xf32>, %y: memref<8x4xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%x, %w : memref<8xf32>, memref<8x4xf32>) outs(%y : memref<8x4xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 4], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %e = math.exp %a : f32
    %s = arith.mulf %e, %b : f32
    linalg.yield %s : f32
  }
  return
}

// An index of the vector loop counts along the lanes, another is one number.
// CHECK-LABEL: func.func @index
// CHECK: scf.for %[[I:[a-z0-9]*]] =
// CHECK: scf.for %[[J:[a-z0-9]*]] =
// CHECK-DAG: %[[STEPS:.*]] = vector.step : vector<4xindex>
// CHECK-DAG: %[[JS:.*]] = vector.broadcast %[[J]] : index to vector<4xindex>
// CHECK-DAG: %[[LANES:.*]] = arith.addi %[[JS]], %[[STEPS]] : vector<4xindex>
// CHECK-DAG: %[[M:.*]] = arith.index_cast %[[LANES]] : vector<4xindex> to vector<4xi32>
// CHECK-DAG: %[[N:.*]] = arith.index_cast %[[I]] : index to i32
// CHECK-DAG: %[[NS:.*]] = vector.broadcast %[[N]] : i32 to vector<4xi32>
// CHECK: arith.muli %[[NS]], %[[M]]
// CHECK: return
func.func @index(%y: memref<8x16xi32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      outs(%y : memref<8x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 4], 4 lanes of 1>} {
  ^bb0(%c: i32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %n = arith.index_cast %i : index to i32
    %m = arith.index_cast %j : index to i32
    %s = arith.muli %n, %m : i32
    linalg.yield %s : i32
  }
  return
}
