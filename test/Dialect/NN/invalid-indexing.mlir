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

func.func @slice_c1_number(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'ranges' to hold integers between -2^31 and 2^31, got 'a'}}
  %0 = nn.slice "a:b" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_large(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'ranges' to hold integers between -2^31 and 2^31, got '3000000000'}}
  %0 = nn.slice "3000000000:" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_step(%x: tensor<8xf32>) {
  // expected-error @below {{expected a step other than 0}}
  %0 = nn.slice "::0" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_count(%x: tensor<8xf32>) {
  // expected-error @below {{expected one term in 'ranges' per axis of 'input', got 2 terms for rank 1}}
  %0 = nn.slice "1:2, 1:2" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_term(%x: tensor<8xf32>) {
  // expected-error @below {{expected 'begin:end:step' or an index, got '1:2:3:4'}}
  %0 = nn.slice "1:2:3:4" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c1_empty(%x: tensor<8x8xf32>) {
  // expected-error @below {{expected 'begin:end:step' or an index, got nothing between commas}}
  %0 = nn.slice "1:2," %x : (tensor<8x8xf32>) -> tensor<1x8xf32>
  return
}

// -----

func.func @slice_c2(%x: tensor<8xf32>) {
  // expected-error @below {{expected a range inside of axis 0 of 'input' of extent 8, got 2 to 9}}
  %0 = nn.slice "2:9" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c2_negative(%x: tensor<8xf32>) {
  // expected-error @below {{expected a range inside of axis 0 of 'input' of extent 8, got -1 to 8}}
  %0 = nn.slice "-9:" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c2_index(%x: tensor<8xf32>) {
  // expected-error @below {{expected the index 8 to lie inside of axis 0 of 'input' of extent 8}}
  %0 = nn.slice "8" %x : (tensor<8xf32>) -> tensor<f32>
  return
}

// -----

func.func @slice_c2_backwards(%x: tensor<8xf32>) {
  // expected-error @below {{expected a range inside of axis 0 of 'input' of extent 8, got 2 to 5}}
  %0 = nn.slice "2:5:-1" %x : (tensor<8xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @slice_c2_dynamic(%x: tensor<?xf32>) {
  // expected-error @below {{expected a range that runs forward on axis 0 of 'input', got 5 to 2}}
  %0 = nn.slice "5:2" %x : (tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

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

func.func @scatter_c1(%u: tensor<3x4xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{expected 'axes' to be axes of 'dest' of rank 2, got 3}}
  %0 = nn.scatter %u into %d axes [3] at %i : (tensor<3x4xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_c2(%u: tensor<3x4xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{expected one tensor in 'indices' per entry of 'axes', got 1 tensors for 2 axes}}
  %0 = nn.scatter %u into %d axes [0, 1] at %i : (tensor<3x4xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_c3(%u: tensor<3x5xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{expected 'updates' to have the type 'tensor<3x4xf32>', got 'tensor<3x5xf32>'}}
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3x5xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_c4(%u: tensor<3x4xf64>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{expected 'updates' to have elements of type 'f32', as 'dest' has, got 'f64'}}
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3x4xf64>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_c5(%u: tensor<3x4xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{expected the arguments of the region to have the types ('f32', 'f32'), got ('f32')}}
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3x4xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @scatter_c5_yield(%u: tensor<3x4xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ()}}
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3x4xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield
  }
  return
}

// -----

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

func.func @random_c1(%s: tensor<i64>) {
  // expected-error @below {{expected the result of 'bits' to have integer elements, got 'f32'}}
  %0 = nn.random bits %s : tensor<i64> -> tensor<3xf32>
  return
}

// -----

func.func @random_c1_float(%s: tensor<i64>) {
  // expected-error @below {{expected the result of 'normal' to have float elements, got 'i32'}}
  %0 = nn.random normal %s : tensor<i64> -> tensor<3xi32>
  return
}

// -----

func.func @random_c2(%s: tensor<i64>) {
  // expected-error @below {{expected a result with static extents, or 'like' with the same extents, got 'tensor<?xf32>'}}
  %0 = nn.random uniform %s : tensor<i64> -> tensor<?xf32>
  return
}

// -----

func.func @random_c2_like(%s: tensor<i64>, %x: tensor<4xf32>) {
  // expected-error @below {{expected 'like' to have the axes of the result 'tensor<3xf32>', got 'tensor<4xf32>'}}
  %0 = nn.random uniform %s like %x : tensor<i64>, tensor<4xf32> -> tensor<3xf32>
  return
}

// -----

func.func @random_kind(%s: tensor<i64>) {
  // expected-error @below {{expected 'bits', 'uniform' or 'normal', got 'cauchy'}}
  %0 = nn.random cauchy %s : tensor<i64> -> tensor<3xf32>
  return
}

// -----

func.func private @f(f32) -> f32
func.func @scatter_c6(%u: tensor<3xf32>, %d: tensor<5xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{expected the region to compute scalars with ops of 'arith' and 'math', got 'func.call'}}
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3xf32>, tensor<5xf32>, tensor<3xi32>) -> tensor<5xf32> {
  ^bb0(%a: f32, %b: f32):
    // expected-note @below {{the op stands here}}
    %c = func.call @f(%a) : (f32) -> f32
    nn.yield %c : f32
  }
  return
}
