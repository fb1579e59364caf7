// What has no structured form: layers, which are decomposed before, and
// parameters and calls, which are gone by then.
// RUN: nn-opt %s --convert-nn-to-linalg --split-input-file --verify-diagnostics

func.func @layer(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  // expected-error @below {{'nn.softmax' op cannot be lowered to the structured stage: it has to be decomposed before ('nn-decompose')}}
  %y = nn.softmax %x axis 1 : tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// -----

// A layer in a region is found as well; the region itself is lowered later.
func.func @nested(%p: tensor<i1>, %x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.cond %p : tensor<i1> -> tensor<2xf32> {
    // expected-error @below {{'nn.activation' op cannot be lowered to the structured stage: it has to be decomposed before ('nn-decompose')}}
    %y = nn.activation #nn.relu, %x : tensor<2xf32>
    nn.yield %y : tensor<2xf32>
  } else {
    nn.yield %x : tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}

// -----

nn.param @w : tensor<2xf32> = dense<1.0>
func.func @param_ref() -> tensor<2xf32> {
  // expected-error @below {{'nn.param_ref' op cannot be lowered to the structured stage}}
  %0 = nn.param_ref @w : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{'nn.apply' op cannot be lowered to the structured stage}}
  %0 = nn.apply @net(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

// Every op that is left over is reported.
func.func @two(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  // expected-error @below {{'nn.softmax' op cannot be lowered to the structured stage}}
  %y = nn.softmax %x axis 1 : tensor<2x3xf32>
  // expected-error @below {{'nn.log_softmax' op cannot be lowered to the structured stage}}
  %z = nn.log_softmax %y axis 1 : tensor<2x3xf32>
  return %z : tensor<2x3xf32>
}
