// A parameter that is laid out anew is not transformed, too.
// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-drop-unit-loops --nn-winograd="vector-bits=512 vector-registers=32 masked-vectors" | FileCheck %s

// CHECK: nn.param @turned : {{.*}} = #nn.relaid<@w, #{{[a-z0-9]+}}>
// CHECK-NOT: nn.relaid
nn.param @w : tensor<64x64x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @turned : tensor<64x64x3x3xf32> = #nn.relaid<@w, affine_map<(d0, d1, d2, d3) -> (d0, d1, d3, d2)>>
func.func @f(%x: tensor<1x64x16x16xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @turned : tensor<64x64x3x3xf32>
  %y = nn.conv %x, %w padding [1, 1, 1, 1] : (tensor<1x64x16x16xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}
