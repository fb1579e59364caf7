// What is known of the results of nn.conv_transpose where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The bias knows how many filters there are, in all groups.
func.func @conv_transpose(%x: tensor<?x4x?x5xf32, #nn.axes<_, channel, _, _>>, %w: tensor<4x?x3x3xf32>, %b: tensor<6xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 6, got 3}}
  %0 = nn.conv_transpose %x, %w bias %b groups 2 : (tensor<?x4x?x5xf32, #nn.axes<_, channel, _, _>>, tensor<4x?x3x3xf32>, tensor<6xf32>) -> tensor<?x3x?x7xf32>
  return
}

// -----

// (extent - 1) stride + (size - 1) dilation + 1 + output_padding - low - high
func.func @conv_transpose_positions(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32>) {
  %0 = nn.conv_transpose %x, %w stride [3] dilation [2] padding [1, 2] output_padding [2] : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x16xf32>
  // expected-error @below {{expected axis 2 of the result to have extent 16, got 14}}
  %1 = nn.conv_transpose %x, %w stride [3] dilation [2] padding [1, 2] output_padding [2] : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x14xf32>
  return
}

// -----

// Filters of all groups.
func.func @conv_transpose_groups(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 6, got 3}}
  %0 = nn.conv_transpose %x, %w groups 2 : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x7xf32>
  return
}
