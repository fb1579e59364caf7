// What is known of the results of nn.linear where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @linear(%x: tensor<?x?xf32>, %w: tensor<3x?xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 4}}
  %0 = nn.linear %x, %w : (tensor<?x?xf32>, tensor<3x?xf32>) -> tensor<?x4xf32>
  return
}

// -----

func.func @names_linear(%x: tensor<8x4xf32, #nn.axes<batch, depth>>, %w: tensor<3x4xf32, #nn.axes<out, depth>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'out', got 'depth'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32, #nn.axes<batch, depth>>, tensor<3x4xf32, #nn.axes<out, depth>>) -> tensor<8x3xf32, #nn.axes<batch, depth>>
  return
}

// -----

func.func @names_linear_mismatch(%x: tensor<8x4xf32, #nn.axes<batch, depth>>, %w: tensor<3x4xf32, #nn.axes<out, time>>) {
  // expected-error @below {{expected axis 1 of 'weight' to be named 'depth', as axis 1 of 'input' is, got 'time'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32, #nn.axes<batch, depth>>, tensor<3x4xf32, #nn.axes<out, time>>) -> tensor<8x3xf32>
  return
}

// -----

// Names are distinct: the second axis of one name stays without a name.
func.func @names_distinct(%x: tensor<8x4xf32, #nn.axes<unit, depth>>, %w: tensor<3x4xf32, #nn.axes<unit, depth>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'unit', got 'other'}}
  %0 = nn.linear %x, %w : (tensor<8x4xf32, #nn.axes<unit, depth>>, tensor<3x4xf32, #nn.axes<unit, depth>>) -> tensor<8x3xf32, #nn.axes<other, _>>
  return
}

// -----

// The bias knows how many results there are.
func.func @linear_bias(%x: tensor<?x4xf32>, %w: tensor<?x4xf32>, %b: tensor<3xf32, #nn.axes<out>>) {
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 4}}
  %0 = nn.linear %x, %w bias %b : (tensor<?x4xf32>, tensor<?x4xf32>, tensor<3xf32, #nn.axes<out>>) -> tensor<?x4xf32>
  return
}

// -----

// A vector becomes a vector.
func.func @linear_vector(%x: tensor<4xf32>, %w: tensor<3x4xf32>) {
  // expected-error @below {{expected the result to have 1 axes, got 2}}
  %0 = nn.linear %x, %w : (tensor<4xf32>, tensor<3x4xf32>) -> tensor<1x3xf32>
  return
}
