// What nn.weave refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @weave_c1() {
  // expected-error @below {{'nn.weave' op expected at least one input}}
  "nn.weave"() ({
    "nn.yield"() : () -> ()
  }) : () -> ()
  return
}

// -----

func.func @weave_c2(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 'axis' to be an axis of 'inputs[0]' of rank 1, got 1}}
  nn.weave over(%h : tensor<4xf32>) axis 1 {
  ^bb0(%s: tensor<f32>):
  }
  return
}

// -----

func.func @weave_c3(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected the inputs to have one extent along axis 0, got 3 and 2}}
  nn.weave over(%x, %y : tensor<3x4xf32>, tensor<2x4xf32>) {
  ^bb0(%s: tensor<4xf32>, %t: tensor<4xf32>):
  }
  return
}

// -----

func.func @weave_c4(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 1 arguments of the region, one per input, got 0}}
  nn.weave over(%x : tensor<3x4xf32>) {
  }
  return
}

// -----

func.func @weave_c5(%h: tensor<4xf32>, %x: tensor<3x4xf32>, %y: tensor<2x4xf32>, %n: index) {
  // expected-error @below {{expected 1 results, one per yielded value, got 0}}
  nn.weave over(%x : tensor<3x4xf32>) {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return
}

// -----

func.func @weave_c2_negative(%x: tensor<3x4xf32>) {
  // expected-error @below {{'nn.weave' op expected 'axis' to be an axis of 'inputs[0]' of rank 2, got -1}}
  %0 = nn.weave over(%x : tensor<3x4xf32>) axis -1 -> tensor<3xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

// A result without axes cannot be stacked.
func.func @weave_c2_result(%x: tensor<3xf32>) {
  // expected-error @below {{'nn.weave' op expected 'axis' to be an axis of result 0 of rank 0, got 0}}
  %0 = nn.weave over(%x : tensor<3xf32>) -> tensor<f32> {
  ^bb0(%v: tensor<f32>):
    nn.yield %v : tensor<f32>
  }
  return
}

// -----

func.func @weave_c4_type(%x: tensor<3x4xf32>) {
  // expected-error @below {{'nn.weave' op expected argument 0 of the region to agree with type 'tensor<3xf32>', got 'tensor<4xf32>'}}
  %0 = nn.weave over(%x : tensor<3x4xf32>) axis 1 -> tensor<4x4xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @weave_c5_type(%x: tensor<3x4xf32>) {
  // expected-error @below {{'nn.weave' op expected result 0 without axis to agree with type 'tensor<4xf32>', got 'tensor<3xf32>'}}
  %0 = nn.weave over(%x : tensor<3x4xf32>) -> tensor<3x3xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// -----

func.func @weave_c5_element(%x: tensor<3xf32>) {
  // expected-error @below {{'nn.weave' op expected result 0 without axis to agree with type 'tensor<f32>', got 'tensor<f64>'}}
  %0 = nn.weave over(%x : tensor<3xf32>) -> tensor<3xf64> {
  ^bb0(%v: tensor<f32>):
    nn.yield %v : tensor<f32>
  }
  return
}

// -----

func.func @weave_no_over(%x: tensor<3xf32>) {
  // expected-error @below {{expected 'over'}}
  %0 = nn.weave (%x : tensor<3xf32>) -> tensor<3xf32> {
  ^bb0(%v: tensor<f32>):
    nn.yield %v : tensor<f32>
  }
  return
}
