// Calls have to be inlined before; numbers that do not cross the interface are
// refused.
// RUN: nn-opt %s --nn-make-entries --split-input-file --verify-diagnostics

func.func @callee(%x: tensor<2xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}
func.func @caller(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @below {{'func.call' op cannot be lowered: it has not been inlined}}
  %y = func.call @callee(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}

// -----

// expected-error @below {{expected result 0 to have elements of type f16, bf16, f32, f64, i1, i8, i16, i32 or i64, got 'tensor<2xindex>'}}
// expected-error @below {{expected argument 0 to have elements of type f16, bf16, f32, f64, i1, i8, i16, i32 or i64, got 'tensor<2xindex>'}}
func.func @index(%x: tensor<2xindex>) -> tensor<2xindex> {
  return %x : tensor<2xindex>
}

// -----

func.func private @elsewhere(tensor<4xf32>) -> tensor<4xf32>
func.func private @calls(%x: tensor<4xf32>) -> tensor<4xf32> attributes {no_inline} {
  // expected-error @below {{'func.call' op cannot be lowered: it has not been inlined}}
  %y = call @elsewhere(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}
func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = call @calls(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// -----

func.func private @again(%x: tensor<4xf32>) -> tensor<4xf32> attributes {no_inline} {
  // expected-error @below {{'func.call' op cannot be lowered: functions call each other in a circle}}
  %y = call @again(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}
