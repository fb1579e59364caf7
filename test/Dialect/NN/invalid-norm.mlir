// One case per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @softmax_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.softmax' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.softmax %x axis 2 : tensor<2x3xf32>
  return
}

// -----

func.func @log_softmax_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.log_softmax' op expected 'axis' to be an axis of 'input' of rank 2, got -1}}
  %0 = nn.log_softmax %x axis -1 : tensor<2x3xf32>
  return
}

// -----

func.func @l2_normalize_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.l2_normalize' op expected 'axis' to be an axis of 'input' of rank 2, got 2}}
  %0 = nn.l2_normalize %x axis 2 epsilon 1.0 : tensor<2x3xf32>
  return
}

// -----

func.func @l2_normalize_c2(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.l2_normalize' op expected a finite 'epsilon' that is not negative, got -1.000000e+00}}
  %0 = nn.l2_normalize %x axis 1 epsilon -1.0 : tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected 'axes' to be axes of 'input' of rank 2, got 2}}
  %0 = nn.layer_norm %x axes [2] epsilon 1.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c2(%x: tensor<2x3xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected axis 0 of 'scale' to have extent 3, as axis 1 of 'input' has, got 2}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c2_rank(%x: tensor<2x3xf32>, %s: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected 'scale' to have 1 axes, as many as 'axes' names, got 2}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c3(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.layer_norm' op expected a finite 'epsilon' that is not negative, got -1.000000e+00}}
  %0 = nn.layer_norm %x axes [1] epsilon -1.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @layer_norm_c4(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.layer_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0 : (tensor<2x3xf32>, tensor<3xf64>, tensor<3xf64>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c1(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected 'axes' to be axes of 'input' of rank 2, got 2}}
  %0 = nn.rms_norm %x axes [2] epsilon 1.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c2(%x: tensor<2x3xf32>, %s: tensor<2xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected axis 0 of 'scale' to have extent 3, as axis 1 of 'input' has, got 2}}
  %0 = nn.rms_norm %x axes [1] scale %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c2_rank(%x: tensor<2x3xf32>, %s: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected 'scale' to have 1 axes, as many as 'axes' names, got 2}}
  %0 = nn.rms_norm %x axes [1] scale %s epsilon 1.0 : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c3(%x: tensor<2x3xf32>) {
  // expected-error @below {{'nn.rms_norm' op expected a finite 'epsilon' that is not negative, got -1.000000e+00}}
  %0 = nn.rms_norm %x axes [1] epsilon -1.0 : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @rms_norm_c4(%x: tensor<2x3xf32>, %s: tensor<3xf64>) {
  // expected-error @below {{'nn.rms_norm' op expected 'scale' to have elements of type 'f32', as 'input' has, got 'f64'}}
  %0 = nn.rms_norm %x axes [1] scale %s epsilon 1.0 : (tensor<2x3xf32>, tensor<3xf64>) -> tensor<2x3xf32>
  return
}

// -----

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

func.func @instance_norm_c1(%x: tensor<2x4xf32>) {
  // expected-error @below {{'nn.instance_norm' op expected 'input' to have at least three axes, got 'tensor<2x4xf32>'}}
  %0 = nn.instance_norm %x epsilon 1.0 : (tensor<2x4xf32>) -> tensor<2x4xf32>
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
