// What is known of the results of nn.window where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The window of a dynamic axis has a dynamic number of positions.
func.func @window(%x: tensor<?x8xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 4}}
  %0 = nn.window %x axes [0, 1] size [2, 3] stride [1, 2] padding [0, 0, 0, 0] : tensor<?x8xf32> -> tensor<?x4x2x3xf32>
  return
}

// -----

// The axes for the place within a window have no names.
func.func @names_window(%x: tensor<8xf32, #nn.axes<time>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'time', got 'step'}}
  %0 = nn.window %x axes [0] size [3] : tensor<8xf32, #nn.axes<time>> -> tensor<6x3xf32, #nn.axes<step, time>>
  return
}

// -----

// floor((spread + low + high - dilation (size - 1) - 1) / stride) + 1
func.func @window_positions(%x: tensor<10xf32>) {
  %0 = nn.window %x axes [0] size [3] stride [2] dilation [2] padding [1, 2] : tensor<10xf32> -> tensor<5x3xf32>
  %1 = nn.window %x axes [0] size [3] stride [2] dilation [2] padding [1, 1] : tensor<10xf32> -> tensor<4x3xf32>
  %2 = nn.window %x axes [0] size [3] base_dilation [3] : tensor<10xf32> -> tensor<26x3xf32>
  %3 = nn.window %x axes [0] size [10] : tensor<10xf32> -> tensor<1x10xf32>
  // expected-error @below {{expected axis 0 of the result to have extent 26, got 28}}
  %4 = nn.window %x axes [0] size [3] base_dilation [3] : tensor<10xf32> -> tensor<28x3xf32>
  return
}

// -----

// Of an empty axis, nothing is spread: the window slides over the padding.
func.func @window_empty(%x: tensor<0xf32>) {
  %0 = nn.window %x axes [0] size [2] padding [1, 2] base_dilation [4] : tensor<0xf32> -> tensor<2x2xf32>
  // expected-error @below {{expected axis 0 of the result to have extent 2, got 1}}
  %1 = nn.window %x axes [0] size [2] padding [1, 2] base_dilation [4] : tensor<0xf32> -> tensor<1x2xf32>
  return
}

// -----

// The places of the windows stand behind all axes, in the order of the axes.
func.func @window_places(%x: tensor<8x9x4xf32>) {
  %0 = nn.window %x axes [0, 1] size [3, 2] : tensor<8x9x4xf32> -> tensor<6x8x4x3x2xf32>
  // expected-error @below {{expected axis 3 of the result to have extent 3, got 2}}
  %1 = nn.window %x axes [0, 1] size [3, 2] : tensor<8x9x4xf32> -> tensor<6x8x4x2x3xf32>
  return
}
