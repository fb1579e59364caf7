// Buffers that live at the same time lie apart, others share; each begins at a
// multiple of 64 bytes.
// RUN: nn-opt %s --nn-plan-memory --canonicalize | FileCheck %s

// 16 bytes of b lie behind the 100 of a and c, which are not live together: 128
// and 64 are 192.
// CHECK-LABEL: func.func private @k.plan() -> (i1, index, index)
// CHECK-DAG: %[[TRUE:.*]] = arith.constant true
// CHECK-DAG: %[[BYTES:.*]] = arith.constant 192 : index
// CHECK: return %[[TRUE]], %[[BYTES]], %{{.*}} : i1, index, index
// CHECK-LABEL: func.func @k.kernel
// CHECK-SAME: %[[WS:[a-z0-9]*]]: memref<?xi8>)
// CHECK-DAG: %[[A:.*]] = memref.view %[[WS]][%c0][] : memref<?xi8> to memref<4xf32>
// CHECK-DAG: %[[B:.*]] = memref.view %[[WS]][%c128][] : memref<?xi8> to memref<4xf32>
// CHECK-DAG: %[[C:.*]] = memref.view %[[WS]][%c0][] : memref<?xi8> to memref<100xi8>
// CHECK-NOT: memref.alloc
func.func @k.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "k", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %v = arith.constant 1.0 : f32
  %a = memref.alloc() : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  memref.store %v, %a[%c0] : memref<4xf32>
  %0 = memref.load %a[%c0] : memref<4xf32>
  memref.store %0, %b[%c0] : memref<4xf32>
  %c = memref.alloc() : memref<100xi8>
  %i = arith.constant 7 : i8
  memref.store %i, %c[%c0] : memref<100xi8>
  %2 = memref.load %b[%c0] : memref<4xf32>
  memref.store %2, %y[%c0] : memref<4xf32>
  return
}
