// What is known of the results of nn.adaptive_pool where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @adaptive_pool(%x: tensor<?x3x?x9xf32>) {
  // expected-error @below {{expected axis 3 of the result to have extent 5, got 9}}
  %0 = nn.adaptive_pool max %x size [2, 5] : (tensor<?x3x?x9xf32>) -> tensor<?x3x2x9xf32>
  return
}

// -----

// The size says the extents, whatever those of the input are.
func.func @adaptive_pool_dynamic(%x: tensor<?x3x?x0xf32, #nn.axes<batch, channel, row, column>>) {
  %0 = nn.adaptive_pool average %x size [4, 5] : (tensor<?x3x?x0xf32, #nn.axes<batch, channel, row, column>>) -> tensor<2x3x4x5xf32, #nn.axes<batch, channel, row, column>>
  // expected-error @below {{expected axis 2 of the result to have extent 4, got 5}}
  %1 = nn.adaptive_pool average %x size [4, 5] : (tensor<?x3x?x0xf32, #nn.axes<batch, channel, row, column>>) -> tensor<?x3x5x4xf32>
  return
}
