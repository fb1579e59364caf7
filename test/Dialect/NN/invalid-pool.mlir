// One case per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @pool_c1(%x: tensor<1x3x8x8xf32>) {
  // expected-error @below {{'nn.pool' op expected the entries of 'size' to be at least 1 and below 2^31, got 0}}
  %0 = nn.pool max %x size [2, 0] : (tensor<1x3x8x8xf32>) -> tensor<1x3x4x4xf32>
  return
}

// -----

func.func @pool_c1_padding(%x: tensor<1x3x8x8xf32>) {
  // expected-error @below {{'nn.pool' op expected 'padding' to be smaller than 'size', got 2 for a window of 2}}
  %0 = nn.pool max %x size [2, 2] padding [2, 0, 0, 0] : (tensor<1x3x8x8xf32>) -> tensor<1x3x5x4xf32>
  return
}

// -----

func.func @pool_c2(%x: tensor<1x3x8x8xf32>) {
  // expected-error @below {{'nn.pool' op expected the window to fit into axis 2 of 'input': it covers 9 elements of the padded extent 8}}
  %0 = nn.pool average %x size [9, 9] : (tensor<1x3x8x8xf32>) -> tensor<1x3x0x0xf32>
  return
}

// -----

func.func @pool_c1_dilation(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{'nn.pool' op expected the entries of 'dilation' to be at least 1 and below 2^31, got 0}}
  %0 = nn.pool max %x size [2] dilation [0] : (tensor<1x3x8xf32>) -> tensor<1x3x4xf32>
  return
}

// -----

func.func @pool_c2_dilation(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{'nn.pool' op expected the window to fit into axis 2 of 'input': it covers 9 elements of the padded extent 8}}
  %0 = nn.pool max %x size [3] dilation [4] : (tensor<1x3x8xf32>) -> tensor<1x3x1xf32>
  return
}

// -----

func.func @pool_c3(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{'nn.pool' op expected 'exclude_padding' with 'average' alone}}
  %0 = nn.pool max %x size [2] exclude_padding : (tensor<1x3x8xf32>) -> tensor<1x3x4xf32>
  return
}

// -----

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
