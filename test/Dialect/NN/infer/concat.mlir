// What is known of the results of nn.concat where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @concat(%x: tensor<2x?xf32>, %y: tensor<?x3xf32>) {
  // The sum with a dynamic extent is dynamic; the others know each other's.
  %0 = nn.concat %x, %y axis 0 : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<9x3xf32>
  // expected-error @below {{expected axis 1 of the result to have extent 3, got 4}}
  %1 = nn.concat %x, %y axis 0 : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<?x4xf32>
  return
}

// -----

// The name along the axis is that of any input.
func.func @concat_name(%x: tensor<2xf32>, %y: tensor<3xf32, #nn.axes<time>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'time', got 'row'}}
  %0 = nn.concat %x, %y axis 0 : (tensor<2xf32>, tensor<3xf32, #nn.axes<time>>) -> tensor<5xf32, #nn.axes<row>>
  return
}

// -----

func.func @concat_empty(%x: tensor<0xf32>, %y: tensor<3xf32>) {
  %0 = nn.concat %x, %y, %x axis 0 : (tensor<0xf32>, tensor<3xf32>, tensor<0xf32>) -> tensor<3xf32>
  // expected-error @below {{expected axis 0 of the result to have extent 0, got 3}}
  %1 = nn.concat %x, %x axis 0 : (tensor<0xf32>, tensor<0xf32>) -> tensor<3xf32>
  return
}
