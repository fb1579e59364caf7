// What nn.embedding refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @embedding_indices(%i: tensor<8xf32>, %t: tensor<5x4xf32>) {
  // expected-error @below {{'nn.embedding' op operand #0 must be}}
  %0 = nn.embedding %i, %t : (tensor<8xf32>, tensor<5x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @embedding_result(%i: tensor<8xi32>, %t: tensor<5x4xf32>) {
  // expected-error @below {{'nn.embedding' op expected axis 1 of the result to have extent 4, got 5}}
  %0 = nn.embedding %i, %t : (tensor<8xi32>, tensor<5x4xf32>) -> tensor<8x5xf32>
  return
}

// -----

func.func @embedding_table(%i: tensor<8xi32>, %t: tensor<5x4x2xf32>) {
  // expected-error @below {{operand #1 must be 2D tensor of f16, bf16, f32 or f64 values, but got 'tensor<5x4x2xf32>'}}
  %0 = nn.embedding %i, %t : (tensor<8xi32>, tensor<5x4x2xf32>) -> tensor<8x4x2xf32>
  return
}

// -----

func.func @embedding_element(%i: tensor<8xi32>, %t: tensor<5x4xf32>) {
  // expected-error @below {{'nn.embedding' op expected the result to have elements of type 'f32', got 'f16'}}
  %0 = nn.embedding %i, %t : (tensor<8xi32>, tensor<5x4xf32>) -> tensor<8x4xf16>
  return
}

// -----

func.func @embedding_boolean(%i: tensor<8xi1>, %t: tensor<5x4xf32>) {
  // expected-error @below {{operand #0 must be ranked tensor of i8, i16, i32 or i64 values, but got 'tensor<8xi1>'}}
  %0 = nn.embedding %i, %t : (tensor<8xi1>, tensor<5x4xf32>) -> tensor<8x4xf32>
  return
}
