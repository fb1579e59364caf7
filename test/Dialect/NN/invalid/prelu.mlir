// What nn.prelu refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// A dynamic extent of the slope is one of the channels, not one that stretches.
func.func @prelu_c1_dynamic(%x: tensor<3xf32>, %s: tensor<?xf32>) {
  // expected-error @below {{'nn.prelu' op expected 'slope' to have extent 1, as 'input' has no axis 1, got 'tensor<?xf32>'}}
  %0 = nn.prelu %x, %s : (tensor<3xf32>, tensor<?xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @prelu_slope_rank(%x: tensor<2x3xf32>, %s: tensor<f32>) {
  // expected-error @below {{operand #1 must be 1D tensor of f16, bf16, f32 or f64 values, but got 'tensor<f32>'}}
  %0 = nn.prelu %x, %s : (tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
  return
}
