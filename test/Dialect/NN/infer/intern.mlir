// What is known of the result of nn.intern where extents or names are known in part.
// A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @intern(%a: tensor<?x?xi32, #nn.axes<time, _>>, %b: tensor<4x?xi8>) {
  %0:2 = nn.intern %a, %b : (tensor<?x?xi32, #nn.axes<time, _>>, tensor<4x?xi8>) -> (tensor<3xi64>, tensor<?xi64>)
  // expected-error @below {{expected axis 0 of result 1 to have extent 4, got 5}}
  %1:2 = nn.intern %a, %b : (tensor<?x?xi32, #nn.axes<time, _>>, tensor<4x?xi8>) -> (tensor<?xi64>, tensor<5xi64>)
  return
}
