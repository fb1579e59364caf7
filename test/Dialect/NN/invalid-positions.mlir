// One case per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @positions_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.positions' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.positions %x axis 2 : (tensor<2x3xf32>) -> tensor<3xi64>
  return
}

// -----

func.func @sinusoidal_encoding_c1(%p: tensor<3xf32>) {
  // expected-error @below {{'nn.sinusoidal_encoding' op expected 'depth' to be even, positive and below 2^24, got 5}}
  %0 = nn.sinusoidal_encoding halves %p depth 5 base 1.0 : (tensor<3xf32>) -> tensor<3x5xf32>
  return
}

// -----

func.func @sinusoidal_encoding_c1_zero(%p: tensor<3xf32>) {
  // expected-error @below {{'nn.sinusoidal_encoding' op expected 'depth' to be even, positive and below 2^24, got 0}}
  %0 = nn.sinusoidal_encoding halves %p depth 0 base 1.0 : (tensor<3xf32>) -> tensor<3x0xf32>
  return
}

// -----

func.func @sinusoidal_encoding_c1_large(%p: tensor<3xf32>) {
  // expected-error @below {{'nn.sinusoidal_encoding' op expected 'depth' to be even, positive and below 2^24, got 16777216}}
  %0 = nn.sinusoidal_encoding halves %p depth 16777216 base 1.0 : (tensor<3xf32>) -> tensor<3x16777216xf32>
  return
}

// -----

func.func @sinusoidal_encoding_c2(%p: tensor<3xf32>) {
  // expected-error @below {{'nn.sinusoidal_encoding' op expected a finite and positive 'base', got 0.000000e+00}}
  %0 = nn.sinusoidal_encoding halves %p depth 2 base 0.0 : (tensor<3xf32>) -> tensor<3x2xf32>
  return
}

// -----

func.func @rotary_c1(%x: tensor<6xf32>) {
  // expected-error @below {{'nn.rotary' op expected 'input' to have at least two axes, got 'tensor<6xf32>'}}
  %0 = nn.rotary halves %x base 1.0 : (tensor<6xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @rotary_c2(%x: tensor<3x5xf32>) {
  // expected-error @below {{'nn.rotary' op expected the last extent of 'input' to be static, even and below 2^24, got 'tensor<3x5xf32>'}}
  %0 = nn.rotary halves %x base 1.0 : (tensor<3x5xf32>) -> tensor<3x5xf32>
  return
}

// -----

func.func @rotary_c2_dynamic(%x: tensor<3x?xf32>) {
  // expected-error @below {{'nn.rotary' op expected the last extent of 'input' to be static, even and below 2^24, got 'tensor<3x?xf32>'}}
  %0 = nn.rotary halves %x base 1.0 : (tensor<3x?xf32>) -> tensor<3x?xf32>
  return
}

// -----

func.func @rotary_c3(%x: tensor<2x8x5x6xf32>, %p: tensor<6xi64>) {
  // expected-error @below {{'nn.rotary' op expected axis 0 of 'positions' to have extent 5, as axis 2 of 'input' has, got 6}}
  %0 = nn.rotary halves %x positions %p base 1.0 : (tensor<2x8x5x6xf32>, tensor<6xi64>) -> tensor<2x8x5x6xf32>
  return
}

// -----

func.func @rotary_c3_batch(%x: tensor<2x8x5x6xf32>, %p: tensor<8x5xi64>) {
  // expected-error @below {{'nn.rotary' op expected axis 0 of 'positions' to have extent 2, as axis 0 of 'input' has, got 8}}
  %0 = nn.rotary halves %x positions %p base 1.0 : (tensor<2x8x5x6xf32>, tensor<8x5xi64>) -> tensor<2x8x5x6xf32>
  return
}

// -----

func.func @rotary_c3_rank(%x: tensor<5x6xf32>, %p: tensor<5x5xi64>) {
  // expected-error @below {{'nn.rotary' op expected 'positions' to have one axis for an 'input' of two axes, got two}}
  %0 = nn.rotary halves %x positions %p base 1.0 : (tensor<5x6xf32>, tensor<5x5xi64>) -> tensor<5x6xf32>
  return
}

// -----

func.func @rotary_c4(%x: tensor<2x8x5x6xf32>) {
  // expected-error @below {{'nn.rotary' op expected a finite and positive 'base', got -1.000000e+00}}
  %0 = nn.rotary halves %x base -1.0 : (tensor<2x8x5x6xf32>) -> tensor<2x8x5x6xf32>
  return
}

// -----

func.func @rotary_c5(%x: tensor<2x8x5x6xf32>, %p: tensor<5xf64>) {
  // expected-error @below {{'nn.rotary' op expected 'positions' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.rotary halves %x positions %p base 1.0 : (tensor<2x8x5x6xf32>, tensor<5xf64>) -> tensor<2x8x5x6xf32>
  return
}

// -----

func.func @rotary_layout(%x: tensor<3x4xf32>) {
  // expected-error @below {{custom op 'nn.rotary' expected 'interleaved' or 'halves', got 'quarters'}}
  %0 = nn.rotary quarters %x base 1.0 : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}
