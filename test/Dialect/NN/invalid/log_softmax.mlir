// What nn.log_softmax refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @log_softmax_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.log_softmax' op expected 'axis' to be an axis of 'input' of rank 2, got -1}}
  %0 = nn.log_softmax %x axis -1 : tensor<2x3xf32>
  return
}

// -----

func.func @log_softmax_c1_high(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.log_softmax' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.log_softmax %x axis 2 : tensor<2x3xf32>
  return
}

// -----

func.func @log_softmax_rank0(%x: tensor<f32>) {
  // expected-error @below {{'nn.log_softmax' op expected 'axis' to be an axis of 'input' of rank 0, got 0}}
  %0 = nn.log_softmax %x axis 0 : tensor<f32>
  return
}

// -----

func.func @log_softmax_result(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.log_softmax' op requires the same type for all operands and results}}
  %0 = "nn.log_softmax"(%x) <{axis = 0 : i64}> : (tensor<2x3xf32>) -> tensor<3x2xf32>
  return
}
