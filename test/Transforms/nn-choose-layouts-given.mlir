// Tensors whose order of axes is given.
// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-choose-layouts="pack-params" --cse | FileCheck %s

nn.param @v : tensor<16x3x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @w : tensor<8x784xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 1.0>

// One that is reshaped.
// CHECK-LABEL: func.func @reshaped.kernel
// CHECK-NOT: tensor<1x7x7x16xf32>
// CHECK: tensor.collapse_shape %{{.*}} : tensor<1x16x7x7xf32> into tensor<1x784xf32>
// CHECK: return
func.func @reshaped(%x: tensor<1x3x9x9xf32>) -> tensor<1x8xf32> {
  %v = nn.param_ref @v : tensor<16x3x3x3xf32>
  %w = nn.param_ref @w : tensor<8x784xf32>
  %a = nn.conv %x, %v : (tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x7x7xf32>
  %b = nn.rearrange "n c h w -> n (c h w)" %a : (tensor<1x16x7x7xf32>) -> tensor<1x784xf32>
  %y = nn.linear %b, %w : (tensor<1x784xf32>, tensor<8x784xf32>) -> tensor<1x8xf32>
  return %y : tensor<1x8xf32>
}

// One that leaves the function, with all that share its memory.
// CHECK-LABEL: func.func @returned.kernel
// CHECK-NOT: tensor<1x7x7x16xf32>
// CHECK: return
func.func @returned(%x: tensor<1x3x9x9xf32>) -> tensor<1x16x7x7xf32> {
  %v = nn.param_ref @v : tensor<16x3x3x3xf32>
  %a = nn.conv %x, %v : (tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x7x7xf32>
  return %a : tensor<1x16x7x7xf32>
}

// One that a loop carries.
// CHECK-LABEL: func.func @carried.kernel
// CHECK-NOT: tensor<1x9x9x3xf32>
// CHECK: scf.for {{.*}} -> (tensor<1x3x9x9xf32>
// CHECK-NOT: tensor<1x9x9x3xf32>
// CHECK: return
func.func @carried(%x: tensor<1x3x9x9xf32>, %t: tensor<4xf32>) -> tensor<1x16x7x7xf32> {
  %v = nn.param_ref @v : tensor<16x3x3x3xf32>
  %h = nn.scan init(%x : tensor<1x3x9x9xf32>) over(%t : tensor<4xf32>) axis 0 -> tensor<1x3x9x9xf32> {
  ^bb0(%s: tensor<1x3x9x9xf32>, %e: tensor<f32>):
    %n = math.tanh %s : tensor<1x3x9x9xf32>
    nn.yield %n : tensor<1x3x9x9xf32>
  }
  %a = nn.conv %h, %v : (tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x7x7xf32>
  return %a : tensor<1x16x7x7xf32>
}

// One of which an element is read by its indices.
// CHECK-LABEL: func.func @read.kernel
// CHECK-NOT: tensor<1x7x7x16xf32>
// CHECK: tensor.extract %{{.*}} : tensor<1x16x7x7xf32>
// CHECK: return
func.func @read(%x: tensor<1x3x9x9xf32>, %i: tensor<5xi64>) -> tensor<1x16x5x7xf32> {
  %v = nn.param_ref @v : tensor<16x3x3x3xf32>
  %a = nn.conv %x, %v : (tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) -> tensor<1x16x7x7xf32>
  %y = nn.gather %a axes [2] at %i : (tensor<1x16x7x7xf32>, tensor<5xi64>) -> tensor<1x16x5x7xf32>
  return %y : tensor<1x16x5x7xf32>
}

// Three channels fill no vector.
// CHECK-LABEL: func.func @few_channels.kernel
// CHECK-NOT: tensor<1x7x7x3xf32>
// CHECK: return
nn.param @u : tensor<3x3x3x3xf32> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 1.0>
func.func @few_channels(%x: tensor<1x3x9x9xf32>) -> tensor<1x3x5x5xf32> {
  %u = nn.param_ref @u : tensor<3x3x3x3xf32>
  %a = nn.conv %x, %u : (tensor<1x3x9x9xf32>, tensor<3x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  %y = nn.conv %a, %u : (tensor<1x3x7x7xf32>, tensor<3x3x3x3xf32>) -> tensor<1x3x5x5xf32>
  return %y : tensor<1x3x5x5xf32>
}
