// Why copies are left.
// RUN: nn-opt %s --nn-lower-copies=report --verify-diagnostics -o /dev/null

func.func @arguments(%x: memref<4xf32>, %y: memref<4xf32>, %wide: memref<9xf32>, %n: memref<?xf32>, %m: memref<?xf32>) {
  // expected-remark @below {{copy of 16 bytes: an argument of the function is returned}}
  memref.copy %x, %y : memref<4xf32> to memref<4xf32>
  %part = memref.subview %wide[5] [4] [1] : memref<9xf32> to memref<4xf32, strided<[1], offset: 5>>
  // expected-remark @below {{copy of 16 bytes: an argument of the function becomes part of a result}}
  memref.copy %x, %part : memref<4xf32> to memref<4xf32, strided<[1], offset: 5>>
  // expected-remark @below {{copy: an argument of the function is returned}}
  memref.copy %n, %m : memref<?xf32> to memref<?xf32>
  return
}

memref.global "private" constant @one : memref<4xf32> = dense<1.0>

func.func @values(%x: memref<4xf32>, %y: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1.0 : f32
  %constant = memref.get_global @one : memref<4xf32>
  // expected-remark @below {{copy of 16 bytes: a constant is returned}}
  memref.copy %constant, %y : memref<4xf32> to memref<4xf32>
  %wide = memref.alloc() : memref<9xf32>
  %part = memref.subview %wide[5] [4] [1] : memref<9xf32> to memref<4xf32, strided<[1], offset: 5>>
  %a = memref.alloc() : memref<4xf32>
  memref.store %c1, %a[%c0] : memref<4xf32>
  // expected-remark @below {{copy of 16 bytes: a value becomes part of a larger tensor, and is needed later}}
  memref.copy %a, %part : memref<4xf32> to memref<4xf32, strided<[1], offset: 5>>
  // expected-remark @below {{copy of 16 bytes: a value becomes part of a larger tensor, but is computed elsewhere}}
  memref.copy %a, %part : memref<4xf32> to memref<4xf32, strided<[1], offset: 5>>
  %square = memref.alloc() : memref<2x2xf32>
  memref.store %c1, %square[%c0, %c0] : memref<2x2xf32>
  %flat = memref.collapse_shape %square [[0, 1]] : memref<2x2xf32> into memref<4xf32>
  // expected-remark @below {{copy of 16 bytes: a value becomes part of a larger tensor, reshaped}}
  memref.copy %flat, %part : memref<4xf32> to memref<4xf32, strided<[1], offset: 5>>
  return
}

func.func @changed(%x: memref<4xf32>, %y: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1.0 : f32
  %a = memref.alloc() : memref<4xf32>
  // expected-remark @below {{copy of 16 bytes: an argument of the function is needed after an op has written to the copy}}
  memref.copy %x, %a : memref<4xf32> to memref<4xf32>
  memref.store %c1, %a[%c0] : memref<4xf32>
  %wide = memref.alloc() : memref<4x9xf32>
  %column = memref.subview %wide[0, 3] [4, 1] [1, 1] : memref<4x9xf32> to memref<4x1xf32, strided<[9, 1], offset: 3>>
  %b = memref.alloc() : memref<4x1xf32>
  // expected-remark @below {{copy of 16 bytes: a part of a value is needed in one piece, to be reshaped}}
  memref.copy %column, %b : memref<4x1xf32, strided<[9, 1], offset: 3>> to memref<4x1xf32>
  %c = memref.collapse_shape %b [[0, 1]] : memref<4x1xf32> into memref<4xf32>
  %0 = memref.load %c[%c0] : memref<4xf32>
  memref.store %0, %y[%c0] : memref<4xf32>
  return
}

func.func @loop(%x: memref<4xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %a = memref.alloc() : memref<4xf32>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%state = %a) -> memref<4xf32> {
    %next = memref.alloc() : memref<4xf32>
    %0 = memref.load %state[%i] : memref<4xf32>
    memref.store %0, %next[%c0] : memref<4xf32>
    // expected-remark @below {{copy of 16 bytes: a loop reads its state while it computes the next}}
    memref.copy %next, %state : memref<4xf32> to memref<4xf32>
    scf.yield %state : memref<4xf32>
  }
  return
}

// What a pass copies for a reason of its own; a copy to itself is none.
func.func @given(%x: memref<4xf32>, %y: memref<4xf32>) {
  // expected-remark @below {{copy of 16 bytes: an op reads it backwards}}
  linalg.generic {indexing_maps = [affine_map<(i) -> (3 - i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%x : memref<4xf32>) outs(%y : memref<4xf32>) attrs = {nn.copy_reason = "an op reads it backwards"} {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  }
  memref.copy %x, %x : memref<4xf32> to memref<4xf32>
  linalg.copy ins(%x : memref<4xf32>) outs(%x : memref<4xf32>)
  return
}
