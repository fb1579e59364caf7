// What nn.layer_norm refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @layer_norm_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected 'axes' to be axes of 'input' of rank 2, got 2}}
  %0 = nn.layer_norm %x axes [2] epsilon 1.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c2(%x: tensor<2x3xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected axis 0 of 'scale' to have extent 3, as axis 1 of 'input' has, got 2}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c2_rank(%x: tensor<2x3xf32>, %s: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected 'scale' to have 1 axes, as many as 'axes' names, got 2}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c3(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected a finite 'epsilon' that is not negative, got -1.000000e+00}}
  %0 = nn.layer_norm %x axes [1] epsilon -1.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c4(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.layer_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0 : (tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_axes_order(%x: tensor<8x4xf32>) {
  // expected-error @below {{expected 'axes' to be distinct and ascending, got 0 after 1}}
  %0 = nn.layer_norm %x axes [1, 0] epsilon 1.0e-05 : (tensor<8x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_scale_rank0(%x: tensor<8x4xf32>, %s: tensor<f32>, %h: tensor<f32>) {
  // expected-error @below {{expected 'scale' to have 1 axes, as many as 'axes' names, got 0}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<f32>, tensor<f32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_shift_rank(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<8x4xf32>) {
  // expected-error @below {{expected 'shift' to have 1 axes, as many as 'axes' names, got 2}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_shift_extent(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<5xf32>) {
  // expected-error @below {{expected axis 0 of 'shift' to have extent 4, as axis 1 of 'input' has, got 5}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<4xf32>, tensor<5xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_shift_element(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<4xf64>) {
  // expected-error @below {{expected 'shift' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf64>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_epsilon_nan(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<4xf32>) {
  // expected-error @below {{expected a finite 'epsilon' that is not negative, got}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 0x7FF8000000000000 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_epsilon_integer(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<4xf32>) {
  // expected-error @below {{unexpected decimal integer literal for a floating point value}}
  // expected-note @below {{add a trailing dot to make the literal a float}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @layer_norm_c2_name(%x: tensor<2x3xf32, #nn.axes<time, depth>>, %s: tensor<3xf32, #nn.axes<time>>) {
  // expected-error @below {{'nn.layer_norm' op expected axis 0 of 'scale' to be named 'depth', as axis 1 of 'input' is, got 'time'}}
  %0 = nn.layer_norm %x axes [1] scale %s epsilon 0.0 : (tensor<2x3xf32, #nn.axes<time, depth>>, tensor<3xf32, #nn.axes<time>>) -> tensor<2x3xf32>
  return
}

// -----

// The shift stands behind the scale.
func.func @layer_norm_clause_order(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{expected 'epsilon'}}
  %0 = nn.layer_norm %x axes [1] shift %s scale %s epsilon 0.0 : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_result(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected axis 0 of the result to have extent 2, got 3}}
  %0 = nn.layer_norm %x axes [1] epsilon 0.0 : (tensor<2x3xf32>) -> tensor<3x3xf32>
  return
}
