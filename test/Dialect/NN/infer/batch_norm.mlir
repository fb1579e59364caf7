// What is known of the results of nn.batch_norm where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// A dynamic channel takes every number of statistics; the program checks it.
func.func @batch_norm(%x: tensor<8x?xf32>, %s: tensor<4xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 8, got 9}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0e-05 : (tensor<8x?xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<9x?xf32>
  return
}

// -----

// Any of the statistics knows how many channels there are, and their name.
func.func @batch_norm_channels(%x: tensor<8x?xf32>, %s: tensor<?xf32>, %v: tensor<4xf32, #nn.axes<channel>>) {
  %0 = nn.batch_norm %x, %s, %s, %s, %v epsilon 0.0 : (tensor<8x?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<4xf32, #nn.axes<channel>>) -> tensor<8x4xf32, #nn.axes<_, channel>>
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 5}}
  %1 = nn.batch_norm %x, %s, %s, %s, %v epsilon 0.0 : (tensor<8x?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<4xf32, #nn.axes<channel>>) -> tensor<8x5xf32>
  return
}
