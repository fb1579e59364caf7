// What nn.gather refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @gather_c1(%x: tensor<5x4xf32>, %i: tensor<3xi32>, %j: tensor<4xi32>) {
  // expected-error @below {{expected 'axes' to be axes of 'input' of rank 2, got 2}}
  %0 = nn.gather %x axes [2] at %i : (tensor<5x4xf32>, tensor<3xi32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @gather_c1_none(%x: tensor<5x4xf32>, %i: tensor<3xi32>, %j: tensor<4xi32>) {
  // expected-error @below {{expected at least one entry in 'axes'}}
  %0 = "nn.gather"(%x) <{axes = array<i64>}> : (tensor<5x4xf32>) -> tensor<5x4xf32>
  return
}

// -----

func.func @gather_c2(%x: tensor<5x4xf32>, %i: tensor<3xi32>, %j: tensor<4xi32>) {
  // expected-error @below {{expected one tensor in 'indices' per entry of 'axes', got 1 tensors for 2 axes}}
  %0 = nn.gather %x axes [0, 1] at %i : (tensor<5x4xf32>, tensor<3xi32>) -> tensor<3xf32>
  return
}

// -----

func.func @gather_c2_shape(%x: tensor<5x4xf32>, %i: tensor<3xi32>, %j: tensor<4xi32>) {
  // expected-error @below {{expected axis 0 of 'indices[1]' to have extent 3, as axis 0 of 'indices[0]' has, got 4}}
  %0 = nn.gather %x axes [0, 1] at %i, %j : (tensor<5x4xf32>, tensor<3xi32>, tensor<4xi32>) -> tensor<3xf32>
  return
}

// -----

func.func @gather_c2_rank(%x: tensor<5x4xf32>, %i: tensor<3xi32>, %j: tensor<i32>) {
  // expected-error @below {{expected index tensors of one shape, got ranks 1 and 0}}
  %0 = nn.gather %x axes [0, 1] at %i, %j : (tensor<5x4xf32>, tensor<3xi32>, tensor<i32>) -> tensor<3xf32>
  return
}

// -----

func.func @gather_index_type(%x: tensor<5x4xf32>, %i: tensor<3xf32>) {
  // expected-error @below {{operand #1 must be}}
  %0 = nn.gather %x axes [0] at %i : (tensor<5x4xf32>, tensor<3xf32>) -> tensor<3x4xf32>
  return
}

// -----

func.func @gather_c1_order(%x: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{'nn.gather' op expected 'axes' to be distinct and ascending, got 0 after 1}}
  %0 = nn.gather %x axes [1, 0] at %i, %i : (tensor<5x4xf32>, tensor<3xi32>, tensor<3xi32>) -> tensor<3xf32>
  return
}

// -----

func.func @gather_c1_twice(%x: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{'nn.gather' op expected 'axes' to be distinct and ascending, got 1 after 1}}
  %0 = nn.gather %x axes [1, 1] at %i, %i : (tensor<5x4xf32>, tensor<3xi32>, tensor<3xi32>) -> tensor<5x3xf32>
  return
}

// -----

func.func @gather_c2_name(%x: tensor<5x4xf32>, %i: tensor<3xi32, #nn.axes<pick>>, %j: tensor<3xi64, #nn.axes<place>>) {
  // expected-error @below {{'nn.gather' op expected axis 0 of 'indices[1]' to be named 'pick', as axis 0 of 'indices[0]' is, got 'place'}}
  %0 = nn.gather %x axes [0, 1] at %i, %j : (tensor<5x4xf32>, tensor<3xi32, #nn.axes<pick>>, tensor<3xi64, #nn.axes<place>>) -> tensor<3xf32>
  return
}

// -----

// Indices are integers that a tensor outside of a module holds.
func.func @gather_index_elements(%x: tensor<5x4xf32>, %i: tensor<3xindex>) {
  // expected-error @below {{operand #1 must be variadic of ranked tensor of i8, i16, i32 or i64 values, but got 'tensor<3xindex>'}}
  %0 = nn.gather %x axes [0] at %i : (tensor<5x4xf32>, tensor<3xindex>) -> tensor<3x4xf32>
  return
}

// -----

// The axes of the index tensors stand in the place of the first of the axes.
func.func @gather_result(%x: tensor<5x4x6xf32>, %i: tensor<2x3xi32>) {
  // expected-error @below {{'nn.gather' op expected axis 0 of the result to have extent 5, got 2}}
  %0 = nn.gather %x axes [1, 2] at %i, %i : (tensor<5x4x6xf32>, tensor<2x3xi32>, tensor<2x3xi32>) -> tensor<2x3x5xf32>
  return
}

// -----

func.func @gather_element(%x: tensor<5xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{'nn.gather' op expected the result to have elements of type 'f32', got 'i32'}}
  %0 = nn.gather %x axes [0] at %i : (tensor<5xf32>, tensor<3xi32>) -> tensor<3xi32>
  return
}
