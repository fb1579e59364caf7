// One case per constraint, named after it.
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

func.func @conv_transpose_c1(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'weight' to have 4 axes, as 'input' has, got 3}}
  %0 = nn.conv_transpose %x, %w : (tensor<1x4x5x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c2(%x: tensor<1x4x5x5xf32>, %w: tensor<3x4x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected axis 0 of 'weight' to have extent 4, as axis 1 of 'input' has, got 3}}
  %0 = nn.conv_transpose %x, %w : (tensor<1x4x5x5xf32>, tensor<3x4x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c3(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'groups' to divide the 4 channels of 'input', got 3}}
  %0 = nn.conv_transpose %x, %w groups 3 : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c3_zero(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'groups' to be positive, got 0}}
  %0 = nn.conv_transpose %x, %w groups 0 : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

// The weight knows how many channels there are.
func.func @conv_transpose_c3_weight(%x: tensor<1x?x5x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'groups' to divide the 4 channels of 'input', got 3}}
  %0 = nn.conv_transpose %x, %w groups 3 : (tensor<1x?x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c4(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'bias' to have 6 elements, the filters of 'weight' in all groups, got 3}}
  %0 = nn.conv_transpose %x, %w bias %b groups 2 : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c5(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected the entries of 'stride' to be at least 1 and below 2^31, got 0}}
  %0 = nn.conv_transpose %x, %w stride [0, 1] : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c5_padding(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'padding' to have 4 entries, got 2}}
  %0 = nn.conv_transpose %x, %w padding [1, 1] : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c5_output_padding(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected the entries of 'output_padding' to be at least 0 and below 2^31, got -1}}
  %0 = nn.conv_transpose %x, %w output_padding [0, -1] : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c6(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x?xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected axis 3 of 'weight' to have a static, positive extent, got 'tensor<4x3x3x?xf32>'}}
  %0 = nn.conv_transpose %x, %w : (tensor<1x4x5x5xf32>, tensor<4x3x3x?xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c7(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'padding' to cut no more off axis 3 than the kernel adds, 2 elements}}
  %0 = nn.conv_transpose %x, %w padding [1, 1, 3, 0] : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c7_high(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'padding' to cut no more off axis 2 than the kernel adds, 2 elements}}
  %0 = nn.conv_transpose %x, %w padding [0, 4, 0, 0] output_padding [1, 0] : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c7_empty(%x: tensor<1x4x1x5xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected the window to fit into axis 2 of 'input': it covers 3 elements of the padded extent 1}}
  %0 = nn.conv_transpose %x, %w padding [2, 2, 0, 0] : (tensor<1x4x1x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x7x7xf32>
  return
}

// -----

func.func @conv_transpose_c8(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf64>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'weight' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.conv_transpose %x, %w : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf64>) -> tensor<1x3x7x7xf32>
  return
}
