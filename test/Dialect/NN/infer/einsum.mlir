// What is known of the results of nn.einsum where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// One operand knows the extent that the other one leaves open.
func.func @einsum_static_wins(%x: tensor<?x4xf32>, %y: tensor<8x?xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 8, got 7}}
  %0 = nn.einsum "a b, a b -> a b" %x, %y : (tensor<?x4xf32>, tensor<8x?xf32>) -> tensor<7x4xf32>
  return
}

// -----

// The rank of the result follows from the op.
func.func @rank(%x: tensor<?x?xf32>) {
  // expected-error @below {{expected the result to have 1 axes, got 2}}
  %0 = nn.einsum "a b -> a" %x : (tensor<?x?xf32>) -> tensor<?x1xf32>
  return
}

// -----

// Names go where their axes go.
func.func @names_einsum(%x: tensor<2x3xf32, #nn.axes<query, depth>>, %y: tensor<4x3xf32, #nn.axes<key, depth>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'key', got 'query'}}
  %0 = nn.einsum "q d, k d -> k q" %x, %y : (tensor<2x3xf32, #nn.axes<query, depth>>, tensor<4x3xf32, #nn.axes<key, depth>>) -> tensor<4x2xf32, #nn.axes<query, key>>
  return
}

// -----

// An axis that occurs in one operand alone keeps its extent, static or not.
func.func @einsum_outer(%x: tensor<?xf32>, %y: tensor<3xf32>) {
  %0 = nn.einsum "a, b -> b a" %x, %y : (tensor<?xf32>, tensor<3xf32>) -> tensor<3x7xf32>
  // expected-error @below {{expected axis 0 of the result to have extent 3, got 7}}
  %1 = nn.einsum "a, b -> b a" %x, %y : (tensor<?xf32>, tensor<3xf32>) -> tensor<7x3xf32>
  return
}

// -----

// One entry of a diagonal knows the extent of both.
func.func @einsum_diagonal(%x: tensor<?x3xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 3, got 4}}
  %0 = nn.einsum "a a -> a" %x : (tensor<?x3xf32>) -> tensor<4xf32>
  return
}

// -----

// A name comes from any operand that has one.
func.func @einsum_name(%x: tensor<2x3xf32>, %y: tensor<3xf32, #nn.axes<depth>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'depth', got 'time'}}
  %0 = nn.einsum "a b, b -> a b" %x, %y : (tensor<2x3xf32>, tensor<3xf32, #nn.axes<depth>>) -> tensor<2x3xf32, #nn.axes<_, time>>
  return
}

// -----

func.func @einsum_zero(%x: tensor<0x3xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 0, got 1}}
  %0 = nn.einsum "a b -> a" %x : (tensor<0x3xf32>) -> tensor<1xf32>
  return
}
