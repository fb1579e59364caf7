// What is known of the results of nn.group_norm where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @group_norm_name(%x: tensor<2x?x3xf32>, %s: tensor<4xf32, #nn.axes<channel>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'channel', got 'time'}}
  %0 = nn.group_norm %x groups 2 scale %s epsilon 1.0e-05 : (tensor<2x?x3xf32>, tensor<4xf32, #nn.axes<channel>>) -> tensor<2x4x3xf32, #nn.axes<_, time, _>>
  return
}
