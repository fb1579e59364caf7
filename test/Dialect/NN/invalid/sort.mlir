// What nn.sort refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @sort_c1(%x: tensor<3xf32>) {
  // expected-error @below {{expected 'axis' to be an axis of 'input' of rank 1, got -1}}
  %0:2 = nn.sort %x axis -1 : (tensor<3xf32>) -> (tensor<3xf32>, tensor<3xi64>)
  return
}

// -----

func.func @sort_c2(%x: tensor<3xf32>) {
  // expected-error @below {{expected result 1 to have elements of type 'i64', got 'i32'}}
  %0:2 = nn.sort %x axis 0 : (tensor<3xf32>) -> (tensor<3xf32>, tensor<3xi32>)
  return
}

// -----

func.func @sort_c1_high(%x: tensor<3x4xf32>) {
  // expected-error @below {{'nn.sort' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0:2 = nn.sort %x axis 2 : (tensor<3x4xf32>) -> (tensor<3x4xf32>, tensor<3x4xi64>)
  return
}

// -----

func.func @sort_c1_scalar(%x: tensor<f32>) {
  // expected-error @below {{'nn.sort' op expected 'axis' to be an axis of 'input' of rank 0, got 0}}
  %0:2 = nn.sort %x axis 0 : (tensor<f32>) -> (tensor<f32>, tensor<i64>)
  return
}

// -----

func.func @sort_result(%x: tensor<3x4xf32>) {
  // expected-error @below {{'nn.sort' op expected axis 1 of result 0 to have extent 4, got 3}}
  %0:2 = nn.sort %x axis 1 : (tensor<3x4xf32>) -> (tensor<3x3xf32>, tensor<3x4xi64>)
  return
}

// -----

func.func @sort_permutation_name(%x: tensor<3xf32, #nn.axes<time>>) {
  // expected-error @below {{'nn.sort' op expected axis 0 of result 1 to be named 'time', got 'place'}}
  %0:2 = nn.sort %x axis 0 : (tensor<3xf32, #nn.axes<time>>) -> (tensor<3xf32>, tensor<3xi64, #nn.axes<place>>)
  return
}
