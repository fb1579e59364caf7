// What nn.l2_normalize refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @l2_normalize_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.l2_normalize' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.l2_normalize %x axis 2 epsilon 1.0 : tensor<2x3xf32>
  return
}

// -----

func.func @l2_normalize_c2(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.l2_normalize' op expected a finite 'epsilon' that is not negative, got -1.000000e+00}}
  %0 = nn.l2_normalize %x axis 1 epsilon -1.0 : tensor<2x3xf32>
  return
}

// -----

func.func @l2_normalize_c1_negative(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.l2_normalize' op expected 'axis' to be an axis of 'input' of rank 2, got -1}}
  %0 = nn.l2_normalize %x axis -1 epsilon 0.0 : tensor<2x3xf32>
  return
}

// -----

func.func @l2_normalize_c2_nan(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.l2_normalize' op expected a finite 'epsilon' that is not negative, got nan}}
  %0 = nn.l2_normalize %x axis 0 epsilon 0x7FF8000000000000 : tensor<2x3xf32>
  return
}

// -----

func.func @l2_normalize_no_epsilon(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected 'epsilon'}}
  %0 = nn.l2_normalize %x axis 0 : tensor<2x3xf32>
  return
}
