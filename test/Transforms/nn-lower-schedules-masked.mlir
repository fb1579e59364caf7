// What is left of the vector loop: vectors of which some lanes count where the
// target has them, else vectors of half the lanes, a quarter and so on.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s
// RUN: nn-opt %s --nn-lower-schedules="masked-vectors" --canonicalize --cse | FileCheck %s --check-prefix=MASKED

#id = affine_map<(i) -> (i)>

// 15 elements are 8, 4, 2 and 1.
// CHECK-LABEL: func.func @static
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<15xf32>, %[[Y:[a-z0-9]*]]: memref<15xf32>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG: %[[C12:.*]] = arith.constant 12 : index
// CHECK-DAG: %[[C14:.*]] = arith.constant 14 : index
// CHECK-NOT: scf.for
// CHECK: vector.store %{{.*}}, %[[Y]][%[[C0]]] : memref<15xf32>, vector<8xf32>
// CHECK: vector.store %{{.*}}, %[[Y]][%[[C8]]] : memref<15xf32>, vector<4xf32>
// CHECK: vector.store %{{.*}}, %[[Y]][%[[C12]]] : memref<15xf32>, vector<2xf32>
// CHECK: memref.store %{{.*}}, %[[Y]][%[[C14]]] : memref<15xf32>
// CHECK: return
// MASKED-LABEL: func.func @static
// MASKED-SAME: %[[X:[a-z0-9]*]]: memref<15xf32>, %[[Y:[a-z0-9]*]]: memref<15xf32>
// MASKED-DAG: %[[C0:.*]] = arith.constant 0 : index
// MASKED-DAG: %[[C8:.*]] = arith.constant 8 : index
// MASKED: vector.store %{{.*}}, %[[Y]][%[[C0]]] : memref<15xf32>, vector<8xf32>
// MASKED: %[[SEVEN:.*]] = vector.constant_mask [7] : vector<8xi1>
// MASKED: %[[A:.*]] = vector.maskedload %[[X]][%[[C8]]], %[[SEVEN]], %{{.*}} : memref<15xf32>, vector<8xi1>, vector<8xf32> into vector<8xf32>
// MASKED: %[[B:.*]] = arith.negf %[[A]] : vector<8xf32>
// MASKED: vector.maskedstore %[[Y]][%[[C8]]], %[[SEVEN]], %[[B]]
// MASKED-NOT: memref.store
// MASKED: return
func.func @static(%x: memref<15xf32>, %y: memref<15xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<15xf32>) outs(%y : memref<15xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8], 8 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// Only the last vector of a tile is masked: of 22 elements the last 6 are a whole
// vector and 2 lanes of one.
// MASKED-LABEL: func.func @last_vector
// MASKED-SAME: %[[X:[a-z0-9]*]]: memref<22xf32>, %[[Y:[a-z0-9]*]]: memref<22xf32>
// MASKED-DAG: %[[C8:.*]] = arith.constant 8 : index
// MASKED-DAG: %[[C16:.*]] = arith.constant 16 : index
// MASKED-DAG: %[[C20:.*]] = arith.constant 20 : index
// MASKED: scf.for %{{.*}} = %{{.*}} to %[[C16]] step %[[C8]] {
// MASKED: }
// MASKED: %[[TWO:.*]] = vector.constant_mask [2] : vector<4xi1>
// MASKED: vector.load %[[X]][%[[C16]]]
// MASKED: vector.maskedload %[[X]][%[[C20]]], %[[TWO]]
// MASKED: vector.store %{{.*}}, %[[Y]][%[[C16]]]
// MASKED: vector.maskedstore %[[Y]][%[[C20]]], %[[TWO]]
// MASKED-NOT: store
// MASKED: return
func.func @last_vector(%x: memref<22xf32>, %y: memref<22xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<22xf32>) outs(%y : memref<22xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// A number of elements known at run time ends with one masked vector, or element
// by element.
// CHECK-LABEL: func.func @dynamic
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C1:.*]] = arith.constant 1 : index
// CHECK-DAG: %[[C4:.*]] = arith.constant 4 : index
// CHECK-DAG: %[[C8:.*]] = arith.constant 8 : index
// CHECK: %[[N:.*]] = memref.dim
// CHECK: scf.for %{{.*}} = %[[C0]] to %[[TILES:.*]] step %[[C8]] {
// CHECK-COUNT-2: vector.store
// CHECK: scf.for %{{.*}} = %[[TILES]] to %[[VECTORS:.*]] step %[[C4]] {
// CHECK-COUNT-1: vector.store
// CHECK: scf.for %{{.*}} = %[[VECTORS]] to %[[N]] step %[[C1]] {
// CHECK: memref.store
// CHECK: return
// MASKED-LABEL: func.func @dynamic
// MASKED-DAG: %[[C0:.*]] = arith.constant 0 : index
// MASKED-DAG: %[[C4:.*]] = arith.constant 4 : index
// MASKED-DAG: %[[C8:.*]] = arith.constant 8 : index
// MASKED: %[[N:.*]] = memref.dim
// MASKED: scf.for %{{.*}} = %[[C0]] to %{{.*}} step %[[C8]] {
// MASKED: scf.for %[[I:[^ ]+]] = %{{[^ ]+}} to %[[N]] step %[[C4]] {
// MASKED: %[[LEFT:.*]] = arith.subi %[[N]], %[[I]] : index
// MASKED: %[[MASK:.*]] = vector.create_mask %[[LEFT]] : vector<4xi1>
// MASKED: vector.maskedload %{{.*}}[%[[I]]], %[[MASK]]
// MASKED: vector.maskedstore %{{.*}}[%[[I]]], %[[MASK]]
// MASKED: return
func.func @dynamic(%x: memref<?xf32>, %y: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<?xf32>) outs(%y : memref<?xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// What does not lie side by side is not read or written in part: of a rest that is
// known at run time every element comes by itself.
// MASKED-LABEL: func.func @dynamic_strided
// MASKED-NOT: mask
// MASKED: return
func.func @dynamic_strided(%x: memref<?xf32>, %y: memref<?xf32, strided<[2]>>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<?xf32>) outs(%y : memref<?xf32, strided<[2]>>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// Panels are filled up: their last vector is read as a whole.
// MASKED-LABEL: func.func @panels
// MASKED-SAME: %[[X:[a-z0-9]*]]: memref<16xf32>, %[[W:[a-z0-9]*]]: memref<2x16x4xf32>, %[[Y:[a-z0-9]*]]: memref<7xf32>
// MASKED-DAG: %[[C1:.*]] = arith.constant 1 : index
// MASKED: %[[MASK:.*]] = vector.constant_mask [3] : vector<4xi1>
// MASKED: scf.for %[[K:[a-z0-9]*]] =
// MASKED: vector.load %[[W]][%[[C1]], %[[K]], %{{.*}}] : memref<2x16x4xf32>, vector<4xf32>
// MASKED: vector.maskedstore %[[Y]][%{{.*}}], %[[MASK]]
// MASKED: return
func.func @panels(%x: memref<16xf32>, %w: memref<2x16x4xf32>, %y: memref<7xf32>) {
  %z = arith.constant 0.0 : f32
  linalg.fill ins(%z : f32) outs(%y : memref<7xf32>)
  linalg.generic {indexing_maps = [affine_map<(j, k) -> (k)>, affine_map<(j, k) -> (j floordiv 4, k, j mod 4)>, affine_map<(j, k) -> (j)>], iterator_types = ["parallel", "reduction"]}
      ins(%x, %w : memref<16xf32>, memref<2x16x4xf32>) outs(%y : memref<7xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4, 1 by 1], 4 lanes of 0>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// One lane is stored by itself. LLVM 22 makes eight bytes of the one that this stores ('llc -mcpu=znver4', a 'vmovlps'):
//   define void @f(ptr %p, <8 x i64> %v) {
//     %t = trunc <8 x i64> %v to <8 x i8>
//     call void @llvm.masked.store.v8i8.p0(<8 x i8> %t, ptr align 1 %p,
//         <8 x i1> <i1 1, i1 0, i1 0, i1 0, i1 0, i1 0, i1 0, i1 0>)
//     ret void
//   }
// MASKED-LABEL: func.func @one_lane
// MASKED: %[[T:.*]] = arith.trunci %{{.*}} : vector<8xi64> to vector<8xi8>
// MASKED: vector.store %[[T]]
// MASKED: %[[LAST:.*]] = arith.trunci %{{.*}} : vector<8xi64> to vector<8xi8>
// MASKED: %[[FIRST:.*]] = vector.extract %[[LAST]][0] : i8 from vector<8xi8>
// MASKED: memref.store %[[FIRST]]
// MASKED-NOT: vector.maskedstore
// MASKED: return
func.func @one_lane(%x: memref<9xi64>, %y: memref<9xi8>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
      ins(%x : memref<9xi64>) outs(%y : memref<9xi8>)
      attrs = {nn.schedule = #nn.schedule<[0 by 8], 8 lanes of 0>} {
  ^bb0(%a: i64, %c: i8):
    %s = arith.trunci %a : i64 to i8
    linalg.yield %s : i8
  }
  return
}
