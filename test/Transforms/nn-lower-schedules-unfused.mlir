// Ops behind one with a schedule that are computed by themselves: the buffer in
// between is written and read.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>
#id = affine_map<(i, j) -> (i, j)>

// Two ops read the result.
// CHECK-LABEL: func.func @second_reader
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @second_reader(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xf32>, %v: memref<4x8xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%v : memref<4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// One element of it is read elsewhere.
// CHECK-LABEL: func.func @loaded
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: memref.load %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @loaded(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xf32>, %v: memref<1xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  %c0 = arith.constant 0 : index
  %e = memref.load %t[%c0, %c0] : memref<4x8xf32>
  memref.store %e, %v[%c0] : memref<1xf32>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// What the product reads is overwritten before the op that follows.
// CHECK-LABEL: func.func @input_overwritten
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: memref.store
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @input_overwritten(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  %c0 = arith.constant 0 : index
  memref.store %z, %x[%c0, %c0] : memref<4x64xf32>
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// Or by a linalg op, through a view.
// CHECK-LABEL: func.func @input_overwritten_by_op
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.fill
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @input_overwritten_by_op(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  %v = memref.subview %x[1, 0] [2, 64] [1, 1] : memref<4x64xf32> to memref<2x64xf32, strided<[64, 1], offset: 64>>
  linalg.fill ins(%z : f32) outs(%v : memref<2x64xf32, strided<[64, 1], offset: 64>>)
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// Or by that op itself.
// CHECK-LABEL: func.func @input_is_output
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @input_is_output(%x: memref<4x8xf32>, %w: memref<8x8xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x8xf32>, memref<8x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%x : memref<4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// It is computed under a condition only.
// CHECK-LABEL: func.func @in_branch
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: scf.if
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @in_branch(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xf32>, %if: i1) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  scf.if %if {
    linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
        ins(%t : memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
    ^bb0(%a: f32, %c: f32):
      %s = arith.negf %a : f32
      linalg.yield %s : f32
    }
  }
  return
}

// It is a sum of rows, not element by element.
// CHECK-LABEL: func.func @sums
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @sums(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#id, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<4xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %a, %c : f32
    linalg.yield %s : f32
  }
  return
}

// It reads every element several times.
// CHECK-LABEL: func.func @repeated
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @repeated(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<3x4x8xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [affine_map<(b, i, j) -> (i, j)>, affine_map<(b, i, j) -> (b, i, j)>], iterator_types = ["parallel", "parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<3x4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}

// It reads the result at two places.
// CHECK-LABEL: func.func @other_places
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @other_places(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xf32>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#id, affine_map<(i, j) -> (3 - i, j)>, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t, %t : memref<4x8xf32>, memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  }
  return
}

// Its results are none that vectors hold.
// CHECK-LABEL: func.func @booleans
// CHECK: %[[T:.*]] = memref.alloc
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @booleans(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xi1>) {
  %z = arith.constant 0.0 : f32
  %t = memref.alloc() : memref<4x8xf32>
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<4x8xi1>) {
  ^bb0(%a: f32, %c: i1):
    %s = arith.cmpf olt, %a, %z : f32
    linalg.yield %s : i1
  }
  return
}

// The buffer is one of the entry.
// CHECK-LABEL: func.func @output
// CHECK-SAME: %[[T:[a-z0-9]*]]: memref<4x8xf32>)
// CHECK: vector.store %{{.*}}, %[[T]]
// CHECK: linalg.generic {{.*}} ins(%[[T]]
func.func @output(%x: memref<4x64xf32>, %w: memref<64x8xf32>, %y: memref<4x8xf32>, %t: memref<4x8xf32>) {
  %z = arith.constant 0.0 : f32
  linalg.fill ins(%z : f32) outs(%t : memref<4x8xf32>)
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<4x64xf32>, memref<64x8xf32>) outs(%t : memref<4x8xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 0 by 2, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%t : memref<4x8xf32>) outs(%y : memref<4x8xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.negf %a : f32
    linalg.yield %s : f32
  }
  return
}
