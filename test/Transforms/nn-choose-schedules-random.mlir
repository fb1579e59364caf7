// Schedules at random: the same for the same seed, others for others, and no less
// valid. What has a schedule keeps it.
// RUN: rm -rf %t && mkdir -p %t
// RUN: for seed in 1 2 3 4 5 6 7 8; do \
// RUN:   nn-opt %s --nn-choose-schedules=random-seed=$seed -o %t/$seed.mlir && \
// RUN:   nn-opt %s --nn-choose-schedules=random-seed=$seed -o %t/again.mlir && \
// RUN:   diff %t/$seed.mlir %t/again.mlir && \
// RUN:   nn-opt %t/$seed.mlir --nn-choose-schedules -o %t/checked.mlir || exit 1; done
// RUN: FileCheck %s < %t/1.mlir
// RUN: cat %t/?.mlir | grep -o 'nn.schedule = .*>}' | sort -u | wc -l | FileCheck %s --check-prefix=COUNT
// COUNT: {{^}}{{[1-9][0-9]}}

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (k, j)>
#y = affine_map<(i, j, k) -> (i, j)>

// CHECK-LABEL: func.func @product
// CHECK: nn.schedule = #nn.schedule<
func.func @product(%x: tensor<48x64xf32>, %w: tensor<64x96xf32>, %y: tensor<48x96xf32>) -> tensor<48x96xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<48x64xf32>, tensor<64x96xf32>) outs(%y : tensor<48x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<48x96xf32>
  return %0 : tensor<48x96xf32>
}

// The order of this sum is given: no partial sums, no lanes of loop 2.
// CHECK-LABEL: func.func @in_order
func.func @in_order(%x: tensor<48x64xf32>, %w: tensor<64x96xf32>, %y: tensor<48x96xf32>) -> tensor<48x96xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<48x64xf32>, tensor<64x96xf32>) outs(%y : tensor<48x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<48x96xf32>
  return %0 : tensor<48x96xf32>
}

#row = affine_map<(i, j) -> (i, j)>
// CHECK-LABEL: func.func @given
// CHECK: nn.schedule = #nn.schedule<[0 by 1, 1 by 12]>
func.func @given(%x: tensor<48x64xf32>, %y: tensor<48x64xf32>) -> tensor<48x64xf32> {
  %0 = linalg.generic {indexing_maps = [#row, #row], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<48x64xf32>) outs(%y : tensor<48x64xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 12]>} {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  } -> tensor<48x64xf32>
  return %0 : tensor<48x64xf32>
}
