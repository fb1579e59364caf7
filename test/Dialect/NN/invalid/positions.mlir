// What nn.positions refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @positions_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.positions' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.positions %x axis 2 : (tensor<2x3xf32>) -> tensor<3xi64>
  return
}

// -----

func.func @positions_c1_negative(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.positions' op expected 'axis' to be an axis of 'input' of rank 2, got -1}}
  %0 = nn.positions %x axis -1 : (tensor<2x3xf32>) -> tensor<3xi64>
  return
}

// -----

func.func @positions_result(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.positions' op expected axis 0 of the result to have extent 3, got 2}}
  %0 = nn.positions %x axis 1 : (tensor<2x3xf32>) -> tensor<2xi64>
  return
}

// -----

func.func @positions_element(%x: tensor<2x3xf32>) {
  // expected-error @below {{result #0 must be 1D tensor of 64-bit signless integer values, but got 'tensor<3xi32>'}}
  %0 = nn.positions %x axis 1 : (tensor<2x3xf32>) -> tensor<3xi32>
  return
}
