// What is known of the results of nn.rotary where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The positions know how many vectors there are.
func.func @rotary(%x: tensor<2x?x4xf32>, %p: tensor<?x3xi64>) {
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 5}}
  %0 = nn.rotary halves %x positions %p base 10.0 : (tensor<2x?x4xf32>, tensor<?x3xi64>) -> tensor<2x5x4xf32>
  return
}

// -----

// Positions of two axes know how many samples there are.
func.func @rotary_samples(%x: tensor<?x8x?x4xf32>, %p: tensor<2x3xi64>) {
  %0 = nn.rotary halves %x positions %p base 10.0 : (tensor<?x8x?x4xf32>, tensor<2x3xi64>) -> tensor<2x8x3x4xf32>
  // expected-error @below {{expected axis 0 of the result to have extent 2, got 3}}
  %1 = nn.rotary halves %x positions %p base 10.0 : (tensor<?x8x?x4xf32>, tensor<2x3xi64>) -> tensor<3x8x3x4xf32>
  return
}
