// What is known of the results of nn.layer_norm where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @layer_norm(%x: tensor<?x4xf32>, %s: tensor<4xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 5}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0e-05 : (tensor<?x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<?x5xf32>
  return
}

// -----

func.func @layer_norm_names(%x: tensor<2x3xf32, #nn.axes<time, _>>, %s: tensor<3xf32, #nn.axes<depth>>) {
  // The scale has a name that the input does not have.
  // expected-error @below {{expected axis 1 of the result to be named 'depth', got 'width'}}
  %0 = nn.layer_norm %x axes [1] scale %s epsilon 0.0 : (tensor<2x3xf32, #nn.axes<time, _>>, tensor<3xf32, #nn.axes<depth>>) -> tensor<2x3xf32, #nn.axes<time, width>>
  return
}
