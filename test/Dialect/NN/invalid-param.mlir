// Constraints of nn.param, nn.param_ref and nn.apply.
//
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected a tensor type with static extents, got 'tensor<?xf32>'}}
nn.param @param_c1_dynamic : tensor<?xf32> = #nn.external<"m.safetensors", "w">

// -----

// expected-error @below {{'nn.param' op expected static extents, got 'tensor<?xf32>'}}
"nn.param"() <{sym_name = "param_c1_generic", type = tensor<?xf32>, value = #nn.external<"m.safetensors", "w">}> : () -> ()

// -----

// expected-error @below {{expected a tensor type with static extents, got 'f32'}}
nn.param @param_c1_scalar : f32 = 1.0

// -----

// expected-error @below {{expected a dense value, a resource, '#nn.init' or '#nn.external'}}
nn.param @param_c2 : tensor<2xf32> = #nn.relu

// -----

// expected-error @below {{expected a dense value, a resource, '#nn.init' or '#nn.external'}}
nn.param @param_c2_list : tensor<2xf32> = [1.0, 2.0]

// -----

// expected-error @below {{expected a dense value, a resource, '#nn.init' or '#nn.external'}}
nn.param @param_c2_sparse : tensor<2xf32> = sparse<[[0]], [1.0]>

// -----

// expected-error @below {{expected a value of type 'tensor<2xf32>', got 'tensor<3xf32>'}}
"nn.param"() <{sym_name = "param_c3_shape", type = tensor<2xf32>, value = dense<1.0> : tensor<3xf32>}> : () -> ()

// -----

// expected-error @below {{expected a value of type 'tensor<2xf32>', got 'tensor<2xf64>'}}
"nn.param"() <{sym_name = "param_c3_element", type = tensor<2xf32>, value = dense<1.0> : tensor<2xf64>}> : () -> ()

// -----

// expected-error @below {{inferred shape of elements literal ([3]) does not match type ([2])}}
nn.param @param_c3_literal : tensor<2xf32> = dense<[1.0, 2.0, 3.0]>

// -----

// expected-error @below {{expected a resource of 8 bytes, got 6}}
nn.param @param_c3_resource : tensor<2xf32> = dense_resource<blob>

{-# dialect_resources: { builtin: { blob: "0x04000000000000000000" } } #-}

// -----

// expected-error @below {{expected float elements for '#nn.init', got 'i32'}}
nn.param @param_c4 : tensor<2xi32> = #nn.init<uniform, seed = 1, low = 0.0, high = 1.0>

// -----

// expected-error @below {{expected no type after the value, which has the type of the parameter}}
nn.param @param_value_type : tensor<2xf32> = dense<1.0> : tensor<2xf32>

// -----

// expected-error @below {{type attribute of ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32 or i64 values}}
nn.param @param_element : tensor<2xindex> = dense<1>

// -----

// expected-note @below {{see existing symbol definition here}}
nn.param @w : tensor<2xf32> = dense<1.0>
// expected-error @below {{redefinition of symbol named 'w'}}
nn.param @w : tensor<2xf32> = dense<2.0>

// -----

func.func @param_in_function() {
  // expected-error @below {{expects parent op 'builtin.module'}}
  nn.param @w : tensor<2xf32> = dense<1.0>
  return
}

// -----

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

func.func @apply_c1(%x: tensor<2xf32>) {
  // expected-error @below {{expected 'callee' to name a function, got @net}}
  %0 = nn.apply @net(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

nn.param @w : tensor<2xf32> = dense<1.0>
func.func @apply_c1_param(%x: tensor<2xf32>) {
  // expected-error @below {{expected 'callee' to name a function, got @w}}
  %0 = nn.apply @w(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note @below {{the function is declared here}}
func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c2_operand(%x: tensor<3xf32>) {
  // expected-error @below {{expected the types of @net, '(tensor<2xf32>) -> tensor<2xf32>', got '(tensor<3xf32>) -> tensor<2xf32>'}}
  %0 = nn.apply @net(%x) : (tensor<3xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note @below {{the function is declared here}}
func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c2_result(%x: tensor<2xf32>) {
  // expected-error @below {{expected the types of @net, '(tensor<2xf32>) -> tensor<2xf32>', got '(tensor<2xf32>) -> tensor<2xf64>'}}
  %0 = nn.apply @net(%x) : (tensor<2xf32>) -> tensor<2xf64>
  return
}

// -----

func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c3_function(%x: tensor<2xf32>) {
  // expected-error @below {{expected to bind an 'nn.param', got @net}}
  %0 = nn.apply @net(%x) params(@net = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

nn.param @w : tensor<2xf32> = dense<1.0>
func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c3_twice(%x: tensor<2xf32>) {
  // expected-error @below {{expected to bind a parameter once, got @w twice}}
  %0 = nn.apply @net(%x) params(@w = %x : tensor<2xf32>, @w = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @w : tensor<3xf32> = dense<1.0>
func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c4(%x: tensor<2xf32>) {
  // expected-error @below {{expected a value of type 'tensor<3xf32>' for @w, got 'tensor<2xf32>'}}
  %0 = nn.apply @net(%x) params(@w = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_binding_count(%x: tensor<2xf32>) {
  // expected-error @below {{expected one parameter name per bound value, got 0 names for 1 values}}
  %0 = "nn.apply"(%x, %x) <{callee = @net, operandSegmentSizes = array<i32: 1, 1>, param_names = []}> : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

nn.param @w : tensor<2xf32> = dense<1.0>
func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_binding_scalar(%x: tensor<2xf32>, %s: f32) {
  // expected-error @below {{operand #1 must be variadic of ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32 or i64 values, but got 'f32'}}
  %0 = nn.apply @net(%x) params(@w = %s : f32) : (tensor<2xf32>) -> tensor<2xf32>
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

nn.param @w : tensor<2x4xf32> = dense<0.0>
func.func private @net(%x: tensor<?x4xf32>) -> tensor<?x2xf32>
func.func @apply_c6_none(%x: tensor<?x4xf32>) {
  // expected-error @below {{expected an operand or a bound value with a leading axis}}
  %0 = nn.apply @net(%x) batched : (tensor<?x4xf32>) -> tensor<3x?x2xf32>
  return
}

// -----

nn.param @w : tensor<2x4xf32> = dense<0.0>
func.func private @net(%x: tensor<?x4xf32>) -> tensor<?x2xf32>
func.func @apply_c6_extent(%x: tensor<3x4xf32>, %xb: tensor<5x?x4xf32>, %w: tensor<6x2x4xf32>) {
  // expected-error @below {{expected one extent of the leading axes, got 5 and 6}}
  %0 = nn.apply @net(%xb) params(@w = %w : tensor<6x2x4xf32>) batched : (tensor<5x?x4xf32>) -> tensor<5x?x2xf32>
  return
}

// -----

nn.param @w : tensor<2x4xf32> = dense<0.0>
func.func private @net(%x: tensor<?x4xf32>) -> tensor<?x2xf32>
func.func @apply_c6_operand(%x: tensor<5x3x3xf32>) {
  // expected-error @below {{expected operand 0 to have type 'tensor<?x4xf32>' with or without a leading axis, got 'tensor<5x3x3xf32>'}}
  %0 = nn.apply @net(%x) batched : (tensor<5x3x3xf32>) -> tensor<5x?x2xf32>
  return
}

// -----

nn.param @w : tensor<2x4xf32> = dense<0.0>
func.func private @net(%x: tensor<?x4xf32>) -> tensor<?x2xf32>
func.func @apply_c6_result(%x: tensor<3x4xf32>, %xb: tensor<5x?x4xf32>, %w: tensor<6x2x4xf32>) {
  // expected-error @below {{expected result 0 to have type 'tensor<?x2xf32>' with a leading axis, got 'tensor<?x2xf32>'}}
  %0 = nn.apply @net(%xb) batched : (tensor<5x?x4xf32>) -> tensor<?x2xf32>
  return
}

// -----

nn.param @w : tensor<2x4xf32> = dense<0.0>
func.func private @net(%x: tensor<?x4xf32>) -> tensor<?x2xf32>
func.func @apply_c6_value(%xb: tensor<5x?x4xf32>, %w: tensor<5x2x3xf32>) {
  // expected-error @below {{expected the value of 'w' to have type 'tensor<2x4xf32>' with or without a leading axis, got 'tensor<5x2x3xf32>'}}
  %0 = nn.apply @net(%xb) params(@w = %w : tensor<5x2x3xf32>) batched : (tensor<5x?x4xf32>) -> tensor<5x?x2xf32>
  return
}
