// Lanes that read every second element take them from two vectors.
// RUN: nn-opt %s --nn-lower-schedules=masked-vectors --canonicalize --cse | FileCheck %s

#in = affine_map<(i) -> (i * 2)>
#out = affine_map<(i) -> (i)>

// The second vector ends with the last element that is read: there is none
// behind it. Of 4 of 6, three are left: two vectors of five and one element.
// CHECK-LABEL: func.func @every_second
// CHECK-SAME: %[[X:[a-z0-9]*]]: memref<13xf32>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK-DAG: %[[C3:.*]] = arith.constant 3 : index
// CHECK-DAG: %[[C8:.*]] = arith.constant 8 : index
// CHECK-DAG: %[[C11:.*]] = arith.constant 11 : index
// CHECK: %[[LOW:.*]] = vector.load %[[X]][%[[C0]]] : memref<13xf32>, vector<4xf32>
// CHECK: %[[HIGH:.*]] = vector.load %[[X]][%[[C3]]] : memref<13xf32>, vector<4xf32>
// CHECK: vector.shuffle %[[LOW]], %[[HIGH]] [0, 2, 5, 7]
// CHECK: %[[ALL:.*]] = vector.load %[[X]][%[[C8]]] : memref<13xf32>, vector<4xf32>
// CHECK: %[[ONE:.*]] = vector.constant_mask [2] : vector<4xi1>
// CHECK: %[[REST:.*]] = vector.maskedload %[[X]][%[[C11]]], %[[ONE]]
// CHECK: vector.shuffle %[[ALL]], %[[REST]] [0, 2, 5, 7]
// CHECK: return
func.func @every_second(%x: memref<13xf32>, %y: memref<7xf32>) {
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel"]}
      ins(%x : memref<13xf32>) outs(%y : memref<7xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// Of an extent known at run time, so many places count.
// CHECK-LABEL: func.func @dynamic
// CHECK-COUNT-2: vector.load
// CHECK: vector.shuffle
// CHECK: vector.create_mask
// CHECK: vector.maskedload
// CHECK: vector.create_mask
// CHECK: vector.maskedload
// CHECK: vector.shuffle
// CHECK: vector.maskedstore
// CHECK: return
func.func @dynamic(%x: memref<?xf32>, %y: memref<?xf32>) {
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["parallel"]}
      ins(%x : memref<?xf32>) outs(%y : memref<?xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}
