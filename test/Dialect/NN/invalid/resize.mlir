// What nn.resize refuses: cases per constraint, named after it, and other ways to
// write it wrong.
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

// -----

func.func @resize_c1_size_large(%x: tensor<1x2x3xf32>) {
  // expected-error @below {{'nn.resize' op expected the entries of 'size' to be at least 1 and below 2^31, got 2147483648}}
  %0 = nn.resize nearest %x size [2147483648] : (tensor<1x2x3xf32>) -> tensor<1x2x?xf32>
  return
}

// -----

// A factor takes an empty axis; a size cannot.
func.func @resize_c3_factor(%x: tensor<1x2x0xf32>) {
  %0 = nn.resize nearest %x factor [3] : (tensor<1x2x0xf32>) -> tensor<1x2x0xf32>
  // expected-error @below {{'nn.resize' op expected axis 2 of 'input' not to be empty, for a 'size' of 1}}
  %1 = nn.resize nearest %x size [1] : (tensor<1x2x0xf32>) -> tensor<1x2x1xf32>
  return
}

// -----

func.func @resize_result(%x: tensor<1x2x3x4xf32>) {
  // expected-error @below {{'nn.resize' op expected axis 3 of the result to have extent 12, got 8}}
  %0 = nn.resize nearest %x factor [2, 3] : (tensor<1x2x3x4xf32>) -> tensor<1x2x6x8xf32>
  return
}

// -----

func.func @resize_kind_missing(%x: tensor<1x2x3xf32>) {
  // expected-error @below {{custom op 'nn.resize' expected 'nearest' or 'linear'}}
  %0 = nn.resize %x factor [2] : (tensor<1x2x3xf32>) -> tensor<1x2x6xf32>
  return
}
