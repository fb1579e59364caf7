// What nn.einsum refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @einsum_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.einsum' op expected 'equation' to have one term per operand, got 2 terms for 1 operands}}
  %0 = nn.einsum "a b, b c -> a c" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @einsum_c1_arrow(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.einsum' op expected 'equation' to have one '->' between operands and result, got "a b"}}
  %0 = nn.einsum "a b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @einsum_c1_name(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.einsum' op expected 'equation' to hold axis names separated by spaces, got "2"}}
  %0 = nn.einsum "a 2 -> a" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_c2(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.einsum' op expected one axis in 'equation' per axis of 'inputs[0]', got 1 axes for rank 2; axes are separated by spaces}}
  %0 = nn.einsum "ab -> ab" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @einsum_c3(%x: tensor<2x3xf32>, %y: tensor<4x5xf32>) {
  // expected-error @below {{'nn.einsum' op expected axis 0 of 'inputs[1]' to have extent 3, as axis 1 of 'inputs[0]' has, got 4}}
  %0 = nn.einsum "a b, b c -> a c" %x, %y : (tensor<2x3xf32>, tensor<4x5xf32>) -> tensor<2x5xf32>
  return
}

// -----

func.func @einsum_c3_name(%x: tensor<2x3xf32, #nn.axes<a, b>>, %y: tensor<3x5xf32, #nn.axes<k, c>>) {
  // expected-error @below {{'nn.einsum' op expected axis 0 of 'inputs[1]' to be named 'b', as axis 1 of 'inputs[0]' is, got 'k'}}
  %0 = nn.einsum "a b, b c -> a c" %x, %y : (tensor<2x3xf32, #nn.axes<a, b>>, tensor<3x5xf32, #nn.axes<k, c>>) -> tensor<2x5xf32>
  return
}

// -----

func.func @einsum_c4(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.einsum' op expected axis 'c' of the result to occur in an operand}}
  %0 = nn.einsum "a b -> a c" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @einsum_c4_twice(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.einsum' op expected distinct axes in the result of 'equation', got 'a' twice}}
  %0 = nn.einsum "a b -> a a" %x : (tensor<2x3xf32>) -> tensor<2x2xf32>
  return
}

// -----

func.func @einsum_c5(%x: tensor<2xf32>, %y: tensor<2xf64>) {
  // expected-error @below {{'nn.einsum' op expected 'inputs[1]' to have elements of type 'f32', as 'inputs[0]' has, got 'f64'}}
  %0 = nn.einsum "a, a -> a" %x, %y : (tensor<2xf32>, tensor<2xf64>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_result(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.einsum' op expected axis 0 of the result to have extent 3, got 2}}
  %0 = nn.einsum "a b -> b a" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @encoding(%x: tensor<2xf32, "other">) {
  // expected-error @below {{operand #0 must be variadic of ranked tensor}}
  %0 = nn.einsum "i -> i" %x : (tensor<2xf32, "other">) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_empty(%x: tensor<2x3xf32>) {
  // expected-error @below {{to have one '->' between operands and result, got ""}}
  %0 = nn.einsum "" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_two_arrows(%x: tensor<2x3xf32>) {
  // expected-error @below {{to have one '->' between operands and result}}
  %0 = nn.einsum "a b -> a -> b" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_group(%x: tensor<2x3xf32>) {
  // expected-error @below {{to hold axis names separated by spaces, got "(a"}}
  %0 = nn.einsum "(a b) -> a" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_ellipsis(%x: tensor<2x3xf32>) {
  // expected-error @below {{to hold axis names separated by spaces, got "..."}}
  %0 = nn.einsum "... -> ..." %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

// An axis that stands twice walks a diagonal, so both extents are equal.
func.func @einsum_diagonal(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected axis 1 of 'inputs[0]' to have extent 2, as axis 0 of 'inputs[0]' has, got 3}}
  %0 = nn.einsum "a a -> a" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_no_operands() {
  // expected-error @below {{to have one term per operand, got 1 terms for 0 operands}}
  %0 = nn.einsum "->" : () -> tensor<f32>
  return
}

// -----

func.func @einsum_vector(%x: vector<2xf32>) {
  // expected-error @below {{operand #0 must be variadic of ranked tensor of f16, bf16, f32, f64, i8, i16, i32 or i64 values, but got 'vector<2xf32>'}}
  %0 = nn.einsum "a -> a" %x : (vector<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_unranked(%x: tensor<*xf32>) {
  // expected-error @below {{operand #0 must be variadic of ranked tensor}}
  %0 = nn.einsum "a -> a" %x : (tensor<*xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_two_results(%x: tensor<2xf32>) {
  // expected-error @below {{requires one result}}
  %0:2 = nn.einsum "a -> a" %x : (tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>)
  return
}

// -----

// The result has the element type of the operands.
func.func @einsum_c5_result(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.einsum' op expected the result to have elements of type 'f32', got 'f64'}}
  %0 = nn.einsum "a -> a" %x : (tensor<2xf32>) -> tensor<2xf64>
  return
}

// -----

// The two axes of a diagonal are one axis, with one name.
func.func @einsum_c3_diagonal_name(%x: tensor<2x2xf32, #nn.axes<row, column>>) {
  // expected-error @below {{'nn.einsum' op expected axis 1 of 'inputs[0]' to be named 'row', as axis 0 of 'inputs[0]' is, got 'column'}}
  %0 = nn.einsum "a a -> a" %x : (tensor<2x2xf32, #nn.axes<row, column>>) -> tensor<2xf32>
  return
}

// -----

// A comma begins a term, be it empty.
func.func @einsum_c2_empty_term(%x: tensor<2xf32>, %y: tensor<2xf32>) {
  // expected-error @below {{'nn.einsum' op expected one axis in 'equation' per axis of 'inputs[1]', got 0 axes for rank 1; axes are separated by spaces}}
  %0 = nn.einsum "a, -> a" %x, %y : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

// Letters are not separated by themselves.
func.func @einsum_c2_letters(%x: tensor<2x3xf32>) {
  // expected-error @below {{got 1 axes for rank 2; axes are separated by spaces}}
  %0 = nn.einsum "ij -> ij" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @einsum_comma_in_result(%x: tensor<2x3xf32>) {
  // expected-error @below {{to hold axis names separated by spaces, got "a,"}}
  %0 = nn.einsum "a b -> a, b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @einsum_no_equation(%x: tensor<2xf32>) {
  // expected-error @below {{expected attribute value}}
  %0 = nn.einsum %x : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @einsum_result_name(%x: tensor<2xf32, #nn.axes<row>>) {
  // expected-error @below {{'nn.einsum' op expected axis 0 of the result to be named 'row', got 'column'}}
  %0 = nn.einsum "a -> a" %x : (tensor<2xf32, #nn.axes<row>>) -> tensor<2xf32, #nn.axes<column>>
  return
}
