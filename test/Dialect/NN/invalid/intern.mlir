// What nn.intern refuses: cases per constraint, named after it, and other ways to
// write it wrong. C2 is checked when the program runs.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @intern_c1() {
  // expected-error @below {{'nn.intern' op expected at least one operand}}
  "nn.intern"() : () -> ()
  return
}

// -----

func.func @intern_rank(%a: tensor<3xi32>) {
  // expected-error @below {{'nn.intern' op operand #0 must be variadic of 2D tensor of i8, i16, i32 or i64 values, but got 'tensor<3xi32>'}}
  %0 = nn.intern %a : (tensor<3xi32>) -> tensor<3xi64>
  return
}

// -----

func.func @intern_element(%a: tensor<3x2xf32>) {
  // expected-error @below {{'nn.intern' op operand #0 must be variadic of 2D tensor of i8, i16, i32 or i64 values, but got 'tensor<3x2xf32>'}}
  %0 = nn.intern %a : (tensor<3x2xf32>) -> tensor<3xi64>
  return
}

// -----

func.func @intern_results(%a: tensor<3x2xi32>, %b: tensor<4x2xi32>) {
  // expected-error @below {{'nn.intern' op expected 2 results, got 1}}
  %0 = nn.intern %a, %b : (tensor<3x2xi32>, tensor<4x2xi32>) -> tensor<3xi64>
  return
}
