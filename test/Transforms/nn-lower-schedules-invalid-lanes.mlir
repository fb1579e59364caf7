// Lanes that the pass cannot halve, and lanes beside partial sums of another loop.
// RUN: nn-opt %s --nn-lower-schedules --split-input-file --verify-diagnostics

#row = affine_map<(i, j, k) -> (i, j, k)>
#one = affine_map<(i, j, k) -> (i)>
func.func @parts_and_lanes(%x: memref<4x5x10xf32>, %y: memref<4xf32>) {
  // expected-error @below {{cannot be lowered by its schedule: it has partial sums of several loops}}
  linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%x : memref<4x5x10xf32>) outs(%y : memref<4xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 2], 4 lanes of 2>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  }
  return
}
