// What nn.sinusoidal_encoding refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

func.func @sinusoidal_encoding_c2_infinite(%p: tensor<3xf32>) {
  // expected-error @below {{'nn.sinusoidal_encoding' op expected a finite and positive 'base', got INF}}
  %0 = nn.sinusoidal_encoding halves %p depth 4 base 0x7FF0000000000000 : (tensor<3xf32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @sinusoidal_encoding_integers(%p: tensor<3xi64>) {
  // expected-error @below {{operand #0 must be ranked tensor of f16, bf16, f32 or f64 values, but got 'tensor<3xi64>'}}
  %0 = nn.sinusoidal_encoding halves %p depth 4 base 2.0 : (tensor<3xi64>) -> tensor<3x4xf32>
  return
}

// -----

func.func @sinusoidal_encoding_result(%p: tensor<3xf32>) {
  // expected-error @below {{'nn.sinusoidal_encoding' op expected axis 1 of the result to have extent 4, got 6}}
  %0 = nn.sinusoidal_encoding halves %p depth 4 base 2.0 : (tensor<3xf32>) -> tensor<3x6xf32>
  return
}

// -----

func.func @sinusoidal_encoding_layout(%p: tensor<3xf32>) {
  // expected-error @below {{custom op 'nn.sinusoidal_encoding' expected 'interleaved' or 'halves'}}
  %0 = nn.sinusoidal_encoding %p depth 4 base 2.0 : (tensor<3xf32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @sinusoidal_encoding_c2_frequency(%p: tensor<3xf16>, %q: tensor<3xf64>) {
  %0 = nn.sinusoidal_encoding halves %p depth 8 base 1.0e-10 : (tensor<3xf16>) -> tensor<3x8xf16>
  %1 = nn.sinusoidal_encoding halves %q depth 8 base 1.0e-100 : (tensor<3xf64>) -> tensor<3x8xf64>
  // expected-error @below {{'nn.sinusoidal_encoding' op expected a 'base' whose frequencies are finite in 'f32', got 1.000000e-100}}
  %2 = nn.sinusoidal_encoding halves %p depth 8 base 1.0e-100 : (tensor<3xf16>) -> tensor<3x8xf16>
  return
}
