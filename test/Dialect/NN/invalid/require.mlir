// What nn.require refuses: cases per constraint, named after it, and other ways
// to write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @require_c1(%x: tensor<3xi64>, %ok: tensor<4xi1>) {
  // expected-error @below {{'nn.require' op expected axis 0 of 'ok' to have extent 3, as axis 0 of 'value' has, got 4}}
  %0 = nn.require %x, %ok, "" : (tensor<3xi64>, tensor<4xi1>) -> tensor<3xi64>
  return
}

// -----

func.func @require_c1_rank(%x: tensor<3x4xi64>, %ok: tensor<4xi1>) {
  // expected-error @below {{'nn.require' op expected 'ok' to have the axes of 'value' or none, got 1 for 2}}
  %0 = nn.require %x, %ok, "" : (tensor<3x4xi64>, tensor<4xi1>) -> tensor<3x4xi64>
  return
}

// -----

func.func @require_element(%x: tensor<3xi64>, %ok: tensor<3xi8>) {
  // expected-error @below {{'nn.require' op operand #1 must be ranked tensor of 1-bit signless integer values, but got 'tensor<3xi8>'}}
  %0 = nn.require %x, %ok, "" : (tensor<3xi64>, tensor<3xi8>) -> tensor<3xi64>
  return
}

// -----

func.func @require_result(%x: tensor<3xi64>, %ok: tensor<3xi1>) {
  // expected-error @below {{'nn.require' op expected axis 0 of the result to have extent 3, got 4}}
  %0 = nn.require %x, %ok, "" : (tensor<3xi64>, tensor<3xi1>) -> tensor<4xi64>
  return
}
