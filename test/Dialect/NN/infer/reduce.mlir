// What is known of the results of nn.reduce where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @reduce(%x: tensor<?x4x?xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 1, got 4}}
  %0 = nn.reduce %x axes [1] keep : (tensor<?x4x?xf32>) -> tensor<?x4x?xf32> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

func.func @names_reduce(%x: tensor<2x3xf32, #nn.axes<query, depth>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'depth', got 'query'}}
  %0 = nn.reduce %x axes [0] : (tensor<2x3xf32, #nn.axes<query, depth>>) -> tensor<3xf32, #nn.axes<query>> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}

// -----

// The other inputs know what the first one leaves open.
func.func @reduce_second(%x: tensor<?x3xf32>, %y: tensor<2x?xi64, #nn.axes<row, _>>) {
  %0:2 = nn.reduce %x, %y axes [1] : (tensor<?x3xf32>, tensor<2x?xi64, #nn.axes<row, _>>) -> (tensor<2xf32, #nn.axes<row>>, tensor<2xi64>) neutral 0.0, 0 {
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    nn.yield %b, %q : f32, i64
  }
  // expected-error @below {{expected axis 0 of result 0 to have extent 2, got 3}}
  %1:2 = nn.reduce %x, %y axes [1] : (tensor<?x3xf32>, tensor<2x?xi64, #nn.axes<row, _>>) -> (tensor<3xf32>, tensor<2xi64>) neutral 0.0, 0 {
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    nn.yield %b, %q : f32, i64
  }
  return
}

// -----

// Each result has the elements of its input.
func.func @reduce_element(%x: tensor<2xf32>, %y: tensor<2xi64>) {
  // expected-error @below {{expected result 1 to have elements of type 'i64', got 'f32'}}
  %0:2 = nn.reduce %x, %y axes [0] : (tensor<2xf32>, tensor<2xi64>) -> (tensor<f32>, tensor<f32>) neutral 0.0, 0 {
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    nn.yield %b, %q : f32, i64
  }
  return
}

// -----

// A kept axis keeps its name, and has extent 1 also where it was empty.
func.func @reduce_keep(%x: tensor<2x0xf32, #nn.axes<row, column>>) {
  %0 = nn.reduce %x axes [1] keep : (tensor<2x0xf32, #nn.axes<row, column>>) -> tensor<2x1xf32, #nn.axes<row, column>> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  // expected-error @below {{expected axis 1 of the result to be named 'column', got 'row'}}
  %1 = nn.reduce %x axes [1] keep : (tensor<2x0xf32, #nn.axes<row, column>>) -> tensor<2x1xf32, #nn.axes<_, row>> neutral 0.0 {
  ^bb0(%s: f32, %v: f32):
    nn.yield %v : f32
  }
  return
}
