// Products of narrow elements are dot products where the processor has them.
// RUN: nn-opt %s --nn-choose-schedules='vector-bits=512 vector-registers=32 masked-vectors dot-units=avx512vnni,avx512bf16' | FileCheck %s
// RUN: nn-opt %s --nn-choose-schedules='vector-bits=128 vector-registers=32 dot-units=dotprod' | FileCheck %s --check-prefix=ARM
// RUN: nn-opt %s --nn-choose-schedules='vector-bits=256 vector-registers=16' | FileCheck %s --check-prefix=NONE
// RUN: not nn-opt %s --nn-choose-schedules='dot-units=avx512vnni,fp8' 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN: unknown unit for dot products 'fp8'

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#y = affine_map<(i, j, k) -> (i, j)>

// The factor that differs in the lanes is copied so that four of a lane lie side by side.
// CHECK-LABEL: func.func @bytes
// CHECK: linalg.generic
// CHECK-SAME: ins(%{{.*}} : tensor<64x64xi8>) outs(%{{.*}} : tensor<[[PACKED:.*]]x4xi8>)
// CHECK: linalg.generic
// CHECK-SAME: ins(%{{.*}}, %{{.*}} : tensor<64x64xi8>, tensor<[[PACKED]]x4xi8>)
// CHECK-SAME: nn.schedule = #nn.schedule<[{{.*}}, 2 by 4], 16 lanes of 1, dots of 4 of 2>
// ARM-LABEL: func.func @bytes
// ARM: 4 lanes of 1, dots of 4 of 2>
// NONE-LABEL: func.func @bytes
// NONE-NOT: dots
func.func @bytes(%x: tensor<64x64xi8>, %w: tensor<64x64xi8>, %y: tensor<64x64xi32>) -> tensor<64x64xi32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<64x64xi8>, tensor<64x64xi8>) outs(%y : tensor<64x64xi32>) {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  } -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// DotProd of Arm takes two factors of one kind.
// CHECK-LABEL: func.func @mixed_signs
// CHECK: dots of 4 of 2>
// ARM-LABEL: func.func @mixed_signs
// ARM-NOT: dots
// ARM: return
func.func @mixed_signs(%x: tensor<64x64xi8>, %w: tensor<64x64xi8>, %y: tensor<64x64xi32>) -> tensor<64x64xi32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<64x64xi8>, tensor<64x64xi8>) outs(%y : tensor<64x64xi32>) {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extui %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %m, %c : i32
    linalg.yield %s : i32
  } -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// CHECK-LABEL: func.func @halves
// CHECK: dots of 2 of 2>
func.func @halves(%x: tensor<64x64xbf16>, %w: tensor<64x64xbf16>, %y: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<64x64xbf16>, tensor<64x64xbf16>) outs(%y : tensor<64x64xf32>) {
  ^bb0(%a: bf16, %b: bf16, %c: f32):
    %p = arith.extf %a : bf16 to f32
    %q = arith.extf %b : bf16 to f32
    %m = arith.mulf %p, %q {nn.tiny_is_zero} : f32
    %s = arith.addf %c, %m fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<64x64xf32>
  return %0 : tensor<64x64xf32>
}

// Products of f32 keep subnormal numbers, whatever they were before.
// CHECK-LABEL: func.func @extended_halves
// CHECK-NOT: dots
// CHECK: return
func.func @extended_halves(%x: tensor<64x64xbf16>, %w: tensor<64x64xbf16>, %y: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<64x64xbf16>, tensor<64x64xbf16>) outs(%y : tensor<64x64xf32>) {
  ^bb0(%a: bf16, %b: bf16, %c: f32):
    %p = arith.extf %a : bf16 to f32
    %q = arith.extf %b : bf16 to f32
    %m = arith.mulf %p, %q : f32
    %s = arith.addf %c, %m fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<64x64xf32>
  return %0 : tensor<64x64xf32>
}

// What is laid out is the factor whose extent is known.
// CHECK-LABEL: func.func @unknown_extent
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %{{.*}} : tensor<{{.*}}x4xi8>, tensor<64x?xi8>)
// CHECK-SAME: 16 lanes of 0, dots of 4 of 2>
func.func @unknown_extent(%x: tensor<64x64xi8>, %w: tensor<64x?xi8>, %y: tensor<64x64xi32>) -> tensor<64x64xi32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<64x64xi8>, tensor<64x?xi8>) outs(%y : tensor<64x64xi32>) {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  } -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// Without an instruction, elements that many products use are extended once.
// CHECK-LABEL: func.func @half_floats
// CHECK: linalg.generic
// CHECK-SAME: ins(%{{.*}} : tensor<64x64xf16>) outs(%{{.*}} : tensor<64x64xf32>)
// CHECK: arith.extf
// CHECK: linalg.generic {{.*}}"reduction"]} ins(%{{.*}} : tensor<64x64xf32>, tensor<64x64xf32>)
// CHECK-NOT: arith.extf
// CHECK: return
func.func @half_floats(%x: tensor<64x64xf16>, %w: tensor<64x64xf32>, %y: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<64x64xf16>, tensor<64x64xf32>) outs(%y : tensor<64x64xf32>) {
  ^bb0(%a: f16, %b: f32, %c: f32):
    %p = arith.extf %a : f16 to f32
    %m = arith.mulf %p, %b : f32
    %s = arith.addf %c, %m fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<64x64xf32>
  return %0 : tensor<64x64xf32>
}

// The last product would not be whole: only parameters are filled up.
// CHECK-LABEL: func.func @uneven
// CHECK-NOT: dots
// CHECK: return
func.func @uneven(%x: tensor<64x63xi8>, %w: tensor<64x63xi8>, %y: tensor<64x64xi32>) -> tensor<64x64xi32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<64x63xi8>, tensor<64x63xi8>) outs(%y : tensor<64x64xi32>) {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  } -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// The factor in lanes is alone in telling how many iterations the loop of dot
// products has: taken apart, its axes no longer do.
// CHECK-LABEL: func.func @window
// CHECK-NOT: dots
// CHECK: return
func.func @window(%x: tensor<1x16x71xi8>, %w: tensor<64x16x8xi8>, %y: tensor<1x64x64xi32>) -> tensor<1x64x64xi32> {
  %0 = linalg.generic {
      indexing_maps = [affine_map<(o, p, c, k) -> (0, c, p + k)>, affine_map<(o, p, c, k) -> (o, c, k)>,
                       affine_map<(o, p, c, k) -> (0, o, p)>],
      iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %w : tensor<1x16x71xi8>, tensor<64x16x8xi8>) outs(%y : tensor<1x64x64xi32>) {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  } -> tensor<1x64x64xi32>
  return %0 : tensor<1x64x64xi32>
}
