// What is known of the result of nn.join_rows where extents or names are known in part.
// A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @join_rows(%a: tensor<?x2xi32, #nn.axes<time, _>>, %b: tensor<4x3xi32>, %c: tensor<?x?xi32>) {
  %0 = nn.join_rows %a, %b, %c : (tensor<?x2xi32, #nn.axes<time, _>>, tensor<4x3xi32>, tensor<?x?xi32>) -> tensor<4x9xi32>
  // expected-error @below {{expected axis 1 of the result to have extent 5, got 6}}
  %1 = nn.join_rows %a, %b : (tensor<?x2xi32, #nn.axes<time, _>>, tensor<4x3xi32>) -> tensor<4x6xi32>
  return
}
