// What is known of the results of nn.map where extents or names are known in
// part. A declared type that contradicts it shows it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// A dynamic extent equals the extent of the others and does not stretch.
func.func @map_dynamic(%x: tensor<?xf32>, %y: tensor<3xf32>, %z: tensor<1xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 3, got 4}}
  %0 = nn.map %x, %y, %z : (tensor<?xf32>, tensor<3xf32>, tensor<1xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32, %c: f32):
    nn.yield %a : f32
  }
  return
}

// -----

func.func @map_all_ones(%x: tensor<1x1xf32>, %y: tensor<1xf32>) {
  // expected-error @below {{expected axis 1 of the result to have extent 1, got 2}}
  %0 = nn.map %x, %y : (tensor<1x1xf32>, tensor<1xf32>) -> tensor<1x2xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// Nothing along an axis stretches to nothing, too.
func.func @map_zero(%x: tensor<1xf32>, %y: tensor<0xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 0, got 1}}
  %0 = nn.map %x, %y : (tensor<1xf32>, tensor<0xf32>) -> tensor<1xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// The name of an extent that stretches agrees with the others as well.
func.func @names_map(%x: tensor<1xf32, #nn.axes<query>>, %y: tensor<3xf32, #nn.axes<key>>) {
  // expected-error @below {{expected axis 0 of 'inputs[1]' to be named 'query', as axis 0 of 'inputs[0]' is, got 'key'}}
  %0 = nn.map %x, %y : (tensor<1xf32, #nn.axes<query>>, tensor<3xf32, #nn.axes<key>>) -> tensor<3xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// The operand with the most axes says how many there are.
func.func @map_rank(%x: tensor<4xf32>, %y: tensor<2x1x1xf32>) {
  // expected-error @below {{expected axis 0 of the result to have extent 2, got 1}}
  %0 = nn.map %x, %y : (tensor<4xf32>, tensor<2x1x1xf32>) -> tensor<1x1x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// What the region yields says of what type the elements are.
func.func @map_element(%x: tensor<4xf32>) {
  // expected-error @below {{expected the region to yield one value of type 'f32', got ('i1')}}
  %0 = nn.map %x : (tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32):
    %b = arith.cmpf olt, %a, %a : f32
    nn.yield %b : i1
  }
  return
}

// -----

// Two dynamic extents may be any, but the same.
func.func @map_both_dynamic(%x: tensor<?xf32>, %y: tensor<?xf32>) {
  %0 = nn.map %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<9xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}

// -----

// An extent of 1 has a name that the result takes.
func.func @map_name_of_one(%x: tensor<1x4xf32, #nn.axes<query, _>>, %y: tensor<3x4xf32, #nn.axes<_, key>>) {
  // expected-error @below {{expected axis 0 of the result to be named 'query', got 'row'}}
  %0 = nn.map %x, %y : (tensor<1x4xf32, #nn.axes<query, _>>, tensor<3x4xf32, #nn.axes<_, key>>) -> tensor<3x4xf32, #nn.axes<row, key>> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %a : f32
  }
  return
}
