// One case per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @resize_c1(%x: tensor<1x2x3x4xf32>) {
  // expected-error @below {{'nn.resize' op expected either 'size' or 'factor'}}
  %0 = nn.resize linear %x : (tensor<1x2x3x4xf32>) -> tensor<1x2x6x8xf32>
  return
}

// -----

func.func @resize_c1_both(%x: tensor<1x2x3x4xf32>) {
  // expected-error @below {{'nn.resize' op expected either 'size' or 'factor'}}
  %0 = nn.resize linear %x size [6, 8] factor [2, 2] : (tensor<1x2x3x4xf32>) -> tensor<1x2x6x8xf32>
  return
}

// -----

func.func @resize_c1_count(%x: tensor<1x2x3x4xf32>) {
  // expected-error @below {{'nn.resize' op expected 'size' to have 2 entries, got 1}}
  %0 = nn.resize linear %x size [6] : (tensor<1x2x3x4xf32>) -> tensor<1x2x6x8xf32>
  return
}

// -----

func.func @resize_c1_zero(%x: tensor<1x2x3x4xf32>) {
  // expected-error @below {{'nn.resize' op expected the entries of 'factor' to be at least 1 and below 2^31, got 0}}
  %0 = nn.resize linear %x factor [2, 0] : (tensor<1x2x3x4xf32>) -> tensor<1x2x6x8xf32>
  return
}

// -----

func.func @resize_c1_large(%x: tensor<1x1x1099511627776xf32>) {
  // expected-error @below {{'nn.resize' op expected the extents of the result to stay below 2^63}}
  %0 = nn.resize linear %x factor [2147483647] : (tensor<1x1x1099511627776xf32>) -> tensor<1x1x?xf32>
  return
}

// -----

func.func @resize_c2(%x: tensor<1x2x3x4xf32>) {
  // expected-error @below {{'nn.resize' op expected 'align_corners' with 'linear' alone}}
  %0 = nn.resize nearest %x factor [2, 2] align_corners : (tensor<1x2x3x4xf32>) -> tensor<1x2x6x8xf32>
  return
}

// -----

func.func @resize_c3(%x: tensor<1x2x3x0xf32>) {
  // expected-error @below {{'nn.resize' op expected axis 3 of 'input' not to be empty, for a 'size' of 8}}
  %0 = nn.resize linear %x size [6, 8] : (tensor<1x2x3x0xf32>) -> tensor<1x2x6x8xf32>
  return
}

// -----

func.func @resize_kind(%x: tensor<1x2x3x4xf32>) {
  // expected-error @below {{custom op 'nn.resize' expected 'nearest' or 'linear', got 'cubic'}}
  %0 = nn.resize cubic %x factor [2, 2] : (tensor<1x2x3x4xf32>) -> tensor<1x2x6x8xf32>
  return
}
