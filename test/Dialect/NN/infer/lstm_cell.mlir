// What is known of the results of nn.lstm_cell where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// The cell knows the batch, and both results have one type.
func.func @lstm_cell(%x: tensor<?x3xf32>, %h: tensor<?x4xf32>, %c: tensor<8x?xf32, #nn.axes<batch, unit>>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) {
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<?x3xf32>, tensor<?x4xf32>, tensor<8x?xf32, #nn.axes<batch, unit>>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32, #nn.axes<batch, unit>>, tensor<?x?xf32>)
  // expected-error @below {{expected axis 0 of result 0 to have extent 8, got 7}}
  %1:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<?x3xf32>, tensor<?x4xf32>, tensor<8x?xf32, #nn.axes<batch, unit>>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<7x4xf32>, tensor<8x4xf32>)
  return
}
