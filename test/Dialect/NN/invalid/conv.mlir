// What nn.conv refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @conv_c1(%x: tensor<1x3x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected 'weight' to have 3 axes, as 'input' has, got 4}}
  %0 = nn.conv %x, %w : (tensor<1x3x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6xf32>
  return
}

// -----

func.func @conv_c2(%x: tensor<1x3x8x8xf32>, %w: tensor<4x1x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected 'groups' to divide the 3 channels of 'input', got 2}}
  %0 = nn.conv %x, %w groups 2 : (tensor<1x3x8x8xf32>, tensor<4x1x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv_c2_zero(%x: tensor<1x3x8x8xf32>, %w: tensor<4x1x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected 'groups' to be positive, got 0}}
  %0 = nn.conv %x, %w groups 0 : (tensor<1x3x8x8xf32>, tensor<4x1x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv_c2_filters(%x: tensor<1x4x8x8xf32>, %w: tensor<3x2x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected 'groups' to divide the 3 filters of 'weight', got 2}}
  %0 = nn.conv %x, %w groups 2 : (tensor<1x4x8x8xf32>, tensor<3x2x3x3xf32>) -> tensor<1x3x6x6xf32>
  return
}

// -----

func.func @conv_c3(%x: tensor<1x3x8x8xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected axis 1 of 'weight' to have extent 3, the channels of 'input' divided by 'groups', got 2}}
  %0 = nn.conv %x, %w : (tensor<1x3x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv_c4(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<3xf32>) {
  // expected-error @below {{'nn.conv' op expected axis 0 of 'bias' to have extent 4, as axis 0 of 'weight' has, got 3}}
  %0 = nn.conv %x, %w bias %b : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv_c5(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected the entries of 'stride' to be at least 1 and below 2^31, got 0}}
  %0 = nn.conv %x, %w stride [0, 1] : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv_c5_padding(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected 'padding' to have 4 entries, got 2}}
  %0 = nn.conv %x, %w padding [1, 1] : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv_c6(%x: tensor<1x3x2x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected the window to fit into axis 2 of 'input': it covers 3 elements of the padded extent 2}}
  %0 = nn.conv %x, %w : (tensor<1x3x2x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x0x6xf32>
  return
}

// -----

func.func @conv_c6_dynamic(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x?x3xf32>) {
  // expected-error @below {{'nn.conv' op expected axis 2 of 'weight' to have a static, positive extent, got 'tensor<4x3x?x3xf32>'}}
  %0 = nn.conv %x, %w : (tensor<1x3x8x8xf32>, tensor<4x3x?x3xf32>) -> tensor<1x4x?x6xf32>
  return
}

// -----

func.func @conv_c7(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf64>) {
  // expected-error @below {{'nn.conv' op expected 'weight' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.conv %x, %w : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf64>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv_groups_negative(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @below {{expected 'groups' to be positive, got -9223372036854775808}}
  %0 = nn.conv %x, %w groups -9223372036854775808 : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_groups_channels(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @below {{expected 'groups' to divide the 4 channels of 'input', got 3}}
  %0 = nn.conv %x, %w groups 3 : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_bias_element(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>, %b: tensor<6xf64>) {
  // expected-error @below {{expected 'bias' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.conv %x, %w bias %b : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>, tensor<6xf64>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_stride_count(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @below {{expected 'stride' to have 2 entries, got 1}}
  %0 = nn.conv %x, %w stride [1] : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_dilation_zero(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x3x3xf32>) {
  // expected-error @below {{expected the entries of 'dilation' to be at least 1 and below 2^31, got 0}}
  %0 = nn.conv %x, %w dilation [0, 1] : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_kernel_empty(%x: tensor<1x4x8x8xf32>, %w: tensor<6x4x0x3xf32>) {
  // expected-error @below {{to have a static, positive extent}}
  %0 = nn.conv %x, %w : (tensor<1x4x8x8xf32>, tensor<6x4x0x3xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

// The product of extent and dilation would overflow.
func.func @conv_kernel_large(%x: tensor<1x4x8x8xf32>, %w: tensor<1x4x4294967299x1xf32>) {
  // expected-error @below {{expected axis 2 of 'weight' to have an extent below 2^31, got 4294967299}}
  %0 = nn.conv %x, %w dilation [2147483647, 1] : (tensor<1x4x8x8xf32>, tensor<1x4x4294967299x1xf32>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_channel_name(%x: tensor<1x4x8x8xf32, #nn.axes<batch, channel, row, column>>, %w: tensor<6x4x3x3xf32, #nn.axes<out, time, _, _>>) {
  // expected-error @below {{expected axis 1 of 'weight' to be named 'channel', as axis 1 of 'input' is, got 'time'}}
  %0 = nn.conv %x, %w : (tensor<1x4x8x8xf32, #nn.axes<batch, channel, row, column>>, tensor<6x4x3x3xf32, #nn.axes<out, time, _, _>>) -> tensor<1x6x6x6xf32>
  return
}

// -----

func.func @conv_input_rank(%x: tensor<4x8xf32>, %w: tensor<6x4xf32>) {
  // expected-error @below {{operand #0 must be 3D/4D/5D tensor of f16, bf16, f32 or f64 values, but got 'tensor<4x8xf32>'}}
  %0 = nn.conv %x, %w : (tensor<4x8xf32>, tensor<6x4xf32>) -> tensor<4x6xf32>
  return
}

// -----

func.func @conv_c5_large(%x: tensor<1x3x8xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected the entries of 'padding' to be at least 0 and below 2^31, got 2147483648}}
  %0 = nn.conv %x, %w padding [0, 2147483648] : (tensor<1x3x8xf32>, tensor<4x3x3xf32>) -> tensor<1x4x6xf32>
  return
}

// -----

func.func @conv_c6_dilated(%x: tensor<1x3x4xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected the window to fit into axis 2 of 'input': it covers 5 elements of the padded extent 4}}
  %0 = nn.conv %x, %w dilation [2] : (tensor<1x3x4xf32>, tensor<4x3x3xf32>) -> tensor<1x4x?xf32>
  return
}

// -----

func.func @conv_bias_rank(%x: tensor<1x3x8xf32>, %w: tensor<4x3x3xf32>, %b: tensor<4x1xf32>) {
  // expected-error @below {{operand #2 must be 1D tensor of f16, bf16, f32 or f64 values, but got 'tensor<4x1xf32>'}}
  %0 = nn.conv %x, %w bias %b : (tensor<1x3x8xf32>, tensor<4x3x3xf32>, tensor<4x1xf32>) -> tensor<1x4x6xf32>
  return
}

// -----

func.func @conv_result(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv' op expected axis 3 of the result to have extent 3, got 4}}
  %0 = nn.conv %x, %w stride [1, 2] : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x4xf32>
  return
}

// -----

func.func @conv_clause_twice(%x: tensor<1x3x8xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{expected 'dilation' at most once}}
  %0 = nn.conv %x, %w dilation [1] stride [1] dilation [1] : (tensor<1x3x8xf32>, tensor<4x3x3xf32>) -> tensor<1x4x6xf32>
  return
}

// -----

// The input of a convolution is not spread: that is nn.conv_transpose.
func.func @conv_base_dilation(%x: tensor<1x3x8xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{expected ':'}}
  %0 = nn.conv %x, %w base_dilation [2] : (tensor<1x3x8xf32>, tensor<4x3x3xf32>) -> tensor<1x4x6xf32>
  return
}
