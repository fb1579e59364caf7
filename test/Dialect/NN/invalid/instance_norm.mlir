// What nn.instance_norm refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @instance_norm_c1(%x: tensor<2x4xf32>) {
  // expected-error @below {{'nn.instance_norm' op expected 'input' to have at least three axes, got 'tensor<2x4xf32>'}}
  %0 = nn.instance_norm %x epsilon 1.0 : (tensor<2x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

func.func @instance_norm_c2(%x: tensor<2x4x5xf32>, %s: tensor<4xf32>, %h: tensor<5xf32>) {
  // expected-error @below {{'nn.instance_norm' op expected axis 0 of 'shift' to have extent 4, as axis 1 of 'input' has, got 5}}
  %0 = nn.instance_norm %x scale %s shift %h epsilon 1.0 : (tensor<2x4x5xf32>, tensor<4xf32>, tensor<5xf32>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @instance_norm_c3(%x: tensor<2x4x5xf32>) {
  // expected-error @below {{'nn.instance_norm' op expected a finite 'epsilon' that is not negative, got INF}}
  %0 = nn.instance_norm %x epsilon 0x7FF0000000000000 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @instance_norm_c4(%x: tensor<2x4x5xf32>, %s: tensor<4xf64>) {
  // expected-error @below {{'nn.instance_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.instance_norm %x scale %s epsilon 1.0 : (tensor<2x4x5xf32>, tensor<4xf64>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @instance_norm_c2_name(%x: tensor<2x4x5xf32, #nn.axes<_, channel, _>>, %s: tensor<4xf32, #nn.axes<time>>) {
  // expected-error @below {{'nn.instance_norm' op expected axis 0 of 'scale' to be named 'channel', as axis 1 of 'input' is, got 'time'}}
  %0 = nn.instance_norm %x scale %s epsilon 0.0 : (tensor<2x4x5xf32, #nn.axes<_, channel, _>>, tensor<4xf32, #nn.axes<time>>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @instance_norm_c3_negative(%x: tensor<2x4x5xf32>) {
  // expected-error @below {{'nn.instance_norm' op expected a finite 'epsilon' that is not negative, got -1.000000e-05}}
  %0 = nn.instance_norm %x epsilon -1.0e-05 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  return
}
