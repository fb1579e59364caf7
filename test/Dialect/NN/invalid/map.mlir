// What nn.map refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// An extent of 1 stretches, but it is not an axis of another name.
func.func @map_names(%x0: tensor<1xf32, #nn.axes<query>>, %x1: tensor<3xf32, #nn.axes<key>>) {
  // expected-error @below {{expected axis 0 of 'inputs[1]' to be named 'query', as axis 0 of 'inputs[0]' is, got 'key'}}
  %0 = nn.map %x0, %x1 : (tensor<1xf32, #nn.axes<query>>, tensor<3xf32, #nn.axes<key>>) -> tensor<3xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_argument_count(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the arguments of the region to have the types ('f32'), got ('f32', 'f32')}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_yields_nothing(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ()}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    nn.yield
  }
  return
}

// -----

func.func @map_yields_two(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ('f32', 'f32')}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    nn.yield %a, %a : f32, f32
  }
  return
}

// -----

func.func @map_yields_tensor(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ('tensor<2xf32>')}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    nn.yield %x0 : tensor<2xf32>
  }
  return
}

// -----

func.func @map_returns(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got 'func.return'}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    func.return
  }
  return
}

// -----

func.func @map_nested_region(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to compute scalars with ops of 'arith' and 'math', got 'scf.if'}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    %c = arith.constant true
    // expected-note @below {{the op stands here}}
    %b = scf.if %c -> f32 {
      scf.yield %a : f32
    } else {
      scf.yield %a : f32
    }
    nn.yield %b : f32
  }
  return
}

// -----

func.func @map_reads_tensor(%x0: tensor<2xf32>) {
  // expected-error @below {{expected the region to compute scalars with ops of 'arith' and 'math', got 'tensor.extract'}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    %c = arith.constant 0 : index
    // expected-note @below {{the op stands here}}
    %b = tensor.extract %x0[%c] : tensor<2xf32>
    nn.yield %b : f32
  }
  return
}

// -----

func.func @map_scalar(%x0: f32) {
  // expected-error @below {{operand #0 must be variadic of ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index values, but got 'f32'}}
  %0 = nn.map %x0 : (f32) -> tensor<2xf32> {
  ^bb0(%a: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_element(%x0: tensor<2xf32>) {
  // expected-error @below {{result #0 must be ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index values, but got 'tensor<2xi4>'}}
  %0 = nn.map %x0 : (tensor<2xf32>) -> tensor<2xi4> {
  ^bb0(%a: f32):
    %c = arith.constant 0 : i4
    nn.yield %c : i4
  }
  return
}

// -----

// A dynamic extent does not stretch, but a static one may contradict another.
func.func @map_c2_third(%x: tensor<?x3xf32>, %y: tensor<2x1xf32>, %z: tensor<4x3xf32>) {
  // expected-error @below {{'nn.map' op expected axis 0 of 'inputs[2]' to have extent 2, as axis 0 of 'inputs[1]' has, got 4}}
  %0 = nn.map %x, %y, %z : (tensor<?x3xf32>, tensor<2x1xf32>, tensor<4x3xf32>) -> tensor<2x3xf32> {
  ^bb0(%a: f32, %b: f32, %c: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// Shapes are aligned at the last axis.
func.func @map_c2_aligned(%x: tensor<2x3xf32>, %y: tensor<2xf32>) {
  // expected-error @below {{'nn.map' op expected axis 0 of 'inputs[1]' to have extent 3, as axis 1 of 'inputs[0]' has, got 2}}
  %0 = nn.map %x, %y : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2x3xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// Names are aligned as extents are.
func.func @map_c2_name(%x: tensor<2x3xf32, #nn.axes<row, column>>, %y: tensor<3xf32, #nn.axes<row>>) {
  // expected-error @below {{'nn.map' op expected axis 0 of 'inputs[1]' to be named 'column', as axis 1 of 'inputs[0]' is, got 'row'}}
  %0 = nn.map %x, %y : (tensor<2x3xf32, #nn.axes<row, column>>, tensor<3xf32, #nn.axes<row>>) -> tensor<2x3xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_result_shape(%x: tensor<1x3xf32>, %y: tensor<2x1xf32>) {
  // expected-error @below {{'nn.map' op expected axis 0 of the result to have extent 2, got 1}}
  %0 = nn.map %x, %y : (tensor<1x3xf32>, tensor<2x1xf32>) -> tensor<1x3xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// Values of tensors are no scalars, also if an op of arith makes them.
func.func @map_c5_tensor(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.map' op expected the region to compute scalars with ops of 'arith' and 'math', got 'arith.addf'}}
  %0 = nn.map %x : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    // expected-note @below {{the op stands here}}
    %b = arith.addf %x, %x : tensor<2xf32>
    nn.yield %a : f32
  }
  return
}

// -----

// Ops of arith whose result depends on the target are no scalar ops.
func.func @map_c5_target(%x: tensor<2xi32>) {
  // expected-error @below {{'nn.map' op expected the region to compute scalars with ops of 'arith' and 'math', got 'arith.bitcast'}}
  %0 = nn.map %x : (tensor<2xi32>) -> tensor<2xf32> {
  ^bb0(%a: i32):
    // expected-note @below {{the op stands here: its result is not the same on every target, or there is no code for it}}
    %b = arith.bitcast %a : i32 to f32
    nn.yield %b : f32
  }
  return
}

// -----

func.func @map_no_region(%x: tensor<2xf32>) {
  // expected-error @below {{expected '{' to begin a region}}
  %0 = nn.map %x : (tensor<2xf32>) -> tensor<2xf32>
  return
}
