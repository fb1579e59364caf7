// Dot products that are none of the op or of the processor.
// RUN: nn-opt %s --nn-lower-schedules='vector-bits=256 dot-units=avx512vnni' --split-input-file --verify-diagnostics

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k floordiv 4, j, k mod 4)>
#y = affine_map<(i, j, k) -> (i, j)>
func.func @too_wide(%x: memref<2x8xi8>, %w: memref<2x16x4xi8>, %y: memref<2x16xi32>) {
  // expected-error @below {{cannot be lowered by its schedule: the processor has no dot products of 4 such elements in 16 lanes}}
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<2x8xi8>, memref<2x16x4xi8>) outs(%y : memref<2x16xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 2 by 4], 16 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k floordiv 2, j, k mod 2)>
#y = affine_map<(i, j, k) -> (i, j)>
func.func @no_such_size(%x: memref<2x8xi8>, %w: memref<4x8x2xi8>, %y: memref<2x8xi32>) {
  // expected-error @below {{cannot be lowered by its schedule: the processor has no dot products of 2 such elements in 8 lanes}}
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<2x8xi8>, memref<4x8x2xi8>) outs(%y : memref<2x8xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 2 by 2], 8 lanes of 1, dots of 2 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#y = affine_map<(i, j, k) -> (i, j)>
func.func @layout(%x: memref<2x8xi8>, %w: memref<8x8xi8>, %y: memref<2x8xi32>) {
  // expected-error @below {{cannot be lowered by its schedule: a factor is not laid out for dot products}}
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<2x8xi8>, memref<8x8xi8>) outs(%y : memref<2x8xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 2 by 4], 8 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k floordiv 4, j, k mod 4)>
#y = affine_map<(i, j, k) -> (i, j)>
func.func @no_products(%x: memref<2x8xi8>, %w: memref<2x8x4xi8>, %y: memref<2x8xi32>) {
  // expected-error @below {{cannot be lowered by its schedule: it does not sum products of extended elements}}
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<2x8xi8>, memref<2x8x4xi8>) outs(%y : memref<2x8xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 2 by 4], 8 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.maxsi %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k floordiv 4, j, k mod 4)>
#y = affine_map<(i, j, k) -> (i, j)>
func.func @unknown_extent(%x: memref<2x?xi8>, %w: memref<?x8x4xi8>, %y: memref<2x8xi32>) {
  // expected-error @below {{cannot be lowered by its schedule: dot products need a reduction of known extent}}
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<2x?xi8>, memref<?x8x4xi8>) outs(%y : memref<2x8xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 2 by 4], 8 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, j, k)>
#w = affine_map<(i, j, k) -> (k floordiv 4, j, k mod 4)>
#y = affine_map<(i, j, k) -> (i, j)>
func.func @both_vary(%x: memref<2x8x8xi8>, %w: memref<2x8x4xi8>, %y: memref<2x8xi32>) {
  // expected-error @below {{cannot be lowered by its schedule: dot products need one factor that is the same in all lanes, and one that is not}}
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<2x8x8xi8>, memref<2x8x4xi8>) outs(%y : memref<2x8xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 2 by 4], 8 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k floordiv 4, j, k mod 4)>
#y = affine_map<(i, j, k) -> (i, j)>
func.func @diagonal(%x: memref<2x8xi8>, %w: memref<8x2x8x4xi8>, %y: memref<2x8xi32>) {
  // expected-error @below {{cannot be lowered by its schedule: a factor is not laid out for dot products}}
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<2x8xi8>, memref<8x2x8x4xi8>) outs(%y : memref<2x8xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 2 by 4], 8 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// -----

#x = affine_map<(i, j, k, r) -> (i, k, r)>
#w = affine_map<(i, j, k, r) -> (r, k floordiv 4, j, k mod 4)>
#y = affine_map<(i, j, k, r) -> (i, j)>
func.func @parts_of_another_loop(%x: memref<2x8x4xi8>, %w: memref<4x2x8x4xi8>, %y: memref<2x8xi32>) {
  // expected-error @below {{cannot be lowered by its schedule: it has partial sums of several loops}}
  linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %w : memref<2x8x4xi8>, memref<4x2x8x4xi8>) outs(%y : memref<2x8xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 8, 3 by 2], 8 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}
