// What is known of the results of nn.elman_cell where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The weights know how many hidden units there are.
func.func @elman_cell(%x: tensor<?x3xf32>, %h: tensor<?x?xf32>, %wi: tensor<4x3xf32>, %wh: tensor<?x?xf32>) {
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<?x3xf32>, tensor<?x?xf32>, tensor<4x3xf32>, tensor<?x?xf32>) -> tensor<8x4xf32>
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 5}}
  %1 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<?x3xf32>, tensor<?x?xf32>, tensor<4x3xf32>, tensor<?x?xf32>) -> tensor<8x5xf32>
  return
}
