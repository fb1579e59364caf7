// What nn.index refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @index_c1(%x: tensor<8xf32>) {
  %0 = nn.map %x : (tensor<8xf32>) -> tensor<8xf32> {
  ^bb0(%a: f32):
    // expected-error @below {{'nn.index' op expected 'axis' to be an axis of the result of the map, of rank 1, got 1}}
    %i = nn.index 1
    nn.yield %a : f32
  }
  return
}

// -----

func.func @index_parent(%x: tensor<8xf32>) {
  // expected-error @below {{'nn.index' op expects parent op 'nn.map'}}
  %i = nn.index 0
  return
}

// -----

func.func @index_c1_negative(%x: tensor<8xf32>) {
  %0 = nn.map %x : (tensor<8xf32>) -> tensor<8xindex> {
  ^bb0(%a: f32):
    // expected-error @below {{'nn.index' op expected 'axis' to be an axis of the result of the map, of rank 1, got -1}}
    %i = nn.index -1
    nn.yield %i : index
  }
  return
}

// -----

// A scalar has no place.
func.func @index_c1_scalar(%x: tensor<f32>) {
  %0 = nn.map %x : (tensor<f32>) -> tensor<index> {
  ^bb0(%a: f32):
    // expected-error @below {{'nn.index' op expected 'axis' to be an axis of the result of the map, of rank 0, got 0}}
    %i = nn.index 0
    nn.yield %i : index
  }
  return
}

// -----

// A reduction has no order, and so no place either.
func.func @index_in_reduce(%x: tensor<8xi64>) {
  %0 = nn.reduce %x axes [0] : (tensor<8xi64>) -> tensor<i64> neutral 0 {
  ^bb0(%a: i64, %b: i64):
    // expected-error @below {{'nn.index' op expects parent op 'nn.map'}}
    %i = nn.index 0
    nn.yield %a : i64
  }
  return
}
