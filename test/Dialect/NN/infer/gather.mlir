// What is known of the results of nn.gather where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The axes of the index tensors stand where the first indexed axis stood.
func.func @gather_place(%x: tensor<5x6x7xf32>, %i: tensor<2x?xi32>) {
  %0 = nn.gather %x axes [1] at %i : (tensor<5x6x7xf32>, tensor<2x?xi32>) -> tensor<5x2x9x7xf32>
  %1 = nn.gather %x axes [0, 2] at %i, %i : (tensor<5x6x7xf32>, tensor<2x?xi32>, tensor<2x?xi32>) -> tensor<2x9x6xf32>
  // expected-error @below {{expected axis 2 of the result to have extent 6, got 7}}
  %2 = nn.gather %x axes [0, 2] at %i, %i : (tensor<5x6x7xf32>, tensor<2x?xi32>, tensor<2x?xi32>) -> tensor<2x?x7xf32>
  return
}

// -----

// Index tensors know each other's extents; those of the indexed axes are gone.
func.func @gather_shared(%x: tensor<5x?xf32>, %i: tensor<?xi32>, %j: tensor<3xi8>) {
  // expected-error @below {{expected axis 0 of the result to have extent 3, got 5}}
  %0 = nn.gather %x axes [0, 1] at %i, %j : (tensor<5x?xf32>, tensor<?xi32>, tensor<3xi8>) -> tensor<5xf32>
  return
}

// -----

func.func @gather_names(%x: tensor<5x4xf32, #nn.axes<token, depth>>, %i: tensor<3xi32, #nn.axes<time>>) {
  %0 = nn.gather %x axes [0] at %i : (tensor<5x4xf32, #nn.axes<token, depth>>, tensor<3xi32, #nn.axes<time>>) -> tensor<3x4xf32, #nn.axes<time, depth>>
  // expected-error @below {{expected axis 0 of the result to be named 'time', got 'token'}}
  %1 = nn.gather %x axes [0] at %i : (tensor<5x4xf32, #nn.axes<token, depth>>, tensor<3xi32, #nn.axes<time>>) -> tensor<3x4xf32, #nn.axes<token, depth>>
  return
}

// -----

// An index without axes leaves an axis less.
func.func @gather_scalar(%x: tensor<5x4xf32>, %i: tensor<i64>) {
  // expected-error @below {{expected the result to have 1 axes, got 2}}
  %0 = nn.gather %x axes [0] at %i : (tensor<5x4xf32>, tensor<i64>) -> tensor<1x4xf32>
  return
}
