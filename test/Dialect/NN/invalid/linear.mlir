// What nn.linear refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

func.func @linear_weight_rank(%x: tensor<8x4xf32>, %w: tensor<4xf32>) {
  // expected-error @below {{operand #1 must be 2D tensor of f16, bf16, f32 or f64 values, but got 'tensor<4xf32>'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8xf32>
  return
}

// -----

func.func @linear_bias_element(%x: tensor<8x4xf32>, %w: tensor<3x4xf32>, %b: tensor<3xf64>) {
  // expected-error @below {{expected 'bias' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.linear %x, %w bias %b : (tensor<8x4xf32>, tensor<3x4xf32>, tensor<3xf64>) -> tensor<8x3xf32>
  return
}

// -----

func.func @linear_c2_name(%x: tensor<8x4xf32, #nn.axes<_, depth>>, %w: tensor<3x4xf32, #nn.axes<_, time>>) {
  // expected-error @below {{'nn.linear' op expected axis 1 of 'weight' to be named 'depth', as axis 1 of 'input' is, got 'time'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32, #nn.axes<_, depth>>, tensor<3x4xf32, #nn.axes<_, time>>) -> tensor<8x3xf32>
  return
}

// -----

// An extent of 1 does not stretch.
func.func @linear_c3_one(%x: tensor<8x4xf32>, %w: tensor<3x4xf32>, %b: tensor<1xf32>) {
  // expected-error @below {{'nn.linear' op expected axis 0 of 'bias' to have extent 3, as axis 0 of 'weight' has, got 1}}
  %0 = nn.linear %x, %w bias %b : (tensor<8x4xf32>, tensor<3x4xf32>, tensor<1xf32>) -> tensor<8x3xf32>
  return
}
