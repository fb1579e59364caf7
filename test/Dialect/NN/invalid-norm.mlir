// One case per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @softmax_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.softmax' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.softmax %x axis 2 : tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c1(%x: tensor<3xf32>, %s: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected 'scale' to have 1 to 1 axes, got 2}}
  %0 = nn.layer_norm %x, %s, %s epsilon 1.0e-5 : (tensor<3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<3xf32>
  return
}

// -----

func.func @layer_norm_c2(%x: tensor<2x3xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected axis 0 of 'scale' to have extent 3, as axis 1 of 'input' has, got 2}}
  %0 = nn.layer_norm %x, %s, %s epsilon 1.0e-5 : (tensor<2x3xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c3(%x: tensor<2x3xf32>, %s: tensor<3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected a finite 'epsilon' that is not negative, got -1.000000e+00}}
  %0 = nn.layer_norm %x, %s, %s epsilon -1.0 : (tensor<2x3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c4(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.layer_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.layer_norm %x, %s, %s epsilon 1.0 : (tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>) -> tensor<2x3xf32>
  return
}

// -----

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
