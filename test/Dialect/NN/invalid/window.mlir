// What nn.window refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @window_c2_base(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the entries of 'base_dilation' to be at least 1 and below 2^31, got 0}}
  %0 = nn.window %x axes [0] size [3] base_dilation [0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c1(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected 'axes' to be axes of 'input' of rank 1, got 1}}
  %0 = nn.window %x axes [1] size [3] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c2(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected 'size' to have 1 entries, got 2}}
  %0 = nn.window %x axes [0] size [3, 3] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c2_stride(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the entries of 'stride' to be at least 1 and below 2^31, got 0}}
  %0 = nn.window %x axes [0] size [3] stride [0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c3(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the entries of 'padding' to be at least 0 and below 2^31, got -1}}
  %0 = nn.window %x axes [0] size [3] padding [-1, 0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c4(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the window to fit into axis 0 of 'input': it covers 9 elements of the padded extent 8}}
  %0 = nn.window %x axes [0] size [9] : tensor<8xf32> -> tensor<0x9xf32>
  return
}

// -----

func.func @window_c5(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected 'pad_value' to be a number of type 'f32', got 1 : i32}}
  %0 = nn.window %x axes [0] size [3] padding [1, 1] pad_value 1 : i32 : tensor<8xf32> -> tensor<8x3xf32>
  return
}

// -----

func.func @clause_twice(%x: tensor<2x4xf32>) {
  // expected-error @below {{expected 'stride' at most once}}
  %0 = nn.window %x axes [1] size [2] stride [1] stride [2] : tensor<2x4xf32> -> tensor<2x3x2xf32>
  return
}

// -----

func.func @window_axes_twice(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'axes' to be distinct and ascending, got 0 after 0}}
  %0 = nn.window %x axes [0, 0] size [1, 1] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_size_zero(%x: tensor<8xf32>) {
  // expected-error @below {{expected the entries of 'size' to be at least 1 and below 2^31, got 0}}
  %0 = nn.window %x axes [0] size [0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_size_large(%x: tensor<8xf32>) {
  // expected-error @below {{expected the entries of 'size' to be at least 1 and below 2^31, got 2147483648}}
  %0 = nn.window %x axes [0] size [2147483648] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_dilation(%x: tensor<8xf32>) {
  // expected-error @below {{expected the entries of 'dilation' to be at least 1 and below 2^31, got 0}}
  %0 = nn.window %x axes [0] size [3] dilation [0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_dilation_large(%x: tensor<8xf32>) {
  // expected-error @below {{it covers 4611686011984936963 elements of the padded extent 8}}
  %0 = nn.window %x axes [0] size [2147483647] dilation [2147483647] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_padding_count(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'padding' to have 2 entries, got 1}}
  %0 = nn.window %x axes [0] size [3] padding [1] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_pad_value_text(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'pad_value' to be a number of type 'f32', got "zero" : f32}}
  %0 = nn.window %x axes [0] size [3] pad_value "zero" : f32 : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_nothing(%x: tensor<0xf32>) {
  // expected-error @below {{it covers 1 elements of the padded extent 0}}
  %0 = nn.window %x axes [0] size [1] : tensor<0xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c2_count(%x: tensor<8x8xf32>) {
  // expected-error @below {{'nn.window' op expected 'dilation' to have 2 entries, got 3}}
  %0 = nn.window %x axes [0, 1] size [3, 3] dilation [1, 1, 1] : tensor<8x8xf32> -> tensor<6x6x3x3xf32>
  return
}

// -----

func.func @window_c2_base_count(%x: tensor<8x8xf32>) {
  // expected-error @below {{'nn.window' op expected 'base_dilation' to have 2 entries, got 1}}
  %0 = nn.window %x axes [0, 1] size [3, 3] base_dilation [2] : tensor<8x8xf32> -> tensor<6x6x3x3xf32>
  return
}

// -----

func.func @window_c2_base_large(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the entries of 'base_dilation' to be at least 1 and below 2^31, got 2147483648}}
  %0 = nn.window %x axes [0] size [3] base_dilation [2147483648] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c3_large(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the entries of 'padding' to be at least 0 and below 2^31, got 2147483648}}
  %0 = nn.window %x axes [0] size [3] padding [0, 2147483648] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

// The third axis is the one that does not fit.
func.func @window_c4_axis(%x: tensor<8x8x2xf32>) {
  // expected-error @below {{'nn.window' op expected the window to fit into axis 2 of 'input': it covers 5 elements of the padded extent 4}}
  %0 = nn.window %x axes [0, 2] size [3, 3] dilation [1, 2] padding [0, 0, 1, 1] : tensor<8x8x2xf32> -> tensor<6x8x1x3x3xf32>
  return
}

// -----

// Spreading the input makes room, though not enough.
func.func @window_c4_base(%x: tensor<3xf32>) {
  // expected-error @below {{'nn.window' op expected the window to fit into axis 0 of 'input': it covers 6 elements of the padded extent 5}}
  %0 = nn.window %x axes [0] size [6] base_dilation [2] : tensor<3xf32> -> tensor<1x6xf32>
  return
}

// -----

func.func @window_overflow(%x: tensor<288230376151711744xf32>) {
  // expected-error @below {{'nn.window' op expected the padded extent of axis 0 of 'input' to stay below 2^63}}
  %0 = nn.window %x axes [0] size [1] base_dilation [64] : tensor<288230376151711744xf32> -> tensor<?x1xf32>
  return
}

// -----

// A number of another width is no number of the type.
func.func @window_c5_width(%x: tensor<8xi8>) {
  // expected-error @below {{'nn.window' op expected 'pad_value' to be a number of type 'i8', got 1 : i64}}
  %0 = nn.window %x axes [0] size [3] padding [1, 1] pad_value 1 : i64 : tensor<8xi8> -> tensor<8x3xi8>
  return
}

// -----

func.func @window_result_places(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected axis 1 of the result to have extent 3, got 2}}
  %0 = nn.window %x axes [0] size [3] : tensor<8xf32> -> tensor<6x2xf32>
  return
}

// -----

func.func @window_padding_twice(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'padding' at most once}}
  %0 = nn.window %x axes [0] size [3] padding [1, 1] stride [1] padding [1, 1] : tensor<8xf32> -> tensor<8x3xf32>
  return
}

// -----

// A clause of another op.
func.func @window_output_padding(%x: tensor<8xf32>) {
  // expected-error @below {{expected ':'}}
  %0 = nn.window %x axes [0] size [3] output_padding [1] : tensor<8xf32> -> tensor<8x3xf32>
  return
}
