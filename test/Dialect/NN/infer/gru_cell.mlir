// What is known of the results of nn.gru_cell where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The weights know how many hidden units there are.
func.func @gru_cell(%x: tensor<?x3xf32>, %h: tensor<8x?xf32>, %u: tensor<12x3xf32>, %v: tensor<?x?xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 12}}
  %0 = nn.gru_cell %x, %h weights %u, %v : (tensor<?x3xf32>, tensor<8x?xf32>, tensor<12x3xf32>, tensor<?x?xf32>) -> tensor<8x12xf32>
  return
}

// -----

// So do the biases.
func.func @gru_cell_bias(%x: tensor<8x3xf32>, %h: tensor<8x?xf32>, %wi: tensor<?x3xf32>, %wh: tensor<?x?xf32>, %b: tensor<12xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 4, got 3}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh bias %b, %b : (tensor<8x3xf32>, tensor<8x?xf32>, tensor<?x3xf32>, tensor<?x?xf32>, tensor<12xf32>, tensor<12xf32>) -> tensor<8x3xf32>
  return
}

// -----

func.func @gru_cell_names(%x: tensor<8x3xf32, #nn.axes<batch, in>>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32, #nn.axes<_, unit>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'unit', got 'in'}}
  %0 = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x4xf32, #nn.axes<_, unit>>) -> tensor<8x4xf32, #nn.axes<batch, in>>
  return
}
