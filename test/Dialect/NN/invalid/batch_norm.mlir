// What nn.batch_norm refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @batch_norm_c1(%x: tensor<3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{'nn.batch_norm' op expected 'input' to have at least two axes, got 'tensor<3xf32>'}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0 : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @batch_norm_c2(%x: tensor<2x3xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.batch_norm' op expected axis 0 of 'scale' to have extent 3, as axis 1 of 'input' has, got 2}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c3(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{'nn.batch_norm' op expected a finite 'epsilon' that is not negative, got nan}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 0x7FF8000000000000 : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_c4(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.batch_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0 : (tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>, tensor<3xf64>) -> tensor<2x3xf32>
  return
}

// -----

func.func @batch_norm_rank0(%x: tensor<f32>, %s: tensor<4xf32>) {
  // expected-error @below {{expected 'input' to have at least two axes, got 'tensor<f32>'}}
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 0.0 : (tensor<f32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  return
}

// -----

func.func @batch_norm_variance(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %v: tensor<3xf32>) {
  // expected-error @below {{expected axis 0 of 'variance' to have extent 4, as axis 1 of 'input' has, got 3}}
  %0 = nn.batch_norm %x, %s, %s, %s, %v epsilon 0.0 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<3xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @batch_norm_c2_mean(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %m: tensor<5xf32>) {
  // expected-error @below {{'nn.batch_norm' op expected axis 0 of 'mean' to have extent 4, as axis 1 of 'input' has, got 5}}
  %0 = nn.batch_norm %x, %s, %s, %m, %s epsilon 0.0 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<5xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return
}

// -----

func.func @batch_norm_c4_variance(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %v: tensor<4xf64>) {
  // expected-error @below {{'nn.batch_norm' op expected 'variance' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.batch_norm %x, %s, %s, %s, %v epsilon 0.0 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf64>) -> tensor<8x4xf32>
  return
}

// -----

// The statistics are given, all four.
func.func @batch_norm_operands(%x: tensor<8x4xf32>, %s: tensor<4xf32>) {
  // expected-error @below {{expected ','}}
  %0 = nn.batch_norm %x, %s, %s epsilon 0.0 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return
}
