// What nn.activation refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @activation_c1(%x: tensor<2xi32>) {
  // expected-error @below {{'nn.activation' op operand #0 must be ranked tensor of f16, bf16, f32 or f64 values, but got 'tensor<2xi32>'}}
  %0 = nn.activation #nn.relu, %x : tensor<2xi32>
  return
}

// -----

func.func @activation_c2(%x: tensor<2xf32>) {
  // expected-error @below {{custom op 'nn.activation' expected an activation such as '#nn.relu', got "relu"}}
  %0 = nn.activation "relu", %x : tensor<2xf32>
  return
}

// -----

func.func @activation_relu_word(%x: tensor<2xf32>) {
  // expected-error @below {{expected an activation such as '#nn.relu', got #nn.axes<relu>}}
  %0 = nn.activation #nn.axes<relu>, %x : tensor<2xf32>
  return
}

// -----

func.func @activation_index(%x: tensor<2xindex>) {
  // expected-error @below {{operand #0 must be ranked tensor of f16, bf16, f32 or f64 values, but got 'tensor<2xindex>'}}
  %0 = nn.activation #nn.relu, %x : tensor<2xindex>
  return
}

// -----

func.func @activation_result(%x: tensor<2xf32>) {
  // expected-error @below {{requires the same type for all operands and results}}
  %0 = "nn.activation"(%x) <{function = #nn.relu}> : (tensor<2xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @activation_keyword(%x: tensor<2xf32>) {
  // expected-error @below {{expected an activation such as '#nn.relu'}}
  %0 = nn.activation relu, %x : tensor<2xf32>
  return
}

// -----

func.func @activation_two_types(%x: tensor<2xf32>) {
  // expected-error @below {{expected ':'}}
  %0 = nn.activation #nn.relu, %x (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @activation_builtin(%x: tensor<2xf32>) {
  // expected-error @below {{expected an activation such as '#nn.relu', got 3 : i64}}
  %0 = nn.activation 3, %x : tensor<2xf32>
  return
}
