// What nn.reduce refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

func.func @reduce_negative_axis(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected 'axes' to be axes of 'input' of rank 2, got -1}}
  %0 = nn.reduce %x axes [-1] : (tensor<2x3xf32>) -> tensor<2xf32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

func.func @reduce_rank0(%x: tensor<f32>) {
  // expected-error @below {{expected 'axes' to be axes of 'input' of rank 0, got 0}}
  %0 = nn.reduce %x axes [0] : (tensor<f32>) -> tensor<f32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

// A string can have a type, but it is no number.
func.func @reduce_neutral_text(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected 'neutral' to be a number of type 'f32', got "zero" : f32}}
  %0 = nn.reduce %x axes [1] : (tensor<2x3xf32>) -> tensor<2xf32> neutral "zero" {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

func.func @reduce_result(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected the result to have 1 axes, got 2}}
  %0 = nn.reduce %x axes [1] : (tensor<2x3xf32>) -> tensor<2x1xf32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

func.func @reduce_c1_twice(%x: tensor<2x2xf32>) {
  // expected-error @below {{'nn.reduce' op expected 'axes' to be distinct and ascending, got 1 after 1}}
  %0 = nn.reduce %x axes [1, 1] : (tensor<2x2xf32>) -> tensor<2xf32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

func.func @reduce_c2_name(%x: tensor<2xf32, #nn.axes<time>>, %y: tensor<2xi64, #nn.axes<place>>) {
  // expected-error @below {{'nn.reduce' op expected axis 0 of 'inputs[1]' to be named 'time', as axis 0 of 'inputs[0]' is, got 'place'}}
  %0:2 = nn.reduce %x, %y axes [0] : (tensor<2xf32, #nn.axes<time>>, tensor<2xi64, #nn.axes<place>>) -> (tensor<f32>, tensor<i64>) neutral 0.0, 0 {
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    nn.yield %b, %q : f32, i64
  }
  return
}

// -----

// The second input wants an integer.
func.func @reduce_c3_second(%x: tensor<2xf32>, %y: tensor<2xi64>) {
  // expected-error @below {{'nn.reduce' op expected 'neutral' to be a number of type 'i64', got 0.000000e+00 : f64}}
  %0:2 = "nn.reduce"(%x, %y) <{axes = array<i64: 0>, neutral = [0.0 : f32, 0.0 : f64]}> ({
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    "nn.yield"(%b, %q) : (f32, i64) -> ()
  }) : (tensor<2xf32>, tensor<2xi64>) -> (tensor<f32>, tensor<i64>)
  return
}

// -----

func.func @reduce_c3_none(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.reduce' op expected one number in 'neutral' per input, got 0 for 1 inputs}}
  %0 = "nn.reduce"(%x) <{axes = array<i64: 0>, neutral = []}> ({
  ^bb0(%a: f32, %b: f32):
    "nn.yield"(%b) : (f32) -> ()
  }) : (tensor<2xf32>) -> tensor<f32>
  return
}

// -----

// Any input may know that the axis is empty.
func.func @reduce_c4_second(%x: tensor<?xf32>, %y: tensor<0xf32>) {
  // expected-error @below {{'nn.reduce' op expected 'neutral', since axis 0 is empty}}
  %0:2 = nn.reduce %x, %y axes [0] : (tensor<?xf32>, tensor<0xf32>) -> (tensor<f32>, tensor<f32>) {
  ^bb0(%a: f32, %p: f32, %b: f32, %q: f32):
    nn.yield %a, %p : f32, f32
  }
  return
}

// -----

// First all values so far, then all next elements.
func.func @reduce_c5_order(%x: tensor<2xf32>, %y: tensor<2xi64>) {
  // expected-error @below {{'nn.reduce' op expected the arguments of the region to have the types ('f32', 'i64', 'f32', 'i64'), got ('f32', 'f32', 'i64', 'i64')}}
  %0:2 = nn.reduce %x, %y axes [0] : (tensor<2xf32>, tensor<2xi64>) -> (tensor<f32>, tensor<i64>) neutral 0.0, 0 {
  ^bb0(%a: f32, %b: f32, %p: i64, %q: i64):
    nn.yield %a, %p : f32, i64
  }
  return
}

// -----

func.func @reduce_c5_yield(%x: tensor<2xf32>, %y: tensor<2xi64>) {
  // expected-error @below {{'nn.reduce' op expected the region to yield values of types ('f32', 'i64'), got ('i64', 'f32')}}
  %0:2 = nn.reduce %x, %y axes [0] : (tensor<2xf32>, tensor<2xi64>) -> (tensor<f32>, tensor<i64>) neutral 0.0, 0 {
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    nn.yield %p, %a : i64, f32
  }
  return
}

// -----

func.func @reduce_result_count(%x: tensor<2xf32>, %y: tensor<2xf32>) {
  // expected-error @below {{'nn.reduce' op expected 2 results, got 1}}
  %0 = nn.reduce %x, %y axes [0] : (tensor<2xf32>, tensor<2xf32>) -> tensor<f32> neutral 0.0, 0.0 {
  ^bb0(%a: f32, %p: f32, %b: f32, %q: f32):
    nn.yield %a, %p : f32, f32
  }
  return
}

// -----

// Of several results, the diagnostic says which.
func.func @reduce_result_second(%x: tensor<2x3xf32>, %y: tensor<2x3xf32>) {
  // expected-error @below {{'nn.reduce' op expected axis 0 of result 1 to have extent 2, got 3}}
  %0:2 = nn.reduce %x, %y axes [1] : (tensor<2x3xf32>, tensor<2x3xf32>) -> (tensor<2xf32>, tensor<3xf32>) neutral 0.0, 0.0 {
  ^bb0(%a: f32, %p: f32, %b: f32, %q: f32):
    nn.yield %a, %p : f32, f32
  }
  return
}

// -----

func.func @reduce_neutral_count(%x: tensor<2xf32>, %y: tensor<2xf32>) {
  // expected-error @below {{expected ','}}
  %0:2 = nn.reduce %x, %y axes [0] : (tensor<2xf32>, tensor<2xf32>) -> (tensor<f32>, tensor<f32>) neutral 0.0 {
  ^bb0(%a: f32, %p: f32, %b: f32, %q: f32):
    nn.yield %a, %p : f32, f32
  }
  return
}
