// Tensors that only begin with one value, an empty one or zeros, have orders of
// their own: the output does not fix that of what lies before it.
// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-choose-layouts="pack-params vector-bits=512 vector-registers=32 masked-vectors" --cse | FileCheck %s

nn.param @w : tensor<16x16x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>

// CHECK-LABEL: func.func @same_shape.kernel
// CHECK: linalg.generic {{.*}} outs(%{{.*}} : tensor<1x7x7x16xf32>)
// CHECK: linalg.generic {{.*}} outs(%{{.*}} : tensor<1x16x7x7xf32>)
// CHECK: return
func.func @same_shape(%x: tensor<1x16x7x7xf32>) -> tensor<1x16x7x7xf32> {
  %w = nn.param_ref @w : tensor<16x16x3x3xf32>
  %a = nn.conv %x, %w padding [1, 1, 1, 1] : (tensor<1x16x7x7xf32>, tensor<16x16x3x3xf32>) -> tensor<1x16x7x7xf32>
  %b = nn.activation #nn.relu, %a : tensor<1x16x7x7xf32>
  %c = nn.conv %b, %w padding [1, 1, 1, 1] : (tensor<1x16x7x7xf32>, tensor<16x16x3x3xf32>) -> tensor<1x16x7x7xf32>
  %d = nn.activation #nn.relu, %c : tensor<1x16x7x7xf32>
  %y = nn.conv %d, %w padding [1, 1, 1, 1] : (tensor<1x16x7x7xf32>, tensor<16x16x3x3xf32>) -> tensor<1x16x7x7xf32>
  return %y : tensor<1x16x7x7xf32>
}
