// What is known of the results of nn.instance_norm where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @instance_norm(%x: tensor<2x?x3xf32>, %s: tensor<4xf32, #nn.axes<channel>>) {
  %0 = nn.instance_norm %x scale %s epsilon 0.0 : (tensor<2x?x3xf32>, tensor<4xf32, #nn.axes<channel>>) -> tensor<2x4x3xf32, #nn.axes<_, channel, _>>
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 3}}
  %1 = nn.instance_norm %x scale %s epsilon 0.0 : (tensor<2x?x3xf32>, tensor<4xf32, #nn.axes<channel>>) -> tensor<2x3x3xf32>
  return
}
