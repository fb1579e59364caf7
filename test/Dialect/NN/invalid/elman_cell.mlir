// What nn.elman_cell refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @elman_cell_c1(%x: tensor<f32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected 'input' to have at least one axis}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<f32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_c1_rank(%x: tensor<8x3xf32>, %h: tensor<4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected 'hidden' to have 2 axes, as 'input' has, got 1}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<4xf32>, tensor<4x3xf32>, tensor<4x4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @elman_cell_c1_batch(%x: tensor<8x3xf32>, %h: tensor<7x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected axis 0 of 'hidden' to have extent 8, as axis 0 of 'input' has, got 7}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<7x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>) -> tensor<7x4xf32>
  return
}

// -----

func.func @elman_cell_c2_in(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x5xf32>, %wh: tensor<4x4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected axis 1 of 'weight_in' to have extent 3, as axis 1 of 'input' has, got 5}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x5xf32>, tensor<4x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_c2_hidden(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x5xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected axis 1 of 'weight_hidden' to have extent 4, as axis 1 of 'hidden' has, got 5}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x5xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_c2_rows(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<8x4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected axis 0 of 'weight_hidden' to have extent 4, as axis 0 of 'weight_in' has, got 8}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_c2_gates(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<5x3xf32>, %wh: tensor<5x4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected the weights to have 1 rows for each of the 4 hidden units, got 5}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<5x3xf32>, tensor<5x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_c3(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>, %bi: tensor<4xf32>, %bh: tensor<7xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected axis 0 of 'bias_hidden' to have extent 4, as axis 0 of 'weight_in' has, got 7}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh bias %bi, %bh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>, tensor<4xf32>, tensor<7xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_c4(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf64>) {
  // expected-error @below {{'nn.elman_cell' op expected 'weight_hidden' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x4xf64>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_c4_bias(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>, %bi: tensor<4xf64>, %bh: tensor<4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected 'bias_in' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh bias %bi, %bh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>, tensor<4xf64>, tensor<4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_result(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected axis 1 of the result to have extent 4, got 3}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>) -> tensor<8x3xf32>
  return
}

// -----

func.func @elman_cell_no_activation(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>) {
  // expected-error @below {{custom op 'nn.elman_cell' expected an activation such as '#nn.relu'}}
  %0 = nn.elman_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @elman_cell_c1_name(%x: tensor<8x3xf32, #nn.axes<batch, _>>, %h: tensor<8x4xf32, #nn.axes<time, _>>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>) {
  // expected-error @below {{'nn.elman_cell' op expected axis 0 of 'hidden' to be named 'batch', as axis 0 of 'input' is, got 'time'}}
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32, #nn.axes<batch, _>>, tensor<8x4xf32, #nn.axes<time, _>>, tensor<4x3xf32>, tensor<4x4xf32>) -> tensor<8x4xf32>
  return
}
