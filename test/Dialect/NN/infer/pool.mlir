// What is known of the results of nn.pool where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @pool(%x: tensor<?x3x?x9xf32>) {
  // expected-error @below {{expected axis 3 of the result to have extent 5, got 4}}
  %0 = nn.pool average %x size [2, 2] padding [0, 0, 0, 1] : (tensor<?x3x?x9xf32>) -> tensor<?x3x?x4xf32>
  return
}

// -----

func.func @pool_positions(%x: tensor<?x3x9x9xf32, #nn.axes<batch, channel, row, column>>) {
  %0 = nn.pool max %x size [2, 3] stride [3, 1] dilation [2, 1] padding [1, 0, 0, 2] : (tensor<?x3x9x9xf32, #nn.axes<batch, channel, row, column>>) -> tensor<?x3x3x9xf32>
  // expected-error @below {{expected axis 3 of the result to be named 'column', got 'row'}}
  %1 = nn.pool max %x size [3, 3] : (tensor<?x3x9x9xf32, #nn.axes<batch, channel, row, column>>) -> tensor<?x3x3x3xf32, #nn.axes<_, _, _, row>>
  return
}
