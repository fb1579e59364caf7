// What is known of the results of nn.resize where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @resize(%x: tensor<?x4x?x5xf32>) {
  // expected-error @below {{expected axis 3 of the result to have extent 15, got 10}}
  %0 = nn.resize nearest %x factor [2, 3] : (tensor<?x4x?x5xf32>) -> tensor<?x4x?x10xf32>
  return
}

// -----

// A size says the extents; a factor of a dynamic extent leaves it dynamic.
func.func @resize_dynamic(%x: tensor<?x4x?x5xf32, #nn.axes<batch, channel, row, column>>) {
  %0 = nn.resize linear %x factor [2, 1] : (tensor<?x4x?x5xf32, #nn.axes<batch, channel, row, column>>) -> tensor<1x4x7x5xf32>
  // expected-error @below {{expected axis 2 of the result to have extent 6, got 7}}
  %1 = nn.resize linear %x size [6, 5] : (tensor<?x4x?x5xf32, #nn.axes<batch, channel, row, column>>) -> tensor<1x4x7x5xf32>
  return
}

// -----

func.func @resize_name(%x: tensor<1x4x5xf32, #nn.axes<batch, channel, time>>) {
  // expected-error @below {{expected axis 2 of the result to be named 'time', got 'row'}}
  %0 = nn.resize nearest %x size [3] : (tensor<1x4x5xf32, #nn.axes<batch, channel, time>>) -> tensor<1x4x3xf32, #nn.axes<_, _, row>>
  return
}
