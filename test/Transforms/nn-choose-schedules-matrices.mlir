// Products of narrow elements are matrices where the processor has registers for them.
// RUN: nn-opt %s --nn-choose-schedules='vector-bits=512 vector-registers=32 masked-vectors dot-units=avx512vnni,amx-int8,amx-bf16' | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#y = affine_map<(i, j, k) -> (i, j)>

// CHECK-LABEL: func.func @bytes
// CHECK: ins(%{{.*}} : tensor<2x32x32x4xi8>
// CHECK: nn.schedule = #nn.schedule<[{{[01]}} by 32, {{[01]}} by 32, 2 by 4], 16 lanes of {{[01]}}, dots of 4 of 2, matrices of {{[01]}}>
func.func @bytes(%x: tensor<64x128xi8>, %w: tensor<64x128xi8>, %y: tensor<64x64xi32>) -> tensor<64x64xi32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<64x128xi8>, tensor<64x128xi8>) outs(%y : tensor<64x64xi32>) {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  } -> tensor<64x64xi32>
  return %0 : tensor<64x64xi32>
}

// CHECK-LABEL: func.func @halves
// CHECK: dots of 2 of 2, matrices of {{[01]}}>
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

// There dot products of bf16 in vectors are slow: where there are too few rows, elements are extended.
// CHECK-LABEL: func.func @few_rows
// CHECK-NOT: {{dots|matrices}}
// CHECK: return
func.func @few_rows(%x: tensor<8x64xbf16>, %w: tensor<12x64xbf16>, %y: tensor<8x12xf32>) -> tensor<8x12xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x64xbf16>, tensor<12x64xbf16>) outs(%y : tensor<8x12xf32>) {
  ^bb0(%a: bf16, %b: bf16, %c: f32):
    %p = arith.extf %a : bf16 to f32
    %q = arith.extf %b : bf16 to f32
    %m = arith.mulf %p, %q {nn.tiny_is_zero} : f32
    %s = arith.addf %c, %m fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<8x12xf32>
  return %0 : tensor<8x12xf32>
}

// Bytes in vectors are not.
// CHECK-LABEL: func.func @few_bytes
// CHECK: dots of 4 of 2>
func.func @few_bytes(%x: tensor<8x128xi8>, %w: tensor<12x128xi8>, %y: tensor<8x12xi32>) -> tensor<8x12xi32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<8x128xi8>, tensor<12x128xi8>) outs(%y : tensor<8x12xi32>) {
  ^bb0(%a: i8, %b: i8, %c: i32):
    %p = arith.extsi %a : i8 to i32
    %q = arith.extsi %b : i8 to i32
    %m = arith.muli %p, %q : i32
    %s = arith.addi %c, %m : i32
    linalg.yield %s : i32
  } -> tensor<8x12xi32>
  return %0 : tensor<8x12xi32>
}
