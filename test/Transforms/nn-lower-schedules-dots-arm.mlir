// The instructions of Arm take two factors of one kind, or one without and one with a sign.
// RUN: nn-opt %s --nn-lower-schedules='dot-units=dotprod,i8mm,bf16' | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w4 = affine_map<(i, j, k) -> (k floordiv 4, j, k mod 4)>
#w2 = affine_map<(i, j, k) -> (k floordiv 2, j, k mod 2)>
#y = affine_map<(i, j, k) -> (i, j)>

// CHECK-LABEL: func.func @signed
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.sdot"(%{{.*}}) : (vector<4xi32>, vector<16xi8>, vector<16xi8>) -> vector<4xi32>
func.func @signed(%x: memref<1x8xi8>, %w: memref<2x4x4xi8>, %y: memref<1x4xi32>) {
  linalg.generic {indexing_maps = [#x, #w4, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<1x8xi8>, memref<2x4x4xi8>) outs(%y : memref<1x4xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 1, 2 by 4], 4 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// CHECK-LABEL: func.func @mixed
// CHECK: %[[X:.*]] = vector.bitcast {{.*}} to vector<16xi8>
// CHECK: %[[W:.*]] = vector.load {{.*}}, vector<16xi8>
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.usdot"(%{{.*}}, %[[W]], %[[X]])
func.func @mixed(%x: memref<1x8xi8>, %w: memref<2x4x4xi8>, %y: memref<1x4xi32>) {
  linalg.generic {indexing_maps = [#x, #w4, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<1x8xi8>, memref<2x4x4xi8>) outs(%y : memref<1x4xi32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 1, 2 by 4], 4 lanes of 1, dots of 4 of 2>} {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extui %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  }
  return
}

// CHECK-LABEL: func.func @halves
// CHECK: llvm.call_intrinsic "llvm.aarch64.neon.bfdot"(%{{.*}}) : (vector<4xf32>, vector<8xbf16>, vector<8xbf16>) -> vector<4xf32>
func.func @halves(%x: memref<1x8xbf16>, %w: memref<4x4x2xbf16>, %y: memref<1x4xf32>) {
  linalg.generic {indexing_maps = [#x, #w2, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : memref<1x8xbf16>, memref<4x4x2xbf16>) outs(%y : memref<1x4xf32>)
      attrs = {nn.schedule = #nn.schedule<[1 by 4, 0 by 1, 2 by 2], 4 lanes of 1, dots of 2 of 2>} {
  ^bb0(%a: bf16, %b: bf16, %c: f32):
    %p = arith.extf %a : bf16 to f32
    %q = arith.extf %b : bf16 to f32
    %m = arith.mulf %p, %q {nn.tiny_is_zero} : f32
    %s = arith.addf %c, %m fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}
