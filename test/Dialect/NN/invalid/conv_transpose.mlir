// What nn.conv_transpose refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// -----

func.func @conv_transpose_c4_overflow(%x: tensor<1x?x5xf32>, %w: tensor<?x72057594037927936x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected the number of filters to stay below 2^63}}
  %0 = nn.conv_transpose %x, %w groups 128 : (tensor<1x?x5xf32>, tensor<?x72057594037927936x3xf32>) -> tensor<1x?x7xf32>
  return
}

// -----

func.func @conv_transpose_c4_name(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32, #nn.axes<_, out, _>>, %b: tensor<3xf32, #nn.axes<in>>) {
  // expected-error @below {{'nn.conv_transpose' op expected axis 0 of 'bias' to be named 'out', as axis 1 of 'weight' is, got 'in'}}
  %0 = nn.conv_transpose %x, %w bias %b : (tensor<1x4x5xf32>, tensor<4x3x3xf32, #nn.axes<_, out, _>>, tensor<3xf32, #nn.axes<in>>) -> tensor<1x3x7xf32>
  return
}

// -----

func.func @conv_transpose_c5_dilation(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'dilation' to have 1 entries, got 2}}
  %0 = nn.conv_transpose %x, %w dilation [1, 1] : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x7xf32>
  return
}

// -----

func.func @conv_transpose_c6_large(%x: tensor<1x4x5xf32>, %w: tensor<4x3x2147483648xf32>) {
  // expected-error @below {{'nn.conv_transpose' op expected axis 2 of 'weight' to have an extent below 2^31, got 2147483648}}
  %0 = nn.conv_transpose %x, %w : (tensor<1x4x5xf32>, tensor<4x3x2147483648xf32>) -> tensor<1x3x?xf32>
  return
}

// -----

// A larger output padding cuts less.
func.func @conv_transpose_c7_output_padding(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32>) {
  %0 = nn.conv_transpose %x, %w padding [0, 3] output_padding [1] : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x5xf32>
  // expected-error @below {{'nn.conv_transpose' op expected 'padding' to cut no more off axis 2 than the kernel adds, 2 elements}}
  %1 = nn.conv_transpose %x, %w padding [3, 0] output_padding [1] : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x5xf32>
  return
}

// -----

func.func @conv_transpose_c8_bias(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32>, %b: tensor<3xf64>) {
  // expected-error @below {{'nn.conv_transpose' op expected 'bias' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.conv_transpose %x, %w bias %b : (tensor<1x4x5xf32>, tensor<4x3x3xf32>, tensor<3xf64>) -> tensor<1x3x7xf32>
  return
}

// -----

func.func @conv_transpose_clause_twice(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{expected 'output_padding' at most once}}
  %0 = nn.conv_transpose %x, %w output_padding [0] output_padding [0] : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x7xf32>
  return
}
