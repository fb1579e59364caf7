// What nn.scatter refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// -----

func.func @scatter_c1_none(%u: tensor<5x4xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{'nn.scatter' op expected at least one entry in 'axes'}}
  %0 = nn.scatter %u into %d axes [] at %i : (tensor<5x4xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_c1_order(%u: tensor<3xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{'nn.scatter' op expected 'axes' to be distinct and ascending, got 0 after 1}}
  %0 = nn.scatter %u into %d axes [1, 0] at %i, %i : (tensor<3xf32>, tensor<5x4xf32>, tensor<3xi32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_c2_shape(%u: tensor<3xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>, %j: tensor<2xi32>) {
  // expected-error @below {{'nn.scatter' op expected axis 0 of 'indices[1]' to have extent 3, as axis 0 of 'indices[0]' has, got 2}}
  %0 = nn.scatter %u into %d axes [0, 1] at %i, %j : (tensor<3xf32>, tensor<5x4xf32>, tensor<3xi32>, tensor<2xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_c3_rank(%u: tensor<3xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{'nn.scatter' op expected 'updates' to have the type 'tensor<3x4xf32>', got 'tensor<3xf32>'}}
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_c3_name(%u: tensor<3x4xf32, #nn.axes<pick, row>>, %d: tensor<5x4xf32, #nn.axes<_, column>>, %i: tensor<3xi32>) {
  // expected-error @below {{'nn.scatter' op expected 'updates' to have the type 'tensor<3x4xf32, #nn.axes<_, column>>', got 'tensor<3x4xf32, #nn.axes<pick, row>>'}}
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3x4xf32, #nn.axes<pick, row>>, tensor<5x4xf32, #nn.axes<_, column>>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}

// -----

func.func @scatter_result(%u: tensor<3x4xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) {
  // expected-error @below {{'nn.scatter' op expected axis 0 of the result to have extent 5, got 3}}
  %0 = nn.scatter %u into %d axes [0] at %i : (tensor<3x4xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<3x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return
}
