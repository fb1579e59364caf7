// One case per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @activation_c1(%x: tensor<2xi32>) {
  // expected-error @below {{'nn.activation' op operand #0 must be ranked tensor of 32-bit or 64-bit float values, but got 'tensor<2xi32>'}}
  %0 = nn.activation #nn.relu, %x : tensor<2xi32>
  return
}

// -----

func.func @activation_c2(%x: tensor<2xf32>) {
  // expected-error @below {{custom op 'nn.activation' expected an activation such as '#nn.relu', got "relu"}}
  %0 = nn.activation "relu", %x : tensor<2xf32>
  return
}

// -----

func.func @linear_c1(%x: tensor<f32>, %w: tensor<3x2xf32>) {
  // expected-error @below {{'nn.linear' op expected 'input' to have at least one axis}}
  %0 = nn.linear %x, %w : (tensor<f32>, tensor<3x2xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @linear_c2(%x: tensor<5x4xf32>, %w: tensor<3x2xf32>) {
  // expected-error @below {{'nn.linear' op expected axis 1 of 'weight' to have extent 4, as axis 1 of 'input' has, got 2}}
  %0 = nn.linear %x, %w : (tensor<5x4xf32>, tensor<3x2xf32>) -> tensor<5x3xf32>
  return
}

// -----

func.func @linear_c3(%x: tensor<5x2xf32>, %w: tensor<3x2xf32>, %b: tensor<2xf32>) {
  // expected-error @below {{'nn.linear' op expected axis 0 of 'bias' to have extent 3, as axis 0 of 'weight' has, got 2}}
  %0 = nn.linear %x, %w bias %b : (tensor<5x2xf32>, tensor<3x2xf32>, tensor<2xf32>) -> tensor<5x3xf32>
  return
}

// -----

func.func @linear_c4(%x: tensor<5x2xf32>, %w: tensor<3x2xf64>) {
  // expected-error @below {{'nn.linear' op expected 'weight' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.linear %x, %w : (tensor<5x2xf32>, tensor<3x2xf64>) -> tensor<5x3xf32>
  return
}

// -----

func.func @conv2d_c1(%x: tensor<1x3x8x8xf32>, %w: tensor<4x1x3x3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected 'groups' to divide the 3 channels of 'input', got 2}}
  %0 = nn.conv2d %x, %w groups 2 : (tensor<1x3x8x8xf32>, tensor<4x1x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv2d_c1_zero(%x: tensor<1x3x8x8xf32>, %w: tensor<4x1x3x3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected 'groups' to be positive, got 0}}
  %0 = nn.conv2d %x, %w groups 0 : (tensor<1x3x8x8xf32>, tensor<4x1x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv2d_c1_filters(%x: tensor<1x4x8x8xf32>, %w: tensor<3x2x3x3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected 'groups' to divide the 3 filters of 'weight', got 2}}
  %0 = nn.conv2d %x, %w groups 2 : (tensor<1x4x8x8xf32>, tensor<3x2x3x3xf32>) -> tensor<1x3x6x6xf32>
  return
}

// -----

func.func @conv2d_c2(%x: tensor<1x3x8x8xf32>, %w: tensor<4x2x3x3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected axis 1 of 'weight' to have extent 3, the channels of 'input' divided by 'groups', got 2}}
  %0 = nn.conv2d %x, %w : (tensor<1x3x8x8xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv2d_c3(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected axis 0 of 'bias' to have extent 4, as axis 0 of 'weight' has, got 3}}
  %0 = nn.conv2d %x, %w bias %b : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv2d_c4(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected the entries of 'stride' to be at least 1 and below 2^31, got 0}}
  %0 = nn.conv2d %x, %w stride [0, 1] : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv2d_c4_padding(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected 'padding' to have 4 entries, got 2}}
  %0 = nn.conv2d %x, %w padding [1, 1] : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @conv2d_c5(%x: tensor<1x3x2x8xf32>, %w: tensor<4x3x3x3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected the window to fit into axis 2 of 'input': it covers 3 elements of the padded extent 2}}
  %0 = nn.conv2d %x, %w : (tensor<1x3x2x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x0x6xf32>
  return
}

// -----

func.func @conv2d_c5_dynamic(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x?x3xf32>) {
  // expected-error @below {{'nn.conv2d' op expected axis 2 of 'weight' to have a static, positive extent, got 'tensor<4x3x?x3xf32>'}}
  %0 = nn.conv2d %x, %w : (tensor<1x3x8x8xf32>, tensor<4x3x?x3xf32>) -> tensor<1x4x?x6xf32>
  return
}

// -----

func.func @conv2d_c6(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf64>) {
  // expected-error @below {{'nn.conv2d' op expected 'weight' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.conv2d %x, %w : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf64>) -> tensor<1x4x6x6xf32>
  return
}

// -----

func.func @pool2d_c1(%x: tensor<1x3x8x8xf32>) {
  // expected-error @below {{'nn.pool2d' op expected the entries of 'size' to be at least 1 and below 2^31, got 0}}
  %0 = nn.pool2d max %x size [2, 0] : (tensor<1x3x8x8xf32>) -> tensor<1x3x4x4xf32>
  return
}

// -----

func.func @pool2d_c1_padding(%x: tensor<1x3x8x8xf32>) {
  // expected-error @below {{'nn.pool2d' op expected 'padding' to be smaller than 'size', got 2 for a window of 2}}
  %0 = nn.pool2d max %x size [2, 2] padding [2, 0, 0, 0] : (tensor<1x3x8x8xf32>) -> tensor<1x3x5x4xf32>
  return
}

// -----

func.func @pool2d_c2(%x: tensor<1x3x8x8xf32>) {
  // expected-error @below {{'nn.pool2d' op expected the window to fit into axis 2 of 'input': it covers 9 elements of the padded extent 8}}
  %0 = nn.pool2d average %x size [9, 9] : (tensor<1x3x8x8xf32>) -> tensor<1x3x0x0xf32>
  return
}

// -----

func.func @softmax_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.softmax' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.softmax %x axis 2 : tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c1(%x: tensor<3xf32>, %s: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected 'scale' to have 1 to 1 axes, got 2}}
  %0 = nn.layer_norm %x, %s, %s epsilon 1.0e-5 : (tensor<3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @layer_norm_c2(%x: tensor<2x3xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected axis 0 of 'scale' to have extent 3, as axis 1 of 'input' has, got 2}}
  %0 = nn.layer_norm %x, %s, %s epsilon 1.0e-5 : (tensor<2x3xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c3(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected a finite 'epsilon' that is not negative, got -1.000000e+00}}
  %0 = nn.layer_norm %x, %s, %s epsilon -1.0 : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c4(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.layer_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.layer_norm %x, %s, %s epsilon 1.0 : (tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>) -> tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c1(%x: tensor<3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{'nn.batch_norm' op expected 'input' to have at least two axes, got 'tensor<3xf32>'}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0 : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @batch_norm_c2(%x: tensor<2x3xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.batch_norm' op expected axis 0 of 'scale' to have extent 3, as axis 1 of 'input' has, got 2}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c3(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{'nn.batch_norm' op expected a finite 'epsilon' that is not negative, got nan}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 0x7FF8000000000000 : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c4(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.batch_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0 : (tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>) -> tensor<2x3xf32>
  return
}
