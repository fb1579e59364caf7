// Schedules that were given to ops that do not admit them.
// RUN: nn-opt %s --nn-choose-schedules --split-input-file --verify-diagnostics

#row = affine_map<(i, j) -> (i, j)>
func.func @no_such_loop(%x: tensor<48x64xf32>, %y: tensor<48x64xf32>) -> tensor<48x64xf32> {
  // expected-error @below {{'linalg.generic' op does not admit its schedule: it names loop 2 of 2}}
  %0 = linalg.generic {indexing_maps = [#row, #row], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<48x64xf32>) outs(%y : tensor<48x64xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 1, 2 by 12]>} {
  ^bb0(%a: f32, %b: f32):
    linalg.yield %a : f32
  } -> tensor<48x64xf32>
  return %0 : tensor<48x64xf32>
}

// -----

#box = affine_map<(i, j, k) -> (i, j, k)>
#one = affine_map<(i, j, k) -> (i)>
// Rows of sums that are added up in another order than the op says.
func.func @other_order(%x: tensor<4x8x6xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @below {{'linalg.generic' op does not admit its schedule: the order of a reduction is given}}
  %0 = linalg.generic {indexing_maps = [#box, #one], iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%x : tensor<4x8x6xf32>) outs(%y : tensor<4xf32>) attrs = {nn.schedule = #nn.schedule<[0 by 4, 2 by 1]>} {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @no_loops() -> tensor<4xf32> {
  // expected-error @below {{'tensor.empty' op cannot have a schedule; only a 'linalg.generic' can}}
  %0 = tensor.empty() {nn.schedule = #nn.schedule<[0 by 1]>} : tensor<4xf32>
  return %0 : tensor<4xf32>
}
