// RUN: nn-opt %s --nn-lower-copies | FileCheck %s

// CHECK-LABEL: func.func @strided
// CHECK-SAME: (%[[SOURCE:.*]]: memref<4x?xf32>, %[[TARGET:.*]]: memref<4x?xf32, strided<[8, 2], offset: ?>>)
// CHECK-NOT: memref.copy
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]} ins(%[[SOURCE]] : {{.*}}) outs(%[[TARGET]] :
// CHECK: ^bb0(%[[IN:.*]]: f32, %{{.*}}: f32):
// CHECK: linalg.yield %[[IN]] : f32
func.func @strided(%source: memref<4x?xf32>, %target: memref<4x?xf32, strided<[8, 2], offset: ?>>) {
  memref.copy %source, %target : memref<4x?xf32> to memref<4x?xf32, strided<[8, 2], offset: ?>>
  return
}

// A scalar is a nest without loops.
// CHECK-LABEL: func.func @scalar
// CHECK: linalg.generic {{.*}} iterator_types = []}
func.func @scalar(%source: memref<f32>, %target: memref<f32>) {
  memref.copy %source, %target : memref<f32> to memref<f32>
  return
}

// CHECK-LABEL: func.func @itself
// CHECK-NEXT: return
func.func @itself(%buffer: memref<4xf32>) {
  memref.copy %buffer, %buffer : memref<4xf32> to memref<4xf32>
  return
}
