// What nn.group_norm refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @group_norm_c1(%x: tensor<4xf32>) {
  // expected-error @below {{'nn.group_norm' op expected 'input' to have at least two axes, got 'tensor<4xf32>'}}
  %0 = nn.group_norm %x groups 2 epsilon 1.0 : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @group_norm_c2(%x: tensor<2x4x5xf32>) {
  // expected-error @below {{'nn.group_norm' op expected 'groups' to divide the 4 channels of 'input', got 3}}
  %0 = nn.group_norm %x groups 3 epsilon 1.0 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @group_norm_c2_zero(%x: tensor<2x4x5xf32>) {
  // expected-error @below {{'nn.group_norm' op expected 'groups' to be positive, got 0}}
  %0 = nn.group_norm %x groups 0 epsilon 1.0 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  return
}

// -----

// The scale knows how many channels there are.
func.func @group_norm_c2_scale(%x: tensor<2x?x5xf32>, %s: tensor<4xf32>) {
  // expected-error @below {{'nn.group_norm' op expected 'groups' to divide the 4 channels of 'input', got 3}}
  %0 = nn.group_norm %x groups 3 scale %s epsilon 1.0 : (tensor<2x?x5xf32>, tensor<4xf32>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @group_norm_c3(%x: tensor<2x4x5xf32>, %s: tensor<4xf32>, %h: tensor<5xf32>) {
  // expected-error @below {{'nn.group_norm' op expected axis 0 of 'shift' to have extent 4, as axis 1 of 'input' has, got 5}}
  %0 = nn.group_norm %x groups 2 scale %s shift %h epsilon 1.0 : (tensor<2x4x5xf32>, tensor<4xf32>, tensor<5xf32>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @group_norm_c4(%x: tensor<2x4x5xf32>) {
  // expected-error @below {{'nn.group_norm' op expected a finite 'epsilon' that is not negative, got INF}}
  %0 = nn.group_norm %x groups 2 epsilon 0x7FF0000000000000 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @group_norm_c5(%x: tensor<2x4x5xf32>, %s: tensor<4xf64>) {
  // expected-error @below {{'nn.group_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.group_norm %x groups 2 scale %s epsilon 1.0 : (tensor<2x4x5xf32>, tensor<4xf64>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @group_norm_c3_rank(%x: tensor<2x4x5xf32>, %s: tensor<4x1xf32>) {
  // expected-error @below {{operand #1 must be 1D tensor of f16, bf16, f32 or f64 values, but got 'tensor<4x1xf32>'}}
  %0 = nn.group_norm %x groups 2 scale %s epsilon 0.0 : (tensor<2x4x5xf32>, tensor<4x1xf32>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @group_norm_c5_shift(%x: tensor<2x4x5xf32>, %h: tensor<4xf64>) {
  // expected-error @below {{'nn.group_norm' op expected 'shift' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.group_norm %x groups 2 shift %h epsilon 0.0 : (tensor<2x4x5xf32>, tensor<4xf64>) -> tensor<2x4x5xf32>
  return
}

// -----

func.func @group_norm_no_groups(%x: tensor<2x4x5xf32>) {
  // expected-error @below {{expected 'groups'}}
  %0 = nn.group_norm %x epsilon 0.0 : (tensor<2x4x5xf32>) -> tensor<2x4x5xf32>
  return
}
