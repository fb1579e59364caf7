// What nn.param_ref refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

func.func @param_ref_c1() {
  // expected-error @below {{expected 'param' to name an 'nn.param', got @w}}
  %0 = nn.param_ref @w : tensor<2xf32>
  return
}

// -----

func.func @param_ref_c1_function() {
  // expected-error @below {{expected 'param' to name an 'nn.param', got @param_ref_c1_function}}
  %0 = nn.param_ref @param_ref_c1_function : tensor<2xf32>
  return
}

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @w : tensor<2xf32> = dense<1.0>
func.func @param_ref_c2_shape() {
  // expected-error @below {{expected a result of type 'tensor<2xf32>', got 'tensor<?xf32>'}}
  %0 = nn.param_ref @w : tensor<?xf32>
  return
}

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @w : tensor<2xf32> = dense<1.0>
func.func @param_ref_c2_element() {
  // expected-error @below {{expected a result of type 'tensor<2xf32>', got 'tensor<2xf64>'}}
  %0 = nn.param_ref @w : tensor<2xf64>
  return
}

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @w : tensor<3x3xf32, #nn.axes<out, in>> = dense<1.0>

func.func @param_ref_c2_names() {
  // expected-error @below {{expected a result of type}}
  %0 = nn.param_ref @w : tensor<3x3xf32, #nn.axes<in, out>>
  return
}

// -----

nn.param @w : tensor<2xf32> = dense<1.0>
// expected-note @above {{the parameter is declared here}}
func.func @param_ref_c2_rank() {
  // expected-error @below {{'nn.param_ref' op expected a result of type 'tensor<2xf32>', got 'tensor<2x1xf32>'}}
  %0 = nn.param_ref @w : tensor<2x1xf32>
  return
}

// -----

func.func @param_ref_nested() {
  // expected-error @below {{custom op 'nn.param_ref' invalid kind of attribute specified}}
  %0 = nn.param_ref @a::@w : tensor<2xf32>
  return
}
