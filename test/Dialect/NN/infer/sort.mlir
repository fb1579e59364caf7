// What is known of the results of nn.sort where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @sort(%x: tensor<?x4xf32, #nn.axes<row, column>>) {
  %0:2 = nn.sort %x axis 0 : (tensor<?x4xf32, #nn.axes<row, column>>) -> (tensor<3x4xf32>, tensor<?x4xi64, #nn.axes<row, column>>)
  // expected-error @below {{expected axis 1 of result 1 to have extent 4, got 3}}
  %1:2 = nn.sort %x axis 0 : (tensor<?x4xf32, #nn.axes<row, column>>) -> (tensor<?x4xf32>, tensor<?x3xi64>)
  return
}
