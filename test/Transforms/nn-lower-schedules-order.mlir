// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

// The input of which a tile reads fewer values keeps them in registers; of the
// other, each value is loaded, used for all of them, and gone.
#row = affine_map<(m, n, k) -> (m, k)>
#column = affine_map<(m, n, k) -> (k, n)>
#result = affine_map<(m, n, k) -> (m, n)>

// Two rows and three vectors: one vector after the other.
// CHECK-LABEL: func @wide
// CHECK-SAME: %[[X:.*]]: memref<2x64xf32>, %[[W:.*]]: memref<64x12xf32>
// CHECK: scf.for
// CHECK: memref.load %[[X]]
// CHECK-NEXT: vector.load %[[W]]
// CHECK: memref.load %[[X]]
// CHECK-NOT: load
// CHECK: vector.load %[[W]]
// CHECK-NOT: load
// CHECK-COUNT-2: arith.addf
// CHECK-NEXT: vector.load %[[W]]
func.func @wide(%x: memref<2x64xf32>, %w: memref<64x12xf32>, %y: memref<2x12xf32>) {
  linalg.generic {indexing_maps = [#row, #column, #result], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %w : memref<2x64xf32>, memref<64x12xf32>) outs(%y : memref<2x12xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 2, 1 by 12, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}

// Three rows and two vectors: one row after the other.
// CHECK-LABEL: func @tall
// CHECK-SAME: %[[X:.*]]: memref<3x64xf32>, %[[W:.*]]: memref<64x8xf32>
// CHECK: scf.for
// CHECK: memref.load %[[X]]
// CHECK-NEXT: vector.load %[[W]]
// CHECK: vector.load %[[W]]
// CHECK-NOT: load
// CHECK: memref.load %[[X]]
// CHECK-NOT: load
// CHECK: memref.load %[[X]]
func.func @tall(%x: memref<3x64xf32>, %w: memref<64x8xf32>, %y: memref<3x8xf32>) {
  linalg.generic {indexing_maps = [#row, #column, #result], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x, %w : memref<3x64xf32>, memref<64x8xf32>) outs(%y : memref<3x8xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 3, 1 by 8, 2 by 1], 4 lanes of 1>} {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  }
  return
}
