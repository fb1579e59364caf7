// What nn.join_rows refuses: cases per constraint, named after it, and other ways
// to write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @join_rows_c1() {
  // expected-error @below {{'nn.join_rows' op expected at least one input}}
  %0 = "nn.join_rows"() : () -> tensor<3x2xi32>
  return
}

// -----

func.func @join_rows_c2(%a: tensor<3x2xi32>, %b: tensor<4x2xi32>) {
  // expected-error @below {{'nn.join_rows' op expected axis 0 of 'inputs[1]' to have extent 3, as axis 0 of 'inputs[0]' has, got 4}}
  %0 = nn.join_rows %a, %b : (tensor<3x2xi32>, tensor<4x2xi32>) -> tensor<3x4xi32>
  return
}

// -----

func.func @join_rows_c2_name(%a: tensor<3x2xi32, #nn.axes<_, place>>, %b: tensor<3x4xi32, #nn.axes<_, time>>) {
  // expected-error @below {{'nn.join_rows' op expected axis 1 of 'inputs[1]' to be named 'place', as axis 1 of 'inputs[0]' is, got 'time'}}
  %0 = nn.join_rows %a, %b : (tensor<3x2xi32, #nn.axes<_, place>>, tensor<3x4xi32, #nn.axes<_, time>>) -> tensor<3x6xi32>
  return
}

// -----

func.func @join_rows_c3(%a: tensor<3x2xi32>, %b: tensor<3x2xi8>) {
  // expected-error @below {{'nn.join_rows' op expected 'inputs[1]' to have elements of type 'i32', as 'inputs[0]' has, got 'i8'}}
  %0 = nn.join_rows %a, %b : (tensor<3x2xi32>, tensor<3x2xi8>) -> tensor<3x4xi32>
  return
}

// -----

func.func @join_rows_c4(%a: tensor<1x288230376151711744xi8>) {
  // expected-error @below {{'nn.join_rows' op expected the sum of the extents to stay below 2^63}}
  %0 = nn.join_rows %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a, %a : (tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>, tensor<1x288230376151711744xi8>) -> tensor<1x?xi8>
  return
}

// -----

func.func @join_rows_result(%a: tensor<3x2xi32>, %b: tensor<3x?xi32>) {
  // expected-error @below {{'nn.join_rows' op expected the result to have elements of type 'i32', got 'i64'}}
  %0 = nn.join_rows %a, %b : (tensor<3x2xi32>, tensor<3x?xi32>) -> tensor<3x?xi64>
  return
}
