// What nn.pool refuses: cases per constraint, named after it, and other ways to
// write it wrong.
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

func.func @pool_kind(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected 'max' or 'average', got 'min'}}
  %0 = nn.pool min %x size [2, 2] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_kind_missing(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected 'max' or 'average'}}
  %0 = nn.pool %x size [2, 2] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_size_count(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected 'size' to have 2 entries, got 1}}
  %0 = nn.pool max %x size [2] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_stride(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected the entries of 'stride' to be at least 1 and below 2^31, got 0}}
  %0 = nn.pool max %x size [2, 2] stride [0, 1] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_padding_count(%x: tensor<1x4x8x8xf32>) {
  // expected-error @below {{expected 'padding' to have 4 entries, got 2}}
  %0 = nn.pool max %x size [2, 2] padding [1, 1] : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

func.func @pool_c1_large(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{'nn.pool' op expected the entries of 'size' to be at least 1 and below 2^31, got 2147483648}}
  %0 = nn.pool max %x size [2147483648] : (tensor<1x3x8xf32>) -> tensor<1x3x1xf32>
  return
}

// -----

func.func @pool_c1_negative(%x: tensor<1x3x8xf32>) {
  // expected-error @below {{'nn.pool' op expected the entries of 'padding' to be at least 0 and below 2^31, got -1}}
  %0 = nn.pool max %x size [2] padding [0, -1] : (tensor<1x3x8xf32>) -> tensor<1x3x4xf32>
  return
}

// -----

// The stride is the size where none is given.
func.func @pool_result(%x: tensor<1x3x9xf32>) {
  // expected-error @below {{'nn.pool' op expected axis 2 of the result to have extent 3, got 7}}
  %0 = nn.pool max %x size [3] : (tensor<1x3x9xf32>) -> tensor<1x3x7xf32>
  return
}

// -----

func.func @pool_input_rank(%x: tensor<3x9xf32>) {
  // expected-error @below {{operand #0 must be 3D/4D/5D tensor of f16, bf16, f32 or f64 values, but got 'tensor<3x9xf32>'}}
  %0 = nn.pool max %x size [] : (tensor<3x9xf32>) -> tensor<3x9xf32>
  return
}
