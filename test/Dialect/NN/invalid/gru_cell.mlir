// What nn.gru_cell refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @gru_cell_c1(%x: tensor<f32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected 'input' to have at least one axis}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<f32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_c1_rank(%x: tensor<8x3xf32>, %h: tensor<4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected 'hidden' to have 2 axes, as 'input' has, got 1}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<4xf32>, tensor<12x3xf32>, tensor<12x4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @gru_cell_c1_batch(%x: tensor<8x3xf32>, %h: tensor<7x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected axis 0 of 'hidden' to have extent 8, as axis 0 of 'input' has, got 7}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<7x4xf32>, tensor<12x3xf32>, tensor<12x4xf32>) -> tensor<7x4xf32>
  return
}

// -----

func.func @gru_cell_c2_in(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x5xf32>, %wh: tensor<12x4xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected axis 1 of 'weight_in' to have extent 3, as axis 1 of 'input' has, got 5}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x5xf32>, tensor<12x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_c2_hidden(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x5xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected axis 1 of 'weight_hidden' to have extent 4, as axis 1 of 'hidden' has, got 5}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x5xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_c2_rows(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<24x4xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected axis 0 of 'weight_hidden' to have extent 12, as axis 0 of 'weight_in' has, got 24}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<24x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_c2_gates(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<15x3xf32>, %wh: tensor<15x4xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected the weights to have 3 rows for each of the 4 hidden units, got 15}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<15x3xf32>, tensor<15x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_c2_multiple(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<13x3xf32>, %wh: tensor<13x4xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected the first extent of the weights to be a multiple of 3, got 13}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<13x3xf32>, tensor<13x4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_c3(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>, %bi: tensor<12xf32>, %bh: tensor<7xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected axis 0 of 'bias_hidden' to have extent 12, as axis 0 of 'weight_in' has, got 7}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh bias %bi, %bh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x4xf32>, tensor<12xf32>, tensor<7xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_c4(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf64>) {
  // expected-error @below {{'nn.gru_cell' op expected 'weight_hidden' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x4xf64>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_c4_bias(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>, %bi: tensor<12xf64>, %bh: tensor<12xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected 'bias_in' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh bias %bi, %bh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x4xf32>, tensor<12xf64>, tensor<12xf32>) -> tensor<8x4xf32>
  return
}

// -----

// The generic form can leave one bias out.
func.func @gru_cell_c3_one(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>, %b: tensor<12xf32>) {
  // expected-error @below {{'nn.gru_cell' op expected both 'bias_in' and 'bias_hidden', or none}}
  %0 = "nn.gru_cell"(%x, %h, %wi, %wh, %b) <{operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 0>}> : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x4xf32>, tensor<12xf32>) -> tensor<8x4xf32>
  return
}

// -----

// In the custom form, a bias does not stand alone.
func.func @gru_cell_one_bias(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>, %b: tensor<12xf32>) {
  // expected-error @below {{expected ','}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh bias %b : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x4xf32>, tensor<12xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @gru_cell_no_weights(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>) {
  // expected-error @below {{expected 'weights'}}
  %0 = nn.gru_cell %x, %h : (tensor<8x3xf32>, tensor<8x4xf32>) -> tensor<8x4xf32>
  return
}
