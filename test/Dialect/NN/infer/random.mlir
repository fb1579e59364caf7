// What is known of the results of nn.random where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The result may know more than `like`, or less.
func.func @random_like(%s: tensor<i64>, %x: tensor<?x4xi1, #nn.axes<batch, _>>) {
  %0 = nn.random uniform %s like %x : tensor<i64>, tensor<?x4xi1, #nn.axes<batch, _>> -> tensor<3x?xf32, #nn.axes<_, depth>>
  // expected-error @below {{expected 'like' to have the axes of the result}}
  %1 = nn.random uniform %s like %x : tensor<i64>, tensor<?x4xi1, #nn.axes<batch, _>> -> tensor<?x3xf32>
  return
}
