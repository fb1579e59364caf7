// RUN: nn-opt %s --nn-choose-schedules | FileCheck %s
// RUN: nn-opt %s --nn-choose-schedules="vector-bits=256" | FileCheck %s --check-prefix=WIDE
// RUN: nn-opt %s --nn-choose-schedules="vector-bits=512 vector-registers=32" | FileCheck %s --check-prefix=WIDEST
// RUN: nn-opt %s --nn-choose-schedules="vector-bits=512 vector-registers=32 masked-vectors" | FileCheck %s --check-prefix=MASKED

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// Columns of a product lie in lanes, as many as a vector has. A tile has several
// rows and vectors: more of them where there are more registers.
// CHECK-LABEL: func.func @product
// CHECK: nn.schedule = #nn.schedule<[1 by {{8|12|16}}, 0 by {{[2-6]}}, 2 by 1], 4 lanes of 1>
// WIDE-LABEL: func.func @product
// WIDE: nn.schedule = #nn.schedule<[1 by {{16|24|32}}, 0 by {{[2-6]}}, 2 by 1], 8 lanes of 1>
// WIDEST-LABEL: func.func @product
// WIDEST: nn.schedule = #nn.schedule<[1 by {{32|48|64|96}}, 0 by {{[4-9]|1[0-4]}}, 2 by 1], 16 lanes of 1>
func.func @product(%x: tensor<48x64xf32>, %w: tensor<64x96xf32>, %y: tensor<48x96xf32>) -> tensor<48x96xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<48x64xf32>, tensor<64x96xf32>) outs(%y : tensor<48x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<48x96xf32>
  return %0 : tensor<48x96xf32>
}

// Half as many elements of twice the width fill a vector.
// CHECK-LABEL: func.func @doubles
// CHECK: nn.schedule = #nn.schedule<{{.*}}, 2 lanes of 1>
// WIDE-LABEL: func.func @doubles
// WIDE: nn.schedule = #nn.schedule<{{.*}}, 4 lanes of 1>
func.func @doubles(%x: tensor<48x64xf64>, %w: tensor<64x96xf64>, %y: tensor<48x96xf64>) -> tensor<48x96xf64> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<48x64xf64>, tensor<64x96xf64>) outs(%y : tensor<48x96xf64>) {
  ^bb0(%a: f64, %b: f64, %c: f64):
    %p = arith.mulf %a, %b : f64
    %s = arith.addf %c, %p : f64
    linalg.yield %s : f64
  } -> tensor<48x96xf64>
  return %0 : tensor<48x96xf64>
}

// A vector of which lanes stay empty is worth it where masks cost nothing.
// WIDEST-LABEL: func.func @rest
// WIDEST: nn.schedule = #nn.schedule<[1 by 16, {{.*}}], 16 lanes of 1>
// MASKED-LABEL: func.func @rest
// MASKED: nn.schedule = #nn.schedule<[1 by 32, {{.*}}], 16 lanes of 1>
func.func @rest(%x: tensor<48x64xf32>, %w: tensor<64x24xf32>, %y: tensor<48x24xf32>) -> tensor<48x24xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<48x64xf32>, tensor<64x24xf32>) outs(%y : tensor<48x24xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<48x24xf32>
  return %0 : tensor<48x24xf32>
}

// An extent that is known at run time is one like others.
// CHECK-LABEL: func.func @batch
// CHECK: nn.schedule = #nn.schedule<{{.*}}2 by 1], 4 lanes of 1>
func.func @batch(%x: tensor<?x64xf32>, %w: tensor<64x96xf32>, %y: tensor<?x96xf32>) -> tensor<?x96xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x64xf32>, tensor<64x96xf32>) outs(%y : tensor<?x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<?x96xf32>
  return %0 : tensor<?x96xf32>
}

// The vector loop is the one along which operands lie side by side: here the
// first, the second of a transposed tensor.
// CHECK-LABEL: func.func @first_loop
// CHECK: nn.schedule = #nn.schedule<{{.*}}, 4 lanes of 0>
func.func @first_loop(%x: tensor<64x48xf32>, %y: tensor<64x48xf32>) -> tensor<64x48xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (j, i)>], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<64x48xf32>) outs(%y : tensor<64x48xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.mulf %a, %a : f32
    linalg.yield %s : f32
  } -> tensor<64x48xf32>
  return %0 : tensor<64x48xf32>
}

// Where each loop reads one of the operands across, vectors make nothing faster.
// CHECK-LABEL: func.func @across
// CHECK-NOT: nn.schedule
// CHECK: return
func.func @across(%x: tensor<64x48xf32>, %w: tensor<48x64xf32>, %y: tensor<64x48xf32>) -> tensor<64x48xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%x, %w : tensor<64x48xf32>, tensor<48x64xf32>) outs(%y : tensor<64x48xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %s = arith.mulf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<64x48xf32>
  return %0 : tensor<64x48xf32>
}

// A schedule that is there stays.
// CHECK-LABEL: func.func @given
// CHECK: nn.schedule = #nn.schedule<[0 by 3]>
func.func @given(%x: tensor<64x48xf32>, %y: tensor<64x48xf32>) -> tensor<64x48xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<64x48xf32>) outs(%y : tensor<64x48xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 3]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.mulf %a, %a : f32
    linalg.yield %s : f32
  } -> tensor<64x48xf32>
  return %0 : tensor<64x48xf32>
}
