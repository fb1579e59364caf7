// What is known of the results of nn.prelu where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @prelu(%x: tensor<8x?xf32, #nn.axes<batch, channel>>, %s: tensor<4xf32>) {
  %0 = nn.prelu %x, %s : (tensor<8x?xf32, #nn.axes<batch, channel>>, tensor<4xf32>) -> tensor<8x4xf32>
  // expected-error @below {{expected axis 0 of the result to be named 'batch', got 'time'}}
  %1 = nn.prelu %x, %s : (tensor<8x?xf32, #nn.axes<batch, channel>>, tensor<4xf32>) -> tensor<8x4xf32, #nn.axes<time, _>>
  return
}
