// What is known of the result of nn.select where extents or names are known in part.
// A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @select(%k: tensor<?xf32, #nn.axes<key>>, %q: tensor<4xf32>) {
  %0 = nn.select eq %k, %q : (tensor<?xf32, #nn.axes<key>>, tensor<4xf32>) -> tensor<?x3xi1>
  // expected-error @below {{expected axis 1 of the result to be named 'key', got 'query'}}
  %1 = nn.select eq %k, %q : (tensor<?xf32, #nn.axes<key>>, tensor<4xf32>) -> tensor<4x?xi1, #nn.axes<_, query>>
  return
}

// -----

// Of two axes of one name, the first keeps it.
func.func @same(%x: tensor<?xf32, #nn.axes<time>>) {
  %0 = nn.select eq %x, %x : (tensor<?xf32, #nn.axes<time>>, tensor<?xf32, #nn.axes<time>>) -> tensor<?x?xi1, #nn.axes<_, key>>
  // expected-error @below {{expected axis 0 of the result to be named 'time', got 'query'}}
  %1 = nn.select eq %x, %x : (tensor<?xf32, #nn.axes<time>>, tensor<?xf32, #nn.axes<time>>) -> tensor<?x?xi1, #nn.axes<query, _>>
  return
}
