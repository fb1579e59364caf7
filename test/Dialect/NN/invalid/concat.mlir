// What nn.concat refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @concat_c1() {
  // expected-error @below {{'nn.concat' op expected at least one input}}
  %0 = "nn.concat"() <{axis = 0 : i64}> : () -> tensor<2xf32>
  return
}

// -----

func.func @concat_c2(%x: tensor<2xf32>) {
  // expected-error @below {{expected 'axis' to be an axis of the inputs of rank 1, got 1}}
  %0 = nn.concat %x axis 1 : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @concat_c2_rank(%x: tensor<2xf32>, %y: tensor<2x2xf32>) {
  // expected-error @below {{expected inputs of one rank, got 1 and 2}}
  %0 = nn.concat %x, %y axis 0 : (tensor<2xf32>, tensor<2x2xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @concat_c3(%x: tensor<2x3xf32>, %y: tensor<2x4xf32>) {
  // expected-error @below {{expected axis 1 of 'inputs[1]' to have extent 3, as axis 1 of 'inputs[0]' has, got 4}}
  %0 = nn.concat %x, %y axis 0 : (tensor<2x3xf32>, tensor<2x4xf32>) -> tensor<4x3xf32>
  return
}

// -----

func.func @concat_c3_name(%x: tensor<2xf32, #nn.axes<a>>, %y: tensor<2xf32, #nn.axes<b>>) {
  // expected-error @below {{expected axis 0 of 'inputs[1]' to be named 'a', as axis 0 of 'inputs[0]' is, got 'b'}}
  %0 = nn.concat %x, %y axis 0 : (tensor<2xf32, #nn.axes<a>>, tensor<2xf32, #nn.axes<b>>) -> tensor<4xf32>
  return
}

// -----

func.func @concat_c4(%x: tensor<2xf32>, %y: tensor<2xf64>) {
  // expected-error @below {{expected 'inputs[1]' to have elements of type 'f32', as 'inputs[0]' has, got 'f64'}}
  %0 = nn.concat %x, %y axis 0 : (tensor<2xf32>, tensor<2xf64>) -> tensor<4xf32>
  return
}

// -----

func.func @concat_c2_negative(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.concat' op expected 'axis' to be an axis of the inputs of rank 1, got -1}}
  %0 = nn.concat %x, %x axis -1 : (tensor<2xf32>, tensor<2xf32>) -> tensor<4xf32>
  return
}

// -----

// Scalars have no axis along which one could follow the other.
func.func @concat_c2_scalar(%x: tensor<f32>) {
  // expected-error @below {{'nn.concat' op expected 'axis' to be an axis of the inputs of rank 0, got 0}}
  %0 = nn.concat %x, %x axis 0 : (tensor<f32>, tensor<f32>) -> tensor<2xf32>
  return
}

// -----

func.func @concat_c3_other_name(%x: tensor<2x3xf32, #nn.axes<_, row>>, %y: tensor<2x3xf32, #nn.axes<_, column>>) {
  // expected-error @below {{'nn.concat' op expected axis 1 of 'inputs[1]' to be named 'row', as axis 1 of 'inputs[0]' is, got 'column'}}
  %0 = nn.concat %x, %y axis 0 : (tensor<2x3xf32, #nn.axes<_, row>>, tensor<2x3xf32, #nn.axes<_, column>>) -> tensor<4x3xf32>
  return
}

// -----

func.func @concat_c5(%x: tensor<288230376151711744xi8>) {
  // expected-error @below {{'nn.concat' op expected the sum of the extents to stay below 2^63}}
  %0 = nn.concat %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x, %x axis 0
      : (tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>, tensor<288230376151711744xi8>) -> tensor<?xi8>
  return
}

// -----

func.func @concat_result(%x: tensor<2x3xf32>, %y: tensor<2x4xf32>) {
  // expected-error @below {{'nn.concat' op expected axis 1 of the result to have extent 7, got 8}}
  %0 = nn.concat %x, %y axis 1 : (tensor<2x3xf32>, tensor<2x4xf32>) -> tensor<2x8xf32>
  return
}
