// One case per constraint, named after it.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected one axis name per axis, got 1 names for rank 2}}
func.func @axes_c1(%x: tensor<2x3xf32, #nn.axes<a>>) {
 
  return
}

// -----

// expected-error @below {{expected distinct axis names, got 'a' twice}}
func.func @axes_c2(%x: tensor<2x3xf32, #nn.axes<a, a>>) {
 
  return
}

// -----

// expected-error @below {{expected 'low' not above 'high', got 1.000000e+00 and 0.000000e+00}}
nn.param @p : tensor<2xf32> = #nn.init<uniform, seed = 1, low = 1.0, high = 0.0>

// -----

// expected-error @below {{expected a 'stddev' that is not negative, got -1.000000e+00}}
nn.param @p : tensor<2xf32> = #nn.init<normal, seed = 1, mean = 1.0, stddev = -1.0>

// -----

// expected-error @below {{expected a path and the name of a tensor, got "" and "w"}}
nn.param @p : tensor<2xf32> = #nn.external<"", "w">

// -----

func.func @leaky_relu_c1(%x: tensor<2xf32>) {
  // expected-error @below {{expected a finite 'slope', got INF}}
  %0 = nn.activation #nn.leaky_relu<slope = 0x7FF0000000000000>, %x : tensor<2xf32>
  return
}

// -----

// expected-error @below {{custom op 'nn.param' expected a tensor type with static extents, got 'tensor<?xf32>'}}
nn.param @p : tensor<?xf32> = dense<1.0>

// -----

// expected-error @below {{'nn.param' op expected a dense value, a resource, '#nn.init' or '#nn.external'}}
nn.param @p : tensor<2xf32> = "text"

// -----

// expected-error @below {{'nn.param' op expected a value of type 'tensor<2xf32>', got 'tensor<3xf32>'}}
"nn.param"() <{sym_name = "p", type = tensor<2xf32>, value = dense<1.0> : tensor<3xf32>}> : () -> ()

// -----

// expected-error @below {{'nn.param' op expected float elements for '#nn.init', got 'i32'}}
nn.param @p : tensor<2xi32> = #nn.init<uniform, seed = 1, low = 0.0, high = 1.0>

// -----

func.func @param_ref_c1() {
  // expected-error @below {{'nn.param_ref' op expected 'param' to name an 'nn.param', got @missing}}
  %0 = nn.param_ref @missing : tensor<2xf32>
  return
}

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @p : tensor<2xf32> = dense<1.0>
func.func @param_ref_c2() {
  // expected-error @below {{'nn.param_ref' op expected a result of type 'tensor<2xf32>', got 'tensor<3xf32>'}}
  %0 = nn.param_ref @p : tensor<3xf32>
  return
}

// -----

func.func @apply_c1(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.apply' op expected 'callee' to name a function, got @missing}}
  %0 = nn.apply @missing(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note @below {{the function is declared here}}
func.func private @f(tensor<3xf32>) -> tensor<2xf32>
func.func @apply_c2(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.apply' op expected the types of @f, '(tensor<3xf32>) -> tensor<2xf32>', got '(tensor<2xf32>) -> tensor<2xf32>'}}
  %0 = nn.apply @f(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func private @f(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c3(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.apply' op expected to bind an 'nn.param', got @p}}
  %0 = nn.apply @f(%x) params(@p = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

nn.param @p : tensor<2xf32> = dense<1.0>
func.func private @f(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c3_twice(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.apply' op expected to bind a parameter once, got @p twice}}
  %0 = nn.apply @f(%x) params(@p = %x : tensor<2xf32>, @p = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @p : tensor<3xf32> = dense<1.0>
func.func private @f(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c4(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.apply' op expected a value of type 'tensor<3xf32>' for @p, got 'tensor<2xf32>'}}
  %0 = nn.apply @f(%x) params(@p = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @apply_c5(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{'nn.apply' op expected functions that do not apply each other in a circle, but @apply_c5 applies 'apply_c5'}}
  %0 = nn.apply @apply_c5(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

// expected-error @below {{expected 'nn.name' to be a C identifier, got "1x"}}
func.func @name_identifier(%x: tensor<2xf32> {nn.name = "1x"}) {
 
  return
}

// -----

// expected-error @below {{expected distinct names of arguments and results, got "x" twice}}
func.func @name_twice(%x: tensor<2xf32> {nn.name = "x"}, %y: tensor<2xf32> {nn.name = "x"}) {
 
  return
}
