// Copies of every element type and layout; nothing else changes.
// RUN: nn-opt %s --nn-lower-copies | FileCheck %s

// CHECK-LABEL: func.func @types
// CHECK-COUNT-3: linalg.generic {{.*}} iterator_types = ["parallel"]}
// CHECK-NOT: memref.copy
func.func @types(%a: memref<4xi1>, %b: memref<4xi1>, %c: memref<?xbf16>, %d: memref<?xbf16>, %e: memref<4xindex>, %f: memref<4xindex>) {
  memref.copy %a, %b : memref<4xi1> to memref<4xi1>
  memref.copy %c, %d : memref<?xbf16> to memref<?xbf16>
  memref.copy %e, %f : memref<4xindex> to memref<4xindex>
  return
}

// Inside of loops, too.
// CHECK-LABEL: func.func @loop
// CHECK: scf.for
// CHECK-NEXT: linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]}
func.func @loop(%a: memref<2x?xf32>, %b: memref<2x?xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    memref.copy %a, %b : memref<2x?xf32> to memref<2x?xf32>
  }
  return
}

// CHECK-LABEL: func.func @unchanged
// CHECK: memref.load
// CHECK-NEXT: memref.store
// CHECK-NEXT: return
func.func @unchanged(%a: memref<4xf32>, %b: memref<4xf32>, %i: index) {
  %0 = memref.load %a[%i] : memref<4xf32>
  memref.store %0, %b[%i] : memref<4xf32>
  return
}
