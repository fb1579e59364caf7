// What is known of the results of nn.embedding where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @names_embedding(%i: tensor<?xi32, #nn.axes<time>>, %t: tensor<5x4xf32, #nn.axes<token, depth>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'depth', got 'token'}}
  %0 = nn.embedding %i, %t : (tensor<?xi32, #nn.axes<time>>, tensor<5x4xf32, #nn.axes<token, depth>>) -> tensor<?x4xf32, #nn.axes<time, token>>
  return
}

// -----

func.func @embedding(%i: tensor<8x?xi32>, %t: tensor<5x?xf32>) {
  %0 = nn.embedding %i, %t : (tensor<8x?xi32>, tensor<5x?xf32>) -> tensor<8x3x4xf32>
  // expected-error @below {{expected axis 0 of the result to have extent 8, got 5}}
  %1 = nn.embedding %i, %t : (tensor<8x?xi32>, tensor<5x?xf32>) -> tensor<5x?x?xf32>
  return
}

// -----

// Of one index, one row.
func.func @embedding_scalar(%i: tensor<i8>, %t: tensor<5x3xf32>) {
  // expected-error @below {{expected the result to have 1 axes, got 2}}
  %0 = nn.embedding %i, %t : (tensor<i8>, tensor<5x3xf32>) -> tensor<1x3xf32>
  return
}
