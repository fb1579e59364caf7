// What nn.selector_width refuses.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @selector_width_rank(%s: tensor<3xi1>) {
  // expected-error @below {{'nn.selector_width' op operand #0 must be 2D tensor of 1-bit signless integer values, but got 'tensor<3xi1>'}}
  %0 = nn.selector_width %s : (tensor<3xi1>) -> tensor<3xi64>
  return
}

// -----

func.func @selector_width_element(%s: tensor<3x4xi8>) {
  // expected-error @below {{'nn.selector_width' op operand #0 must be 2D tensor of 1-bit signless integer values, but got 'tensor<3x4xi8>'}}
  %0 = nn.selector_width %s : (tensor<3x4xi8>) -> tensor<3xi64>
  return
}

// -----

func.func @selector_width_result(%s: tensor<3x4xi1>) {
  // expected-error @below {{'nn.selector_width' op expected axis 0 of the result to have extent 3, got 4}}
  %0 = nn.selector_width %s : (tensor<3x4xi1>) -> tensor<4xi64>
  return
}
