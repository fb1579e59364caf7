// What is no convolution of 3 x 3 that moves by one element, of a parameter of f32
// or f64, and what fewer products make no faster, stays as it is.
// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-drop-unit-loops --nn-winograd="vector-bits=512 vector-registers=32 masked-vectors" | FileCheck %s --implicit-check-not=nn.relaid --implicit-check-not="attrs ="

nn.param @w : tensor<64x64x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @large : tensor<64x64x5x5xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @flat : tensor<64x64x3x1xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @line : tensor<64x64x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @half : tensor<64x64x3x3xf16> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @deep : tensor<64x1x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @few : tensor<64x1x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>

// CHECK-LABEL: func.func @stride.kernel
func.func @stride(%x: tensor<1x64x33x33xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %y = nn.conv %x, %w stride [2, 2] : (tensor<1x64x33x33xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// CHECK-LABEL: func.func @dilation.kernel
func.func @dilation(%x: tensor<1x64x20x20xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %y = nn.conv %x, %w dilation [2, 2] : (tensor<1x64x20x20xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// CHECK-LABEL: func.func @windows.kernel
func.func @windows(%x: tensor<1x64x20x20xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @large : tensor<64x64x5x5xf32>
  %y = nn.conv %x, %w : (tensor<1x64x20x20xf32>, tensor<64x64x5x5xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// CHECK-LABEL: func.func @one_axis.kernel
func.func @one_axis(%x: tensor<1x64x18x16xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @flat : tensor<64x64x3x1xf32>
  %y = nn.conv %x, %w : (tensor<1x64x18x16xf32>, tensor<64x64x3x1xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// CHECK-LABEL: func.func @sequence.kernel
func.func @sequence(%x: tensor<1x64x258xf32>) -> tensor<1x64x256xf32> {
  %w = nn.param_ref @line : tensor<64x64x3xf32>
  %y = nn.conv %x, %w : (tensor<1x64x258xf32>, tensor<64x64x3xf32>) -> tensor<1x64x256xf32>
  return %y : tensor<1x64x256xf32>
}

// CHECK-LABEL: func.func @halves.kernel
func.func @halves(%x: tensor<1x64x18x18xf16>) -> tensor<1x64x16x16xf16> {
  %w = nn.param_ref @half : tensor<64x64x3x3xf16>
  %y = nn.conv %x, %w : (tensor<1x64x18x18xf16>, tensor<64x64x3x3xf16>) -> tensor<1x64x16x16xf16>
  return %y : tensor<1x64x16x16xf16>
}

// CHECK-LABEL: func.func @depthwise.kernel
func.func @depthwise(%x: tensor<1x64x18x18xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @deep : tensor<64x1x3x3xf32>
  %y = nn.conv %x, %w groups 64 : (tensor<1x64x18x18xf32>, tensor<64x1x3x3xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// CHECK-LABEL: func.func @no_param.kernel
func.func @no_param(%x: tensor<1x64x18x18xf32>, %w: tensor<64x64x3x3xf32>) -> tensor<1x64x16x16xf32> {
  %y = nn.conv %x, %w : (tensor<1x64x18x18xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// CHECK-LABEL: func.func @few_channels.kernel
func.func @few_channels(%x: tensor<1x1x18x18xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @few : tensor<64x1x3x3xf32>
  %y = nn.conv %x, %w : (tensor<1x1x18x18xf32>, tensor<64x1x3x3xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// CHECK-LABEL: func.func @any_extent.kernel
func.func @any_extent(%x: tensor<1x64x?x18xf32>) -> tensor<1x64x?x16xf32> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %y = nn.conv %x, %w : (tensor<1x64x?x18xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x?x16xf32>
  return %y : tensor<1x64x?x16xf32>
}

// The rows are known, those of the image are not.
// CHECK-LABEL: func.func @image_of_any_extent.kernel
func.func @image_of_any_extent(%x: tensor<1x64x?x18xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %y = nn.conv %x, %w : (tensor<1x64x?x18xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// Two axes of channels, two of filters and one of windows.
nn.param @wide : tensor<8x8x8x8x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
// CHECK-LABEL: func.func @two_axes_of_channels.kernel
func.func @two_axes_of_channels(%x: tensor<8x8x18xf32>) -> tensor<8x8x16xf32> {
  %w = nn.param_ref @wide : tensor<8x8x8x8x3xf32>
  %v = nn.window %x axes [2] size [3] : tensor<8x8x18xf32> -> tensor<8x8x16x3xf32>
  %y = nn.einsum "c d x k, f g c d k -> f g x" %v, %w : (tensor<8x8x16x3xf32>, tensor<8x8x8x8x3xf32>) -> tensor<8x8x16xf32>
  return %y : tensor<8x8x16xf32>
}
