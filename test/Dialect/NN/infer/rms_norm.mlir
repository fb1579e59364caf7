// What is known of the results of nn.rms_norm where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The scale knows the extent of the axis.
func.func @rms_norm(%x: tensor<2x?xf32>, %s: tensor<4xf32, #nn.axes<feature>>) {
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 5}}
  %0 = nn.rms_norm %x axes [1] scale %s epsilon 1.0e-05 : (tensor<2x?xf32>, tensor<4xf32, #nn.axes<feature>>) -> tensor<2x5xf32>
  return
}

// -----

func.func @rms_norm_axes(%x: tensor<?x?x?xf32>, %s: tensor<2x4xf32>) {
  %0 = nn.rms_norm %x axes [0, 2] scale %s epsilon 0.0 : (tensor<?x?x?xf32>, tensor<2x4xf32>) -> tensor<2x9x4xf32>
  // expected-error @below {{expected axis 2 of the result to have extent 4, got 2}}
  %1 = nn.rms_norm %x axes [0, 2] scale %s epsilon 0.0 : (tensor<?x?x?xf32>, tensor<2x4xf32>) -> tensor<2x9x2xf32>
  return
}
