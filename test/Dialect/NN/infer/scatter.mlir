// What is known of the results of nn.scatter where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The result is what it starts from; updates may know less.
func.func @scatter(%u: tensor<?x?xf32>, %d: tensor<5x4xf32, #nn.axes<row, column>>, %i: tensor<3xi32>) {
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<?x?xf32>, tensor<5x4xf32, #nn.axes<row, column>>, tensor<3xi32>) -> tensor<5x4xf32, #nn.axes<row, column>> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  // expected-error @below {{expected axis 1 of the result to be named 'column', got 'row'}}
  %1 = nn.scatter %u into %d axes [0] at %i : (tensor<?x?xf32>, tensor<5x4xf32, #nn.axes<row, column>>, tensor<3xi32>) -> tensor<5x4xf32, #nn.axes<_, row>> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

// What the updates know does not become known of the result.
func.func @scatter_updates(%u: tensor<3x4xf32>, %d: tensor<5x?xf32>, %i: tensor<?xi32>) {
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3x4xf32>, tensor<5x?xf32>, tensor<?xi32>) -> tensor<5x9xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}
