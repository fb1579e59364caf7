// One case per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @activation_c1(%x: tensor<2xi32>) {
  // expected-error @below {{'nn.activation' op operand #0 must be ranked tensor of f16, bf16, f32 or f64 values, but got 'tensor<2xi32>'}}
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

func.func @prelu_c1_channels(%x: tensor<2x3x4xf32>, %s: tensor<4xf32>) {
  // expected-error @below {{'nn.prelu' op expected axis 0 of 'slope' to have extent 3, as axis 1 of 'input' has, got 4}}
  %0 = nn.prelu %x, %s : (tensor<2x3x4xf32>, tensor<4xf32>) -> tensor<2x3x4xf32>
  return
}

// -----

func.func @prelu_c1_rank(%x: tensor<3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{'nn.prelu' op expected 'slope' to have extent 1, as 'input' has no axis 1, got 'tensor<3xf32>'}}
  %0 = nn.prelu %x, %s : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @prelu_c1_names(%x: tensor<2x3xf32, #nn.axes<batch, channel>>, %s: tensor<3xf32, #nn.axes<batch>>) {
  // expected-error @below {{'nn.prelu' op expected axis 0 of 'slope' to be named 'channel', as axis 1 of 'input' is, got 'batch'}}
  %0 = nn.prelu %x, %s : (tensor<2x3xf32, #nn.axes<batch, channel>>, tensor<3xf32, #nn.axes<batch>>) -> tensor<2x3xf32, #nn.axes<batch, channel>>
  return
}

// -----

func.func @prelu_c2(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.prelu' op expected 'slope' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.prelu %x, %s : (tensor<2x3xf32>, tensor<3xf64>) -> tensor<2x3xf32>
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

func.func @embedding_indices(%i: tensor<8xf32>, %t: tensor<5x4xf32>) {
  // expected-error @below {{'nn.embedding' op operand #0 must be}}
  %0 = nn.embedding %i, %t : (tensor<8xf32>, tensor<5x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @embedding_result(%i: tensor<8xi32>, %t: tensor<5x4xf32>) {
  // expected-error @below {{'nn.embedding' op expected axis 1 of the result to have extent 4, got 5}}
  %0 = nn.embedding %i, %t : (tensor<8xi32>, tensor<5x4xf32>) -> tensor<8x5xf32>
  return
}
