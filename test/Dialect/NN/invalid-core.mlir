// One case per constraint, named after it.
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

func.func @map_c1() {
  // expected-error @below {{'nn.map' op expected at least one operand}}
  %0 = nn.map : () -> tensor<2xf32> {
  ^bb0:
    %c = arith.constant 0.0 : f32
    nn.yield %c : f32
  }
  return
}

// -----

func.func @map_c2(%x: tensor<2xf32>, %y: tensor<3xf32>) {
  // expected-error @below {{'nn.map' op expected axis 0 of 'inputs[1]' to have extent 2, as axis 0 of 'inputs[0]' has, got 3}}
  %0 = nn.map %x, %y : (tensor<2xf32>, tensor<3xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_c3(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.map' op expected the arguments of the region to have the types ('f32'), got ('f64')}}
  %0 = nn.map %x : (tensor<2xf32>) -> tensor<2xf64> {
  ^bb0(%a: f64):
    nn.yield %a : f64
  }
  return
}

// -----

func.func @map_c4(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.map' op expected the region to yield one value of type 'f64', got ('f32')}}
  %0 = nn.map %x : (tensor<2xf32>) -> tensor<2xf64> {
  ^bb0(%a: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func private @f(f32) -> f32
func.func @map_c5(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.map' op expected the region to compute scalars with ops of 'arith' and 'math', got 'func.call'}}
  %0 = nn.map %x : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    // expected-note @below {{the op stands here}}
    %b = func.call @f(%a) : (f32) -> f32
    nn.yield %b : f32
  }
  return
}

// -----

func.func @reduce_c1(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.reduce' op expected 'axes' to be axes of 'input' of rank 1, got 1}}
  %0 = nn.reduce %x axes [1] : (tensor<2xf32>) -> tensor<2xf32> neutral 0.0 {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @reduce_c1_order(%x: tensor<2x2xf32>) {
  // expected-error @below {{'nn.reduce' op expected 'axes' to be distinct and ascending, got 0 after 1}}
  %0 = nn.reduce %x axes [1, 0] : (tensor<2x2xf32>) -> tensor<f32> neutral 0.0 {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @reduce_c2(%x: tensor<2xf32>, %y: tensor<3xf32>) {
  // expected-error @below {{'nn.reduce' op expected axis 0 of 'inputs[1]' to have extent 2, as axis 0 of 'inputs[0]' has, got 3}}
  %0:2 = nn.reduce %x, %y axes [0] : (tensor<2xf32>, tensor<3xf32>) -> (tensor<f32>, tensor<f32>) neutral 0.0, 0.0 {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32):
    nn.yield %a, %b : f32, f32
  }
  return
}

// -----

func.func @reduce_c2_rank(%x: tensor<2xf32>, %y: tensor<2x2xf32>) {
  // expected-error @below {{'nn.reduce' op expected inputs of one shape, got ranks 1 and 2}}
  %0:2 = nn.reduce %x, %y axes [0] : (tensor<2xf32>, tensor<2x2xf32>) -> (tensor<f32>, tensor<f32>) neutral 0.0, 0.0 {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32):
    nn.yield %a, %b : f32, f32
  }
  return
}

// -----

func.func @reduce_c2_none() {
  // expected-error @below {{'nn.reduce' op expected at least one input}}
  "nn.reduce"() <{axes = array<i64>}> ({
    nn.yield
  }) : () -> ()
  return
}

// -----

func.func @reduce_c3(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.reduce' op expected 'neutral' to be a number of type 'f32', got 0.000000e+00 : f64}}
  %0 = "nn.reduce"(%x) <{axes = array<i64: 0>, neutral = [0.0 : f64]}> ({
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }) : (tensor<2xf32>) -> tensor<f32>
  return
}

// -----

func.func @reduce_c3_count(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.reduce' op expected one number in 'neutral' per input, got 2 for 1 inputs}}
  %0 = "nn.reduce"(%x) <{axes = array<i64: 0>, neutral = [0.0 : f32, 0.0 : f32]}> ({
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }) : (tensor<2xf32>) -> tensor<f32>
  return
}

// -----

func.func @reduce_c4(%x: tensor<2x0xf32>) {
  // expected-error @below {{'nn.reduce' op expected 'neutral', since axis 1 is empty}}
  %0 = nn.reduce %x axes [1] : (tensor<2x0xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @reduce_c5(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.reduce' op expected the arguments of the region to have the types ('f32', 'f32'), got ('f32')}}
  %0 = nn.reduce %x axes [0] : (tensor<2xf32>) -> tensor<f32> neutral 0.0 {
  ^bb0(%a: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func private @f(f32) -> f32
func.func @reduce_c6(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.reduce' op expected the region to compute scalars with ops of 'arith' and 'math', got 'func.call'}}
  %0 = nn.reduce %x axes [0] : (tensor<2xf32>) -> tensor<f32> neutral 0.0 {
  ^bb0(%a: f32, %b: f32):
    // expected-note @below {{the op stands here}}
    %c = func.call @f(%a) : (f32) -> f32
    nn.yield %c : f32
  }
  return
}

// -----

func.func @index_c1(%x: tensor<8xf32>) {
  %0 = nn.map %x : (tensor<8xf32>) -> tensor<8xf32> {
  ^bb0(%a: f32):
    // expected-error @below {{'nn.index' op expected 'axis' to be an axis of the result of the map, of rank 1, got 1}}
    %i = nn.index 1
    nn.yield %a : f32
  }
  return
}

// -----

func.func @index_parent(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.index' op expects parent op 'nn.map'}}
  %i = nn.index 0
  return
}

// -----

func.func @window_c2_base(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the entries of 'base_dilation' to be at least 1 and below 2^31, got 0}}
  %0 = nn.window %x axes [0] size [3] base_dilation [0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c1(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected 'axes' to be axes of 'input' of rank 1, got 1}}
  %0 = nn.window %x axes [1] size [3] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c2(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected 'size' to have 1 entries, got 2}}
  %0 = nn.window %x axes [0] size [3, 3] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c2_stride(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the entries of 'stride' to be at least 1 and below 2^31, got 0}}
  %0 = nn.window %x axes [0] size [3] stride [0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c3(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the entries of 'padding' to be at least 0 and below 2^31, got -1}}
  %0 = nn.window %x axes [0] size [3] padding [-1, 0] : tensor<8xf32> -> tensor<6x3xf32>
  return
}

// -----

func.func @window_c4(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected the window to fit into axis 0 of 'input': it covers 9 elements of the padded extent 8}}
  %0 = nn.window %x axes [0] size [9] : tensor<8xf32> -> tensor<0x9xf32>
  return
}

// -----

func.func @window_c5(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.window' op expected 'pad_value' to be a number of type 'f32', got 1 : i32}}
  %0 = nn.window %x axes [0] size [3] padding [1, 1] pad_value 1 : i32 : tensor<8xf32> -> tensor<8x3xf32>
  return
}

// -----

func.func @map_c5_width(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{expected the region to compute scalars with ops of 'arith' and 'math', got 'arith.truncf'}}
  %0 = nn.map %x : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    // expected-note @below {{the op stands here: numbers are of type f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index}}
    %b = arith.truncf %a : f32 to f8E5M2
    %c = arith.extf %b : f8E5M2 to f32
    nn.yield %c : f32
  }
  return %0 : tensor<2xf32>
}

// -----

func.func @reduce_c3_result(%x: tensor<2xf32>) -> tensor<i32> {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ('i32')}}
  %0 = "nn.reduce"(%x) <{axes = array<i64: 0>, neutral = [0.0 : f32]}> ({
  ^bb0(%a: f32, %b: f32):
    %c = arith.fptosi %a : f32 to i32
    "nn.yield"(%c) : (i32) -> ()
  }) : (tensor<2xf32>) -> tensor<f32>
  return
}

// -----

func.func @encoding(%x: tensor<2xf32, "other">) {
  // expected-error @below {{operand #0 must be variadic of ranked tensor}}
  %0 = nn.einsum "i -> i" %x : (tensor<2xf32, "other">) -> tensor<2xf32>
  return
}

// -----

func.func @clause_twice(%x: tensor<2x4xf32>) {
  // expected-error @below {{expected 'stride' at most once}}
  %0 = nn.window %x axes [1] size [2] stride [1] stride [2] : tensor<2x4xf32> -> tensor<2x3x2xf32>
  return
}
