// What nn.rearrange refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @rearrange_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected axis 'b' of 'pattern' on the right as well: a rearrangement keeps all elements}}
  %0 = nn.rearrange "a b -> a" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @rearrange_c1_twice(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected axis 'a' to occur once on a side of 'pattern'}}
  %0 = nn.rearrange "a a -> a" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @rearrange_c1_nested(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected groups of 'pattern' not to nest}}
  %0 = nn.rearrange "a b -> ((a) b)" %x : (tensor<2x3xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @rearrange_c1_open(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected ')' at the end of a group in 'pattern'}}
  %0 = nn.rearrange "a b -> (a b" %x : (tensor<2x3xf32>) -> tensor<6xf32>
  return
}

// -----

func.func @rearrange_c2(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected 'pattern' to have one group per axis of 'input', got 1 groups for rank 2}}
  %0 = nn.rearrange "a -> a" %x : (tensor<2x3xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @rearrange_c3(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected 'sizes' to give the extent of axis 'c', which the input does not have}}
  %0 = nn.rearrange "a b -> a b c" %x : (tensor<2x3xf32>) -> tensor<2x3x4xf32>
  return
}

// -----

func.func @rearrange_c3_name(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected 'sizes' to name axes of 'pattern', got 'z'}}
  %0 = nn.rearrange "a b -> b a" %x sizes {z = 2} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  return
}

// -----

func.func @rearrange_c3_negative(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected 'sizes' to give axis 'a' a non-negative integer, got -2 : i64}}
  %0 = nn.rearrange "a b -> b a" %x sizes {a = -2} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  return
}

// -----

func.func @rearrange_c4(%x: tensor<7xf32>) {
  // expected-error @below {{'nn.rearrange' op expected axis 0 of 'input' to be divisible by 2, got extent 7}}
  %0 = nn.rearrange "(a b) -> a b" %x sizes {b = 2} : (tensor<7xf32>) -> tensor<3x2xf32>
  return
}

// -----

func.func @rearrange_c4_unknown(%x: tensor<6xf32>) {
  // expected-error @below {{'nn.rearrange' op expected 'sizes' to give the extent of 'a' or 'b': both are unknown in one group}}
  %0 = nn.rearrange "(a b) -> a b" %x : (tensor<6xf32>) -> tensor<3x2xf32>
  return
}

// -----

func.func @rearrange_c4_product(%x: tensor<6xf32>) {
  // expected-error @below {{'nn.rearrange' op expected axis 0 of 'input' to have extent 8, the product of its group, got 6}}
  %0 = nn.rearrange "(a b) -> a b" %x sizes {a = 2, b = 4} : (tensor<6xf32>) -> tensor<2x4xf32>
  return
}

// -----

func.func @rearrange_closed(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected '(' before ')' in 'pattern'}}
  %0 = nn.rearrange "a b) -> a b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_word(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected an axis name, '1' or a group in 'pattern', got "a,"}}
  %0 = nn.rearrange "a, b -> a b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

// Only the extent 1 is written as a number.
func.func @rearrange_number(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected an axis name, '1' or a group in 'pattern', got "2"}}
  %0 = nn.rearrange "2 b -> b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_not_one(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected axis 0 of 'input' to have extent 1, the product of its group, got 2}}
  %0 = nn.rearrange "1 b -> b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_size_word(%x: tensor<2x3xf32>) {
  // expected-error @below {{to give axis 'a' a non-negative integer, got "two"}}
  %0 = nn.rearrange "(a b) c -> a b c" %x sizes {a = "two"} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_size_flag(%x: tensor<2x3xf32>) {
  // expected-error @below {{to give axis 'a' a non-negative integer, got unit}}
  %0 = nn.rearrange "(a b) c -> a b c" %x sizes {a} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_zero(%x: tensor<0xf32>) {
  // expected-error @below {{expected 'sizes' to give the extent of 'b': it does not follow from a group of extent 0}}
  %0 = nn.rearrange "(a b) -> a b" %x sizes {a = 0} : (tensor<0xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_zero_dynamic(%x: tensor<?xf32>) {
  // expected-error @below {{expected 'sizes' to give the extent of 'b': it does not follow from a group of extent 0}}
  %0 = nn.rearrange "(a b) -> a b" %x sizes {a = 0} : (tensor<?xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_group_overflow(%x: tensor<?xf32>) {
  // expected-error @below {{expected the extents of a group to have a product below 2^63}}
  %0 = nn.rearrange "(a b) -> a b" %x sizes {a = 9223372036854775807, b = 3} : (tensor<?xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_result_overflow(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected the extents of the result to stay below 2^63}}
  %0 = nn.rearrange "a b -> (a b c)" %x sizes {c = 9223372036854775807} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_c1_arrow(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rearrange' op expected 'pattern' to have one '->' between operands and result, got "a b"}}
  %0 = nn.rearrange "a b" %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rearrange_c1_twice_right(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.rearrange' op expected axis 'a' to occur once on a side of 'pattern'}}
  %0 = nn.rearrange "a -> a a" %x : (tensor<2xf32>) -> tensor<2x2xf32>
  return
}

// -----

func.func @rearrange_c3_wide(%x: tensor<?xf32>) {
  // expected-error @below {{'nn.rearrange' op expected 'sizes' to give axis 'a' a non-negative integer, got 9223372036854775808 : i128}}
  %0 = nn.rearrange "a -> a" %x sizes {a = 9223372036854775808 : i128} : (tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @rearrange_c3_float(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.rearrange' op expected 'sizes' to give axis 'a' a non-negative integer, got 2.000000e+00 : f64}}
  %0 = nn.rearrange "a -> a" %x sizes {a = 2.0} : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @rearrange_element(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.rearrange' op expected the result to have elements of type 'f32', got 'i32'}}
  %0 = nn.rearrange "a -> a" %x : (tensor<2xf32>) -> tensor<2xi32>
  return
}

// -----

// A new axis has no name that it could contradict, but an old one has.
func.func @rearrange_name(%x: tensor<2xf32, #nn.axes<time>>) {
  // expected-error @below {{'nn.rearrange' op expected axis 1 of the result to be named 'time', got 'batch'}}
  %0 = nn.rearrange "a -> b a" %x sizes {b = 3} : (tensor<2xf32, #nn.axes<time>>) -> tensor<3x2xf32, #nn.axes<copy, batch>>
  return
}

// -----

func.func @rearrange_sizes_list(%x: tensor<2xf32>) {
  // expected-error @below {{invalid kind of attribute specified}}
  %0 = nn.rearrange "a -> a" %x sizes [2] : (tensor<2xf32>) -> tensor<2xf32>
  return
}
