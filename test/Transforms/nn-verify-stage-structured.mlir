// RUN: nn-opt %s --split-input-file --verify-diagnostics --nn-verify-stage=stage=structured

// expected-error @below {{'nn.softmax' op cannot stand at stage 'structured': it is a layer that has not been decomposed}}
func.func @layer(%x: tensor<2xf32>) -> tensor<2xf32> { %y = nn.softmax %x axis 0 : tensor<2xf32> return %y : tensor<2xf32> }

// -----

func.func @core(%x: tensor<2xf32>) -> tensor<f32> {
  // expected-error @below {{'nn.einsum' op cannot stand at stage 'structured': it has not been lowered}}
  %y = nn.einsum "i ->" %x : (tensor<2xf32>) -> tensor<f32>
  return %y : tensor<f32>
}

// -----

func.func @names(%x: tensor<2xf32, #nn.axes<a>>) -> tensor<2xf32> {
  // expected-error @below {{'tensor.cast' op cannot stand at stage 'structured': names of axes end before this stage}}
  %y = tensor.cast %x : tensor<2xf32, #nn.axes<a>> to tensor<2xf32>
  return %y : tensor<2xf32>
}

// -----

func.func @halves(%x: f16, %y: bf16) -> (f16, f32) {
  // expected-error @below {{'arith.addf' op cannot stand at stage 'structured': it computes on 16-bit floats ('nn-widen-halves' makes it f32)}}
  %0 = arith.addf %x, %x : f16
  // Conversions are no arithmetic.
  %1 = arith.extf %y : bf16 to f32
  return %0, %1 : f16, f32
}
