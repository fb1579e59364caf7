// What nn.aggregate refuses: cases per constraint, named after it, and other ways
// to write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @aggregate_c1(%s: tensor<2x3xi1>, %v: tensor<5x4xf32>) {
  // expected-error @below {{'nn.aggregate' op expected axis 0 of 'values' to have extent 3, as axis 1 of 'selector' has, got 5}}
  %0 = nn.aggregate sum %s, %v : (tensor<2x3xi1>, tensor<5x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

func.func @aggregate_c1_name(%s: tensor<2x3xi1, #nn.axes<query, key>>, %v: tensor<3xf32, #nn.axes<time>>) {
  // expected-error @below {{'nn.aggregate' op expected axis 0 of 'values' to be named 'key', as axis 1 of 'selector' is, got 'time'}}
  %0 = nn.aggregate sum %s, %v : (tensor<2x3xi1, #nn.axes<query, key>>, tensor<3xf32, #nn.axes<time>>) -> tensor<2xf32>
  return
}

// -----

func.func @aggregate_c1_rank(%s: tensor<2x3xi1>, %v: tensor<f32>) {
  // expected-error @below {{'nn.aggregate' op expected 'values' to have at least one axis}}
  %0 = nn.aggregate sum %s, %v : (tensor<2x3xi1>, tensor<f32>) -> tensor<2xf32>
  return
}

// -----

func.func @aggregate_c2(%s: tensor<2x3xi1>, %v: tensor<3x4xf32>, %d: tensor<5xf32>) {
  // expected-error @below {{'nn.aggregate' op expected axis 0 of 'default' to have extent 4, as axis 1 of 'values' has, got 5}}
  %0 = nn.aggregate sum %s, %v default %d : (tensor<2x3xi1>, tensor<3x4xf32>, tensor<5xf32>) -> tensor<2x4xf32>
  return
}

// -----

func.func @aggregate_c2_rank(%s: tensor<2x3xi1>, %v: tensor<3x4xf32>, %d: tensor<f32>) {
  // expected-error @below {{'nn.aggregate' op expected 'default' to have the axes of a row of 'values', 1, got 0}}
  %0 = nn.aggregate sum %s, %v default %d : (tensor<2x3xi1>, tensor<3x4xf32>, tensor<f32>) -> tensor<2x4xf32>
  return
}

// -----

func.func @aggregate_c2_element(%s: tensor<2x3xi1>, %v: tensor<3xi32>, %d: tensor<i32>) {
  // expected-error @below {{'nn.aggregate' op expected 'default' to have elements of type 'f64', as the result has, got 'i32'}}
  %0 = nn.aggregate mean %s, %v default %d : (tensor<2x3xi1>, tensor<3xi32>, tensor<i32>) -> tensor<2xf64>
  return
}

// -----

func.func @aggregate_c3(%s: tensor<2x3xi1>, %v: tensor<3xi1>) {
  // expected-error @below {{'nn.aggregate' op expected 'values' of a sum to have elements that are no booleans, got 'tensor<3xi1>'}}
  %0 = nn.aggregate sum %s, %v : (tensor<2x3xi1>, tensor<3xi1>) -> tensor<2xi1>
  return
}

// -----

func.func @aggregate_kind(%s: tensor<2x3xi1>, %v: tensor<3xf32>) {
  // expected-error @below {{expected 'mean', 'sum', 'max', 'min', 'first', 'last' or 'only', got 'average'}}
  %0 = nn.aggregate average %s, %v : (tensor<2x3xi1>, tensor<3xf32>) -> tensor<2xf32>
  return
}

// -----

// The mean of integers is an f64.
func.func @aggregate_result(%s: tensor<2x3xi1>, %v: tensor<3xi32>) {
  // expected-error @below {{'nn.aggregate' op expected the result to have elements of type 'f64', got 'f32'}}
  %0 = nn.aggregate mean %s, %v : (tensor<2x3xi1>, tensor<3xi32>) -> tensor<2xf32>
  return
}
