// What is known of the results of nn.sinusoidal_encoding where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @sinusoidal_encoding(%p: tensor<2x?xf32, #nn.axes<batch, time>>) {
  // The axis of the depth has no name of its own.
  %0 = nn.sinusoidal_encoding halves %p depth 4 base 2.0 : (tensor<2x?xf32, #nn.axes<batch, time>>) -> tensor<2x3x4xf32, #nn.axes<batch, time, depth>>
  // expected-error @below {{expected axis 1 of the result to be named 'time', got 'depth'}}
  %1 = nn.sinusoidal_encoding halves %p depth 4 base 2.0 : (tensor<2x?xf32, #nn.axes<batch, time>>) -> tensor<2x?x4xf32, #nn.axes<batch, depth, _>>
  return
}
