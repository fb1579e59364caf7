// What is known of the result of nn.selector_width where extents or names are known in part.
// A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @selector_width(%s: tensor<?x4xi1, #nn.axes<query, _>>) {
  %0 = nn.selector_width %s : (tensor<?x4xi1, #nn.axes<query, _>>) -> tensor<3xi64>
  // expected-error @below {{expected axis 0 of the result to be named 'query', got 'key'}}
  %1 = nn.selector_width %s : (tensor<?x4xi1, #nn.axes<query, _>>) -> tensor<?xi64, #nn.axes<key>>
  return
}
