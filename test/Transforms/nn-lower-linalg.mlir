// RUN: nn-opt %s --pass-pipeline="builtin.module(func.func(nn-lower-linalg))" | FileCheck %s

// Outer loops whose indices are places that the op writes to are independent.
// CHECK-LABEL: @fill
// CHECK: scf.for
// CHECK-NEXT: scf.for
// CHECK: memref.store
// CHECK-NEXT: } {nn.independent}
// CHECK-NEXT: } {nn.independent}
func.func @fill(%x: memref<4x?xf32>, %zero: f32) {
  linalg.fill ins(%zero : f32) outs(%x : memref<4x?xf32>)
  return
}

// What is behind a reduction is not, nor is the reduction.
// CHECK-LABEL: @inner
// CHECK: scf.for
// CHECK-NEXT: scf.for
// CHECK-NEXT: scf.for
// CHECK: memref.store
// CHECK-NEXT: }
// CHECK-NEXT: }
// CHECK-NEXT: } {nn.independent}
func.func @inner(%x: memref<4x5x6xf32>, %y: memref<4x6xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, k, j) -> (i, k, j)>, affine_map<(i, k, j) -> (i, j)>],
                  iterator_types = ["parallel", "reduction", "parallel"]}
      ins(%x : memref<4x5x6xf32>) outs(%y : memref<4x6xf32>) {
  ^bb0(%a: f32, %sum: f32):
    %s = arith.addf %a, %sum : f32
    linalg.yield %s : f32
  }
  return
}

// Of two outputs, one has the same place in all iterations.
// CHECK-LABEL: @same_place
// CHECK-NOT: nn.independent
func.func @same_place(%x: memref<4xf32>, %y: memref<4xf32>, %z: memref<f32>) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> ()>],
                  iterator_types = ["parallel"]}
      ins(%x : memref<4xf32>) outs(%y, %z : memref<4xf32>, memref<f32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    linalg.yield %a, %a : f32, f32
  }
  return
}
