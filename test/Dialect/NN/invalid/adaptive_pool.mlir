// What nn.adaptive_pool refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @adaptive_pool_c1(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{'nn.adaptive_pool' op expected 'size' to have 1 entries, got 2}}
  %0 = nn.adaptive_pool max %x size [2, 2] : (tensor<1x3x8xf32>) -> tensor<1x3x2xf32>
  return
}

// -----

func.func @adaptive_pool_c1_zero(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{'nn.adaptive_pool' op expected the entries of 'size' to be at least 1 and below 2^31, got 0}}
  %0 = nn.adaptive_pool max %x size [0] : (tensor<1x3x8xf32>) -> tensor<1x3x0xf32>
  return
}

// -----

func.func @adaptive_pool_c1_large(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{'nn.adaptive_pool' op expected the entries of 'size' to be at least 1 and below 2^31, got 2147483648}}
  %0 = nn.adaptive_pool max %x size [2147483648] : (tensor<1x3x8xf32>) -> tensor<1x3x1xf32>
  return
}

// -----

func.func @adaptive_pool_kind(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{custom op 'nn.adaptive_pool' expected 'max' or 'average', got 'sum'}}
  %0 = nn.adaptive_pool sum %x size [1] : (tensor<1x3x8xf32>) -> tensor<1x3x1xf32>
  return
}

// -----

func.func @adaptive_pool_no_size(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{expected 'size'}}
  %0 = nn.adaptive_pool max %x : (tensor<1x3x8xf32>) -> tensor<1x3x1xf32>
  return
}
