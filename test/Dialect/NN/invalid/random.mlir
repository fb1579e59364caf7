// What nn.random refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @random_c1(%s: tensor<i64>) {
  // expected-error @below {{expected the result of 'bits' to have integer elements, got 'f32'}}
  %0 = nn.random bits %s : tensor<i64> -> tensor<3xf32>
  return
}

// -----

func.func @random_c1_float(%s: tensor<i64>) {
  // expected-error @below {{expected the result of 'normal' to have float elements, got 'i32'}}
  %0 = nn.random normal %s : tensor<i64> -> tensor<3xi32>
  return
}

// -----

func.func @random_c2(%s: tensor<i64>) {
  // expected-error @below {{expected a result with static extents, or 'like' with the same extents, got 'tensor<?xf32>'}}
  %0 = nn.random uniform %s : tensor<i64> -> tensor<?xf32>
  return
}

// -----

func.func @random_c2_like(%s: tensor<i64>, %x: tensor<4xf32>) {
  // expected-error @below {{expected 'like' to have the axes of the result 'tensor<3xf32>', got 'tensor<4xf32>'}}
  %0 = nn.random uniform %s like %x : tensor<i64>, tensor<4xf32> -> tensor<3xf32>
  return
}

// -----

func.func @random_kind(%s: tensor<i64>) {
  // expected-error @below {{expected 'bits', 'uniform' or 'normal', got 'cauchy'}}
  %0 = nn.random cauchy %s : tensor<i64> -> tensor<3xf32>
  return
}

// -----

func.func @random_c1_boolean(%s: tensor<i64>) {
  // expected-error @below {{'nn.random' op expected the result of 'uniform' to have float elements, got 'i1'}}
  %0 = nn.random uniform %s : tensor<i64> -> tensor<3xi1>
  return
}

// -----

func.func @random_c2_rank(%s: tensor<i64>, %x: tensor<3xf32>) {
  // expected-error @below {{'nn.random' op expected 'like' to have the axes of the result 'tensor<3x1xf32>', got 'tensor<3xf32>'}}
  %0 = nn.random uniform %s like %x : tensor<i64>, tensor<3xf32> -> tensor<3x1xf32>
  return
}

// -----

func.func @random_c2_name(%s: tensor<i64>, %x: tensor<3xf32, #nn.axes<row>>) {
  // expected-error @below {{'nn.random' op expected 'like' to have the axes of the result 'tensor<3xf32, #nn.axes<column>>', got 'tensor<3xf32, #nn.axes<row>>'}}
  %0 = nn.random uniform %s like %x : tensor<i64>, tensor<3xf32, #nn.axes<row>> -> tensor<3xf32, #nn.axes<column>>
  return
}

// -----

func.func @random_seed(%s: tensor<1xi64>) {
  // expected-error @below {{operand #0 must be 0D tensor of 64-bit signless integer values, but got 'tensor<1xi64>'}}
  %0 = nn.random uniform %s : tensor<1xi64> -> tensor<3xf32>
  return
}

// -----

// Without 'like' there is one type before the arrow, with it there are two.
func.func @random_like_type(%s: tensor<i64>, %x: tensor<3xf32>) {
  // expected-error @below {{custom op 'nn.random' number of operands and types do not match: got 1 operands and 0 types}}
  %0 = nn.random uniform %s like %x : tensor<i64> -> tensor<3xf32>
  return
}

// -----

// Values of index stay inside of a function.
func.func @random_index(%s: tensor<i64>) {
  // expected-error @below {{result #0 must be ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32 or i64 values, but got 'tensor<3xindex>'}}
  %0 = nn.random bits %s : tensor<i64> -> tensor<3xindex>
  return
}
