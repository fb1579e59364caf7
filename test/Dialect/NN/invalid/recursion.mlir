// C5 of nn.apply, which holds for the module as a whole.
// RUN: nn-opt %s --split-input-file --verify-diagnostics --nn-verify-stage=stage=model

func.func @apply_c5(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{expected functions that do not run each other in a circle, but 'apply_c5' and 'apply_c5' do}}
  %0 = nn.apply @apply_c5(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @apply_c5_two(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @other(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
func.func @other(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{but 'other' and 'apply_c5_two' do}}
  %0 = nn.apply @apply_c5_two(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

// A call closes the circle as well.
func.func @apply_c5_call(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @other(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
func.func @other(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{but 'other' and 'apply_c5_call' do}}
  %0 = func.call @apply_c5_call(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

// Two ways to the same function are no circle.
func.func private @leaf(%x: tensor<2xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}
func.func @diamond(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @leaf(%x) : (tensor<2xf32>) -> tensor<2xf32>
  %1 = func.call @leaf(%0) : (tensor<2xf32>) -> tensor<2xf32>
  return %1 : tensor<2xf32>
}
