// What nn.apply refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// -----

// Both numbers have to agree.
func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c6_count(%x: tensor<5x2xf32>) {
  // expected-error @below {{'nn.apply' op expected as many operands and results as @net has}}
  %0 = nn.apply @net(%x, %x) batched : (tensor<5x2xf32>, tensor<5x2xf32>) -> tensor<5x2xf32>
  return
}

// -----

func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c6_results(%x: tensor<5x2xf32>) {
  // expected-error @below {{'nn.apply' op expected as many operands and results as @net has}}
  nn.apply @net(%x) batched : (tensor<5x2xf32>) -> ()
  return
}

// -----

func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c6_binding(%x: tensor<5x2xf32>) {
  // expected-error @below {{'nn.apply' op expected to bind an 'nn.param', got @net}}
  %0 = nn.apply @net(%x) params(@net = %x : tensor<5x2xf32>) batched : (tensor<5x2xf32>) -> tensor<5x2xf32>
  return
}

// -----

// The leading axes of operands, values and results have one extent.
func.func private @net(tensor<2xf32>) -> tensor<2xf32>
func.func @apply_c6_result_extent(%x: tensor<5x2xf32>) {
  // expected-error @below {{'nn.apply' op expected one extent of the leading axes, got 5 and 6}}
  %0 = nn.apply @net(%x) batched : (tensor<5x2xf32>) -> tensor<6x2xf32>
  return
}

// -----

// Functions are called with the types that they have, to the name.
func.func private @net(tensor<?xf32>) -> tensor<?xf32>
// expected-note @above {{the function is declared here}}
func.func @apply_c2_extent(%x: tensor<2xf32>) {
  // expected-error @below {{'nn.apply' op expected the types of @net, '(tensor<?xf32>) -> tensor<?xf32>', got '(tensor<2xf32>) -> tensor<?xf32>'}}
  %0 = nn.apply @net(%x) : (tensor<2xf32>) -> tensor<?xf32>
  return
}

// -----

nn.param @w : tensor<3xf32, #nn.axes<row>> = dense<1.0>
// expected-note @above {{the parameter is declared here}}
func.func private @net() -> tensor<3xf32>
func.func @apply_c4_name(%w: tensor<3xf32, #nn.axes<column>>) {
  // expected-error @below {{'nn.apply' op expected a value of type 'tensor<3xf32, #nn.axes<row>>' for @w, got 'tensor<3xf32, #nn.axes<column>>'}}
  %0 = nn.apply @net() params(@w = %w : tensor<3xf32, #nn.axes<column>>) : () -> tensor<3xf32>
  return
}

// -----

func.func @apply_binding_symbol(%w: tensor<3xf32>) {
  // expected-error @below {{expected valid '@'-identifier for symbol name}}
  %0 = nn.apply @net() params(w = %w : tensor<3xf32>) : () -> tensor<3xf32>
  return
}

// -----

func.func @apply_binding_type(%w: tensor<3xf32>) {
  // expected-error @below {{expected ':'}}
  %0 = nn.apply @net() params(@w = %w) : () -> tensor<3xf32>
  return
}
