// Tiles in parallel parts: of an entry, with work for two parts.
// RUN: nn-opt %s --pass-pipeline="builtin.module(func.func(nn-lower-schedules),cse)" | FileCheck %s
// RUN: nn-opt %s --pass-pipeline="builtin.module(func.func(nn-lower-schedules{part-cycles=0}))" | FileCheck %s --check-prefix=NONE
// NONE-NOT: nn.parallel

#a = affine_map<(i, j, k) -> (i, k)>
#b = affine_map<(i, j, k) -> (k, j)>
#c = affine_map<(i, j, k) -> (i, j)>

// The columns are cut: 16 tiles of 16, where rows have 11 of 6. The part begins
// and ends where tiles do.
// CHECK-DAG: #[[END:.*]] = affine_map<(d0) -> (d0 * 16, 250)>
// CHECK-DAG: #[[BEGIN:.*]] = affine_map<(d0) -> (d0 * 16)>
// CHECK-LABEL: @product
// CHECK: %[[COUNT:.*]] = arith.constant 16 : index
// CHECK: nn.parallel %[[COUNT]] grain
// CHECK-NEXT: ^bb0(%[[B:.*]]: index, %[[E:.*]]: index):
// CHECK-DAG: affine.min #[[END]](%[[E]])
// CHECK-DAG: affine.apply #[[BEGIN]](%[[B]])
// CHECK: scf.for
func.func @product(%x: memref<64x128xf32>, %y: memref<128x250xf32>, %z: memref<64x250xf32>) attributes {nn.signature = {}} {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %y : memref<64x128xf32>, memref<128x250xf32>) outs(%z : memref<64x250xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 6, 2 by 1], 8 lanes of 1>} {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %m = arith.mulf %p, %q : f32
    %s = arith.addf %m, %r : f32
    linalg.yield %s : f32
  }
  return
}

// Of few columns and many rows, the rows are cut, into tiles; blocks of 24 rows
// are inside.
// CHECK-LABEL: @rows
// CHECK: %[[COUNT:.*]] = arith.constant 167 : index
// CHECK: nn.parallel %[[COUNT]] grain
// CHECK: %[[BLOCK:.*]] = arith.constant 24 : index
// CHECK: scf.for %{{.*}} = %{{.*}} to %{{.*}} step %[[BLOCK]]
func.func @rows(%x: memref<1000x128xf32>, %y: memref<128x16xf32>, %z: memref<1000x16xf32>) attributes {nn.signature = {}} {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %y : memref<1000x128xf32>, memref<128x16xf32>) outs(%z : memref<1000x16xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 24, 1 by 16, 0 by 6, 2 by 1], 8 lanes of 1>} {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %m = arith.mulf %p, %q : f32
    %s = arith.addf %m, %r : f32
    linalg.yield %s : f32
  }
  return
}

// Of extents that show at run time, the grain does.
// CHECK-LABEL: @unknown
// CHECK-SAME: %[[X:[^:]*]]: memref<?x128xf32>
// CHECK: %[[ROWS:.*]] = memref.dim %[[X]]
// CHECK: %[[SOME:.*]] = arith.maxui %[[ROWS]]
// CHECK: %[[CYCLES:.*]] = arith.muli %{{.*}}, %[[SOME]] : index
// CHECK: %[[GRAIN:.*]] = arith.ceildivui %{{.*}}, %[[CYCLES]] : index
// CHECK: nn.parallel %{{.*}} grain %[[GRAIN]]
func.func @unknown(%x: memref<?x128xf32>, %y: memref<128x256xf32>, %z: memref<?x256xf32>) attributes {nn.signature = {}} {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %y : memref<?x128xf32>, memref<128x256xf32>) outs(%z : memref<?x256xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 6, 2 by 1], 8 lanes of 1>} {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %m = arith.mulf %p, %q : f32
    %s = arith.addf %m, %r : f32
    linalg.yield %s : f32
  }
  return
}

// Too small; and no entry.
// CHECK-LABEL: @small
// CHECK-NOT: nn.parallel
func.func @small(%x: memref<16x16xf32>, %y: memref<16x16xf32>, %z: memref<16x16xf32>) attributes {nn.signature = {}} {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %y : memref<16x16xf32>, memref<16x16xf32>) outs(%z : memref<16x16xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 6, 2 by 1], 8 lanes of 1>} {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %m = arith.mulf %p, %q : f32
    %s = arith.addf %m, %r : f32
    linalg.yield %s : f32
  }
  return
}

// CHECK-LABEL: @subroutine
// CHECK-NOT: nn.parallel
func.func private @subroutine(%x: memref<64x128xf32>, %y: memref<128x250xf32>, %z: memref<64x250xf32>) {
  linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %y : memref<64x128xf32>, memref<128x250xf32>) outs(%z : memref<64x250xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 16, 0 by 6, 2 by 1], 8 lanes of 1>} {
  ^bb0(%p: f32, %q: f32, %r: f32):
    %m = arith.mulf %p, %q : f32
    %s = arith.addf %m, %r : f32
    linalg.yield %s : f32
  }
  return
}

