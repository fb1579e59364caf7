// What is known of the results of nn.slice where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// Extents of static axes: begin, end, step and direction.
func.func @slice_static(%x: tensor<8xf32>) {
  %0 = nn.slice "1:6" %x : (tensor<8xf32>) -> tensor<5xf32>
  %1 = nn.slice "::3" %x : (tensor<8xf32>) -> tensor<3xf32>
  %2 = nn.slice "::-3" %x : (tensor<8xf32>) -> tensor<3xf32>
  %3 = nn.slice "-2:1:-2" %x : (tensor<8xf32>) -> tensor<3xf32>
  %4 = nn.slice "8:" %x : (tensor<8xf32>) -> tensor<0xf32>
  %5 = nn.slice "7:7:-1" %x : (tensor<8xf32>) -> tensor<0xf32>
  // expected-error @below {{expected axis 0 of the result to have extent 3, got 2}}
  %6 = nn.slice "-2:1:-2" %x : (tensor<8xf32>) -> tensor<2xf32>
  return
}

// -----

// Two places that count from the same end are a known distance apart.
func.func @slice_dynamic_known(%x: tensor<?xf32>) {
  %0 = nn.slice "1:6:2" %x : (tensor<?xf32>) -> tensor<3xf32>
  // expected-error @below {{expected axis 0 of the result to have extent 2, got 3}}
  %1 = nn.slice "-3:-1" %x : (tensor<?xf32>) -> tensor<3xf32>
  return
}

// -----

// Two that do not are any distance apart.
func.func @slice_dynamic_unknown(%x: tensor<?xf32>) {
  %0 = nn.slice "1:-1" %x : (tensor<?xf32>) -> tensor<9xf32>
  %1 = nn.slice ":" %x : (tensor<?xf32>) -> tensor<9xf32>
  %2 = nn.slice "::-1" %x : (tensor<?xf32>) -> tensor<9xf32>
  return
}

// -----

// An index drops its axis, and the name with it.
func.func @slice_names(%x: tensor<8x4x3xf32, #nn.axes<row, column, channel>>) {
  // expected-error @below {{expected axis 1 of the result to be named 'channel', got 'column'}}
  %0 = nn.slice ":, 0, :" %x : (tensor<8x4x3xf32, #nn.axes<row, column, channel>>) -> tensor<8x3xf32, #nn.axes<row, column>>
  return
}
