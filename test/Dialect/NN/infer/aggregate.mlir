// What is known of the result of nn.aggregate where extents or names are known in part.
// A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @aggregate(%s: tensor<?x4xi1, #nn.axes<query, _>>, %v: tensor<?x?x3xf32, #nn.axes<key, row, _>>, %d: tensor<5x?xf32>) {
  %0 = nn.aggregate mean %s, %v default %d : (tensor<?x4xi1, #nn.axes<query, _>>, tensor<?x?x3xf32, #nn.axes<key, row, _>>, tensor<5x?xf32>) -> tensor<2x?x?xf32>
  // expected-error @below {{expected axis 1 of the result to have extent 5, got 6}}
  %1 = nn.aggregate mean %s, %v default %d : (tensor<?x4xi1, #nn.axes<query, _>>, tensor<?x?x3xf32, #nn.axes<key, row, _>>, tensor<5x?xf32>) -> tensor<?x6x3xf32>
  return
}

// -----

// Booleans have a mean, too.
func.func @booleans(%s: tensor<?x4xi1>, %v: tensor<4xi1>) {
  %0 = nn.aggregate max %s, %v : (tensor<?x4xi1>, tensor<4xi1>) -> tensor<?xi1>
  // expected-error @below {{expected the result to have elements of type 'f64', got 'i1'}}
  %1 = nn.aggregate mean %s, %v : (tensor<?x4xi1>, tensor<4xi1>) -> tensor<?xi1>
  return
}
