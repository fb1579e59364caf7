// What is known of the results of nn.conv where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The bias knows how many filters there are.
func.func @conv_bias(%x: tensor<?x3x?x8xf32, #nn.axes<_, channel, _, _>>, %w: tensor<?x3x3x3xf32>, %b: tensor<6xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 6, got 7}}
  %0 = nn.conv %x, %w bias %b : (tensor<?x3x?x8xf32, #nn.axes<_, channel, _, _>>, tensor<?x3x3x3xf32>, tensor<6xf32>) -> tensor<?x7x?x6xf32>
  return
}

// -----

// Stride, dilation and padding of each axis count for it.
func.func @conv_positions(%x: tensor<1x2x9x9xf32>, %w: tensor<4x2x3x3xf32>) {
  %0 = nn.conv %x, %w stride [2, 1] dilation [1, 2] padding [1, 0, 2, 2] : (tensor<1x2x9x9xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x4x9xf32>
  // expected-error @below {{expected axis 3 of the result to have extent 9, got 4}}
  %1 = nn.conv %x, %w stride [2, 1] dilation [1, 2] padding [1, 0, 2, 2] : (tensor<1x2x9x9xf32>, tensor<4x2x3x3xf32>) -> tensor<1x4x4x4xf32>
  return
}

// -----

// Channels have the name of the filters, or that of the channels of the input.
func.func @conv_names(%x: tensor<1x2x9xf32, #nn.axes<batch, channel, time>>, %w: tensor<4x2x3xf32, #nn.axes<out, _, _>>, %v: tensor<4x2x3xf32>) {
  %0 = nn.conv %x, %w : (tensor<1x2x9xf32, #nn.axes<batch, channel, time>>, tensor<4x2x3xf32, #nn.axes<out, _, _>>) -> tensor<1x4x7xf32, #nn.axes<batch, out, time>>
  // expected-error @below {{expected axis 1 of the result to be named 'channel', got 'out'}}
  %1 = nn.conv %x, %v : (tensor<1x2x9xf32, #nn.axes<batch, channel, time>>, tensor<4x2x3xf32>) -> tensor<1x4x7xf32, #nn.axes<batch, out, time>>
  return
}

// -----

func.func @conv_dynamic(%x: tensor<?x?x?xf32>, %w: tensor<?x?x3xf32>) {
  %0 = nn.conv %x, %w groups 2 : (tensor<?x?x?xf32>, tensor<?x?x3xf32>) -> tensor<3x4x5xf32>
  return
}
