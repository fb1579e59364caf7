// What nn.softmax refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @softmax_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.softmax' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.softmax %x axis 2 : tensor<2x3xf32>
  return
}

// -----

// Axes are counted from the front.
func.func @softmax_negative(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected 'axis' to be an axis of 'input' of rank 2, got -1}}
  %0 = nn.softmax %x axis -1 : tensor<2x3xf32>
  return
}

// -----

func.func @softmax_rank0(%x: tensor<f32>) {
  // expected-error @below {{expected 'axis' to be an axis of 'input' of rank 0, got 0}}
  %0 = nn.softmax %x axis 0 : tensor<f32>
  return
}

// -----

func.func @softmax_element(%x: tensor<2x3xi32>) {
  // expected-error @below {{operand #0 must be ranked tensor of f16, bf16, f32 or f64 values, but got 'tensor<2x3xi32>'}}
  %0 = nn.softmax %x axis 1 : tensor<2x3xi32>
  return
}

// -----

func.func @softmax_no_axis(%x: tensor<2x3xf32>) {
  // expected-error @below {{expected 'axis'}}
  %0 = nn.softmax %x : tensor<2x3xf32>
  return
}
