// What nn.rms_norm refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @rms_norm_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected 'axes' to be axes of 'input' of rank 2, got 2}}
  %0 = nn.rms_norm %x axes [2] epsilon 1.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c2(%x: tensor<2x3xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected axis 0 of 'scale' to have extent 3, as axis 1 of 'input' has, got 2}}
  %0 = nn.rms_norm %x axes [1] scale %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c2_rank(%x: tensor<2x3xf32>, %s: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected 'scale' to have 1 axes, as many as 'axes' names, got 2}}
  %0 = nn.rms_norm %x axes [1] scale %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c3(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected a finite 'epsilon' that is not negative, got -1.000000e+00}}
  %0 = nn.rms_norm %x axes [1] epsilon -1.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c4(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.rms_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.rms_norm %x axes [1] scale %s epsilon 1.0 : (tensor<2x3xf32>, tensor<3xf64>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c1_order(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected 'axes' to be distinct and ascending, got 0 after 1}}
  %0 = nn.rms_norm %x axes [1, 0] epsilon 0.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c3_infinite(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected a finite 'epsilon' that is not negative, got INF}}
  %0 = nn.rms_norm %x axes [1] epsilon 0x7FF0000000000000 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// There is no shift.
func.func @rms_norm_shift(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{expected 'epsilon'}}
  %0 = nn.rms_norm %x axes [1] shift %s epsilon 0.0 : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}
