// What nn.select refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @select_c1(%k: tensor<3xi32>, %q: tensor<4xi64>) {
  // expected-error @below {{'nn.select' op expected 'queries' to have elements of type 'i32', as 'keys' has, got 'i64'}}
  %0 = nn.select eq %k, %q : (tensor<3xi32>, tensor<4xi64>) -> tensor<4x3xi1>
  return
}

// -----

func.func @select_rank(%k: tensor<3x1xi32>, %q: tensor<4xi32>) {
  // expected-error @below {{'nn.select' op operand #0 must be 1D tensor of f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index values, but got 'tensor<3x1xi32>'}}
  %0 = nn.select eq %k, %q : (tensor<3x1xi32>, tensor<4xi32>) -> tensor<4x3xi1>
  return
}

// -----

func.func @select_predicate(%k: tensor<3xi32>) {
  // expected-error @below {{expected 'eq', 'ne', 'lt', 'le', 'gt' or 'ge', got 'slt'}}
  %0 = nn.select slt %k, %k : (tensor<3xi32>, tensor<3xi32>) -> tensor<3x3xi1>
  return
}

// -----

// Queries come first.
func.func @select_result(%k: tensor<3xi32>, %q: tensor<4xi32>) {
  // expected-error @below {{'nn.select' op expected axis 0 of the result to have extent 4, got 3}}
  %0 = nn.select eq %k, %q : (tensor<3xi32>, tensor<4xi32>) -> tensor<3x4xi1>
  return
}
