// What nn.rotary refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// -----

func.func @rotary_c2_large(%x: tensor<3x16777216xf32>) {
  // expected-error @below {{'nn.rotary' op expected the last extent of 'input' to be static, even and below 2^24, got 'tensor<3x16777216xf32>'}}
  %0 = nn.rotary halves %x base 10.0 : (tensor<3x16777216xf32>) -> tensor<3x16777216xf32>
  return
}

// -----

func.func @rotary_c3_name(%x: tensor<3x4xf32, #nn.axes<time, depth>>, %p: tensor<3xi64, #nn.axes<depth>>) {
  // expected-error @below {{'nn.rotary' op expected axis 0 of 'positions' to be named 'time', as axis 0 of 'input' is, got 'depth'}}
  %0 = nn.rotary halves %x positions %p base 10.0 : (tensor<3x4xf32, #nn.axes<time, depth>>, tensor<3xi64, #nn.axes<depth>>) -> tensor<3x4xf32>
  return
}

// -----

func.func @rotary_c3_axes(%x: tensor<2x3x4x6xf32>, %p: tensor<2x3x4xi64>) {
  // expected-error @below {{operand #1 must be 1D/2D tensor of f16, bf16, f32, f64, i8, i16, i32 or i64 values, but got 'tensor<2x3x4xi64>'}}
  %0 = nn.rotary halves %x positions %p base 10.0 : (tensor<2x3x4x6xf32>, tensor<2x3x4xi64>) -> tensor<2x3x4x6xf32>
  return
}

// -----

func.func @rotary_c4_zero(%x: tensor<3x4xf32>) {
  // expected-error @below {{'nn.rotary' op expected a finite and positive 'base', got 0.000000e+00}}
  %0 = nn.rotary halves %x base 0.0 : (tensor<3x4xf32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @rotary_c4_frequency(%x: tensor<2x3x4xf32>) {
  // expected-error @below {{'nn.rotary' op expected a 'base' whose frequencies are finite in 'f32', got 1.000000e-300}}
  %0 = nn.rotary halves %x base 1.0e-300 : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
  return
}

// -----

// The only frequency is 1, and there is none.
func.func @rotary_c4_one(%x: tensor<2x3x2xf32>, %y: tensor<2x3x0xf32>) {
  %0 = nn.rotary halves %x base 1.0e-300 : (tensor<2x3x2xf32>) -> tensor<2x3x2xf32>
  %1 = nn.rotary halves %y base 1.0e-300 : (tensor<2x3x0xf32>) -> tensor<2x3x0xf32>
  return
}
