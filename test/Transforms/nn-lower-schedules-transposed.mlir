// Vectors whose lanes lie apart in the output are transposed with their neighbours
// and stored row by row.
// RUN: nn-opt %s --nn-lower-schedules=masked-vectors --canonicalize --cse | FileCheck %s --check-prefixes=CHECK,MASKED
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s --check-prefixes=CHECK,EVEN

#in = affine_map<(i, j) -> (j, i)>
#out = affine_map<(i, j) -> (i, j)>

// In steps of one, then of two.
// CHECK-LABEL: func.func @square
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<4x4xf32>, %[[Y:[a-z0-9]*]]: memref<4x4xf32>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK: %[[A:.*]] = vector.load %[[X]][%[[C0]], %[[C0]]]
// CHECK: %[[B:.*]] = vector.load %[[X]][%[[C1]], %[[C0]]]
// CHECK: %[[E:.*]] = vector.shuffle %[[A]], %[[B]] [0, 4, 2, 6]
// CHECK: %[[F:.*]] = vector.shuffle %[[A]], %[[B]] [1, 5, 3, 7]
// CHECK: %[[G:.*]] = vector.shuffle %{{.*}}, %{{.*}} [0, 4, 2, 6]
// CHECK: %[[H:.*]] = vector.shuffle %{{.*}}, %{{.*}} [1, 5, 3, 7]
// CHECK: %[[ROW0:.*]] = vector.shuffle %[[E]], %[[G]] [0, 1, 4, 5]
// CHECK: vector.shuffle %[[E]], %[[G]] [2, 3, 6, 7]
// CHECK: %[[ROW1:.*]] = vector.shuffle %[[F]], %[[H]] [0, 1, 4, 5]
// CHECK: vector.store %[[ROW0]], %[[Y]][%[[C0]], %[[C0]]]
// CHECK: vector.store %[[ROW1]], %[[Y]][%[[C1]], %[[C0]]]
// CHECK-COUNT-2: vector.store
// CHECK-NOT: store
// CHECK: return
func.func @square(%x: memref<4x4xf32>, %y: memref<4x4xf32>) {
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<4x4xf32>) outs(%y : memref<4x4xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 4], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    linalg.yield %a : f32
  }
  return
}

// Three columns: a row is stored in part, or two of it and one by one. Of the
// last four lanes three count.
// CHECK-LABEL: func.func @rests
// MASKED: %[[THREE:.*]] = vector.constant_mask [3]
// MASKED-COUNT-7: vector.maskedstore %{{.*}}[%{{.*}}, %{{.*}}], %[[THREE]]
// EVEN: vector.store %{{.*}} : memref<7x3xf32>, vector<2xf32>
// EVEN: memref.store
// CHECK: return
func.func @rests(%x: memref<3x7xf32>, %y: memref<7x3xf32>) {
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<3x7xf32>) outs(%y : memref<7x3xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 3, 0 by 4], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    linalg.yield %a : f32
  }
  return
}
