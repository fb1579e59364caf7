// What is known of the results of nn.positions where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @names_positions(%x: tensor<?x4xf32, #nn.axes<time, depth>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'time', got 'depth'}}
  %0 = nn.positions %x axis 0 : (tensor<?x4xf32, #nn.axes<time, depth>>) -> tensor<?xi64, #nn.axes<depth>>
  return
}

// -----

func.func @positions(%x: tensor<?x4xf32>) {
  %0 = nn.positions %x axis 0 : (tensor<?x4xf32>) -> tensor<7xi64>
  // expected-error @below {{expected axis 0 of the result to have extent 4, got 7}}
  %1 = nn.positions %x axis 1 : (tensor<?x4xf32>) -> tensor<7xi64>
  return
}
