// What nn.lstm_cell refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @lstm_cell_c1(%x: tensor<f32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected 'input' to have at least one axis}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<f32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c1_rank(%x: tensor<8x3xf32>, %h: tensor<4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected 'hidden' to have 2 axes, as 'input' has, got 1}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return
}

// -----

func.func @lstm_cell_c1_batch(%x: tensor<8x3xf32>, %h: tensor<7x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected axis 0 of 'hidden' to have extent 8, as axis 0 of 'input' has, got 7}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<7x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<7x4xf32>, tensor<7x4xf32>)
  return
}

// -----

func.func @lstm_cell_c1_cell(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<7x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected axis 0 of 'cell' to have extent 8, as axis 0 of 'input' has, got 7}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<7x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c2_cell(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x5xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected axis 1 of 'cell' to have extent 4, as axis 1 of 'hidden' has, got 5}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x5xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c2_in(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x5xf32>, %wh: tensor<16x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected axis 1 of 'weight_in' to have extent 3, as axis 1 of 'input' has, got 5}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x5xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c2_hidden(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x5xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected axis 1 of 'weight_hidden' to have extent 4, as axis 1 of 'hidden' has, got 5}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x5xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c2_rows(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<32x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected axis 0 of 'weight_hidden' to have extent 16, as axis 0 of 'weight_in' has, got 32}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<32x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c2_gates(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<20x3xf32>, %wh: tensor<20x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected the weights to have 4 rows for each of the 4 hidden units, got 20}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<20x3xf32>, tensor<20x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c2_multiple(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<17x3xf32>, %wh: tensor<17x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected the first extent of the weights to be a multiple of 4, got 17}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<17x3xf32>, tensor<17x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c3(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>, %bi: tensor<16xf32>, %bh: tensor<7xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected axis 0 of 'bias_hidden' to have extent 16, as axis 0 of 'weight_in' has, got 7}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh bias %bi, %bh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>, tensor<16xf32>, tensor<7xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c4(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf64>) {
  // expected-error @below {{'nn.lstm_cell' op expected 'weight_hidden' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf64>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c4_bias(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>, %bi: tensor<16xf64>, %bh: tensor<16xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected 'bias_in' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh bias %bi, %bh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>, tensor<16xf64>, tensor<16xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c1_cell_rank(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected 'cell' to have 2 axes, as 'input' has, got 1}}
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_c3_one(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>, %b: tensor<16xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected both 'bias_in' and 'bias_hidden', or none}}
  %0:2 = "nn.lstm_cell"(%x, %h, %h, %wi, %wh, %b) <{operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 0, 1>}> : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>, tensor<16xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// -----

func.func @lstm_cell_result(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) {
  // expected-error @below {{'nn.lstm_cell' op expected axis 1 of result 1 to have extent 4, got 16}}
  %0:2 = nn.lstm_cell %x, %h, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x16xf32>)
  return
}
