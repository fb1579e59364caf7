// Schedules that are none for the op that has them.
// RUN: nn-opt %s --nn-lower-schedules --split-input-file --verify-diagnostics

#id = affine_map<(i, j) -> (i, j)>
func.func @no_such_loop(%x: memref<8x8xf32>, %y: memref<8x8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: it names loop 2 of 2}}
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<8x8xf32>) outs(%y : memref<8x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 2, 2 by 4]>} {
  ^bb0(%a: f32, %c: f32):
    linalg.yield %a : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
func.func @uneven_blocks(%x: memref<8x8xf32>, %y: memref<8x8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: its blocks are no multiples of its tiles}}
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<8x8xf32>) outs(%y : memref<8x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 6, 1 by 4, 0 by 4]>} {
  ^bb0(%a: f32, %c: f32):
    linalg.yield %a : f32
  }
  return
}

// -----

#row = affine_map<(i, k) -> (i, k)>
#one = affine_map<(i, k) -> (i)>
func.func @blocks_of_a_reduction(%x: memref<8x8xf32>, %y: memref<8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: a loop that reduces is cut twice}}
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<8x8xf32>) outs(%y : memref<8xf32>) attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 1, 1 by 1]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}

// -----

#box = affine_map<(i, j, k) -> (i, j, k)>
#one = affine_map<(i, j, k) -> (i)>
func.func @parts_of_two_loops(%x: memref<8x8x8xf32>, %y: memref<8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: it has partial sums of several loops}}
  linalg.generic {indexing_maps = [#box, #one], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%x : memref<8x8x8xf32>) outs(%y : memref<8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 2, 2 by 4]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
func.func @no_result(%x: memref<8x8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: the op has no result}}
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<8x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 2]>} {
  ^bb0(%a: f32):
    linalg.yield
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
func.func @no_such_vector_loop(%x: memref<8x8xf32>, %y: memref<8x8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: its vector loop is not one of the op}}
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<8x8xf32>) outs(%y : memref<8x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 2], 4 lanes of 2>} {
  ^bb0(%a: f32, %c: f32):
    linalg.yield %a : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
func.func @booleans(%x: memref<8x8xi1>, %y: memref<8x8xi1>) {
  // expected-error @below {{cannot be lowered by its schedule: the op does not compute in vectors}}
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<8x8xi1>) outs(%y : memref<8x8xi1>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 4], 4 lanes of 1>} {
  ^bb0(%a: i1, %c: i1):
    linalg.yield %a : i1
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
func.func @elsewhere(%x: memref<8x8xf32>, %y: memref<8x8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: the op does not compute in vectors}}
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]}
      outs(%y : memref<8x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 4], 4 lanes of 1>} {
  ^bb0(%c: f32):
    %i = linalg.index 0 : index
    %e = memref.load %x[%i, %i] : memref<8x8xf32>
    linalg.yield %e : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
func.func @not_all_loops(%x: memref<8x8xf32>, %y: memref<8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: an output is not indexed by exactly the parallel loops}}
  linalg.generic {indexing_maps = [#id, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "parallel"]}
      ins(%x : memref<8x8xf32>) outs(%y : memref<8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 2]>} {
  ^bb0(%a: f32, %c: f32):
    linalg.yield %a : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
func.func @reduction_in_output(%x: memref<8x8xf32>, %y: memref<8x8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: an output is not indexed by exactly the parallel loops}}
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<8x8xf32>) outs(%y : memref<8x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 2]>} {
  ^bb0(%a: f32, %c: f32):
    linalg.yield %a : f32
  }
  return
}

// -----

#row = affine_map<(i, k) -> (i, k)>
#one = affine_map<(i, k) -> (i)>
func.func @ordered_parts(%x: memref<8x8xf32>, %y: memref<8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: the order of a reduction is given}}
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<8x8xf32>) outs(%y : memref<8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 2]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  }
  return
}

// -----

#row = affine_map<(i, k) -> (i, k)>
#one = affine_map<(i, k) -> (i)>
func.func @ordered_lanes(%x: memref<8x8xf32>, %y: memref<8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: the order of a reduction is given}}
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<8x8xf32>) outs(%y : memref<8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  }
  return
}

// -----

// One of two results has an order.
#row = affine_map<(i, k) -> (i, k)>
#one = affine_map<(i, k) -> (i)>
func.func @ordered_result(%x: memref<8x8xf32>, %y: memref<8xf32>, %z: memref<8xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: the order of a reduction is given}}
  linalg.generic {indexing_maps = [#row, #one, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<8x8xf32>) outs(%y, %z : memref<8xf32>, memref<8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 2]>} {
  ^bb0(%a: f32, %c: f32, %d: f32):
    %s = arith.maximumf %c, %a : f32
    %t = arith.addf %d, %a : f32
    linalg.yield %s, %t : f32, f32
  }
  return
}
