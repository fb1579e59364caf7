// RUN: nn-opt %s --nn-compute-in-place --split-input-file | FileCheck %s

#id = affine_map<(d0, d1) -> (d0, d1)>

// Two results that become interleaved parts of one buffer, from a row on that is
// known at run time.
// CHECK-LABEL: func.func @interleaved
// CHECK: %[[B:.*]] = memref.alloc() : memref<8x8xf32>
// CHECK-DAG: %[[X:.*]] = memref.subview %[[B]][%arg1, 0] [4, 4] [1, 2]
// CHECK-DAG: %[[Y:.*]] = memref.subview %[[B]][%arg1, 1] [4, 4] [1, 2]
// CHECK: linalg.generic {{.*}} outs(%[[X]], %[[Y]] :
// CHECK-NOT: memref.copy
// CHECK: return
func.func @interleaved(%x: memref<4x4xf32>, %row: index) -> memref<8x8xf32> {
  %b = memref.alloc() : memref<8x8xf32>
  %p = memref.alloc() : memref<4x4xf32>
  %q = memref.alloc() : memref<4x4xf32>
  linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : memref<4x4xf32>) outs(%p, %q : memref<4x4xf32>, memref<4x4xf32>) {
  ^bb0(%e: f32, %o: f32, %r: f32):
    %n = arith.negf %e : f32
    linalg.yield %e, %n : f32, f32
  }
  %s = memref.subview %b[%row, 0] [4, 4] [1, 2] : memref<8x8xf32> to memref<4x4xf32, strided<[8, 2], offset: ?>>
  memref.copy %p, %s : memref<4x4xf32> to memref<4x4xf32, strided<[8, 2], offset: ?>>
  %t = memref.subview %b[%row, 1] [4, 4] [1, 2] : memref<8x8xf32> to memref<4x4xf32, strided<[8, 2], offset: ?>>
  memref.copy %q, %t : memref<4x4xf32> to memref<4x4xf32, strided<[8, 2], offset: ?>>
  return %b : memref<8x8xf32>
}

// -----

#id = affine_map<(d0, d1) -> (d0, d1)>

// Neighbouring parts, of which one begins a known number of rows after the other.
// CHECK-LABEL: func.func @apart
// CHECK-NOT: memref.copy
// CHECK: return
func.func @apart(%x: memref<4x8xf32>, %row: index) -> memref<16x8xf32> {
  %c4 = arith.constant 4 : index
  %b = memref.alloc() : memref<16x8xf32>
  %p = memref.alloc() : memref<4x8xf32>
  %q = memref.alloc() : memref<4x8xf32>
  linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : memref<4x8xf32>) outs(%p, %q : memref<4x8xf32>, memref<4x8xf32>) {
  ^bb0(%e: f32, %o: f32, %r: f32):
    linalg.yield %e, %e : f32, f32
  }
  %s = memref.subview %b[%row, 0] [4, 8] [1, 1] : memref<16x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  memref.copy %p, %s : memref<4x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  %next = arith.addi %row, %c4 : index
  %t = memref.subview %b[%next, 0] [4, 8] [1, 1] : memref<16x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  memref.copy %q, %t : memref<4x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  return %b : memref<16x8xf32>
}

// -----

#id = affine_map<(d0, d1) -> (d0, d1)>

// Parts that overlap: the second copy decides what lies in both.
// CHECK-LABEL: func.func @overlap
// CHECK: linalg.generic
// CHECK: memref.copy
// CHECK-NOT: memref.copy
// CHECK: return
func.func @overlap(%x: memref<4x8xf32>, %row: index) -> memref<16x8xf32> {
  %c3 = arith.constant 3 : index
  %b = memref.alloc() : memref<16x8xf32>
  %p = memref.alloc() : memref<4x8xf32>
  %q = memref.alloc() : memref<4x8xf32>
  linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]} ins(%x : memref<4x8xf32>) outs(%p, %q : memref<4x8xf32>, memref<4x8xf32>) {
  ^bb0(%e: f32, %o: f32, %r: f32):
    %n = arith.negf %e : f32
    linalg.yield %e, %n : f32, f32
  }
  %s = memref.subview %b[%row, 0] [4, 8] [1, 1] : memref<16x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  memref.copy %p, %s : memref<4x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  %next = arith.addi %row, %c3 : index
  %t = memref.subview %b[%next, 0] [4, 8] [1, 1] : memref<16x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  memref.copy %q, %t : memref<4x8xf32> to memref<4x8xf32, strided<[8, 1], offset: ?>>
  return %b : memref<16x8xf32>
}

// -----

#id = affine_map<(d0) -> (d0)>

// What is read between, what is read by the op itself, and what is read later
// stays where it is.
// CHECK-LABEL: func.func @read_between
// CHECK: memref.copy
func.func @read_between(%x: memref<4xf32>) -> (memref<8xf32>, memref<8xf32>) {
  %b = memref.alloc() : memref<8xf32>
  %z = memref.alloc() : memref<8xf32>
  %p = memref.alloc() : memref<4xf32>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<4xf32>) outs(%p : memref<4xf32>) {
  ^bb0(%e: f32, %o: f32):
    linalg.yield %e : f32
  }
  linalg.copy ins(%b : memref<8xf32>) outs(%z : memref<8xf32>)
  %s = memref.subview %b[0] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1]>>
  memref.copy %p, %s : memref<4xf32> to memref<4xf32, strided<[1]>>
  return %b, %z : memref<8xf32>, memref<8xf32>
}

// CHECK-LABEL: func.func @read_by_itself
// CHECK: memref.copy
func.func @read_by_itself(%b: memref<8xf32>) {
  %p = memref.alloc() : memref<4xf32>
  %r = memref.subview %b[2] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1], offset: 2>>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%r : memref<4xf32, strided<[1], offset: 2>>) outs(%p : memref<4xf32>) {
  ^bb0(%e: f32, %o: f32):
    linalg.yield %e : f32
  }
  %s = memref.subview %b[0] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1]>>
  memref.copy %p, %s : memref<4xf32> to memref<4xf32, strided<[1]>>
  return
}

// CHECK-LABEL: func.func @read_later
// CHECK: memref.copy
func.func @read_later(%x: memref<4xf32>, %b: memref<8xf32>) -> memref<4xf32> {
  %p = memref.alloc() : memref<4xf32>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<4xf32>) outs(%p : memref<4xf32>) {
  ^bb0(%e: f32, %o: f32):
    linalg.yield %e : f32
  }
  %s = memref.subview %b[0] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1]>>
  memref.copy %p, %s : memref<4xf32> to memref<4xf32, strided<[1]>>
  return %p : memref<4xf32>
}

// The sum begins with what the buffer holds.
// CHECK-LABEL: func.func @accumulates
// CHECK: memref.copy
func.func @accumulates(%x: memref<4xf32>, %b: memref<8xf32>) {
  %p = memref.alloc() : memref<4xf32>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<4xf32>) outs(%p : memref<4xf32>) {
  ^bb0(%e: f32, %o: f32):
    %n = arith.addf %e, %o : f32
    linalg.yield %n : f32
  }
  %s = memref.subview %b[0] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1]>>
  memref.copy %p, %s : memref<4xf32> to memref<4xf32, strided<[1]>>
  return
}

// The index of the part is only known later.
// CHECK-LABEL: func.func @index_later
// CHECK: memref.copy
func.func @index_later(%x: memref<4xf32>, %b: memref<8xf32>, %i: memref<index>) {
  %p = memref.alloc() : memref<4xf32>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<4xf32>) outs(%p : memref<4xf32>) {
  ^bb0(%e: f32, %o: f32):
    linalg.yield %e : f32
  }
  %at = memref.load %i[] : memref<index>
  %s = memref.subview %b[%at] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1], offset: ?>>
  memref.copy %p, %s : memref<4xf32> to memref<4xf32, strided<[1], offset: ?>>
  return
}

// Elements are read in the body, in another order.
// CHECK-LABEL: func.func @read_in_body
// CHECK: memref.copy
func.func @read_in_body(%x: memref<4xindex>, %b: memref<8xf32>) {
  %p = memref.alloc() : memref<4xf32>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : memref<4xindex>) outs(%p : memref<4xf32>) {
  ^bb0(%e: index, %o: f32):
    %v = memref.load %b[%e] : memref<8xf32>
    linalg.yield %v : f32
  }
  %s = memref.subview %b[0] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1]>>
  memref.copy %p, %s : memref<4xf32> to memref<4xf32, strided<[1]>>
  return
}
