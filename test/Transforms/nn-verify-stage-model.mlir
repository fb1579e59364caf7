// RUN: nn-opt %s --split-input-file --verify-diagnostics --nn-verify-stage=stage=model

// What the stage admits of the tensor dialect.
func.func @admitted(%x: tensor<2x3xf32>, %y: tensor<?xf32>) -> (tensor<2x2xf32>, index) {
  %0 = tensor.extract_slice %x[0, 1] [2, 2] [1, 1] : tensor<2x3xf32> to tensor<2x2xf32>
  %c0 = arith.constant 0 : index
  %1 = tensor.dim %y, %c0 : tensor<?xf32>
  return %0, %1 : tensor<2x2xf32>, index
}

// -----

func.func @slice(%x: tensor<4xf32>, %i: index) -> tensor<2xf32> {
  // expected-error @below {{cannot stand at stage 'model': a slice needs static offsets, sizes and strides}}
  %0 = tensor.extract_slice %x[%i] [2] [1] : tensor<4xf32> to tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @constants() {
  %0 = arith.constant 1 : i64
  %1 = arith.constant dense<1.0> : tensor<2xf32>
  // expected-error @below {{cannot stand at stage 'model': a constant is a number or a dense tensor; other values can be those of an 'nn.param'}}
  %2 = arith.constant sparse<[[0]], [1.0]> : tensor<2xf32>
  // expected-error @below {{cannot stand at stage 'model': a constant is a number or a dense tensor}}
  %3 = arith.constant dense_resource<none> : tensor<2xf32>
  return
}

// -----

func.func @axes(%x: tensor<?xf32>, %i: index) -> index {
  // expected-error @below {{cannot stand at stage 'model': its axis is no constant, or not an axis of the tensor}}
  %0 = tensor.dim %x, %i : tensor<?xf32>
  %c1 = arith.constant 1 : index
  // expected-error @below {{cannot stand at stage 'model': its axis is no constant, or not an axis of the tensor}}
  %1 = tensor.dim %x, %c1 : tensor<?xf32>
  %minus = arith.constant -1 : index
  // expected-error @below {{cannot stand at stage 'model': its axis is no constant, or not an axis of the tensor}}
  %2 = tensor.dim %x, %minus : tensor<?xf32>
  return %0 : index
}

// -----

// Upstream's verifier looks at one end of a slice, and lets products overflow.
func.func @outside(%x: tensor<4x3xf32>, %y: tensor<1x3xf32>) -> tensor<2x1xf32> {
  // expected-error @below {{cannot stand at stage 'model': the slice reaches out of the tensor}}
  %0 = tensor.extract_slice %x[0, 0] [2, 1] [-1, 1] : tensor<4x3xf32> to tensor<2x1xf32>
  // expected-error @below {{cannot stand at stage 'model': the slice reaches out of the tensor}}
  %1 = tensor.insert_slice %y into %x[2, 0] [1, 3] [1, 9223372036854775807] : tensor<1x3xf32> into tensor<4x3xf32>
  // A step back stays inside, and nothing reaches nowhere.
  %2 = tensor.extract_slice %x[1, 0] [2, 1] [-1, 1] : tensor<4x3xf32> to tensor<2x1xf32>
  %3 = tensor.extract_slice %x[0, 0] [0, 1] [1, 1] : tensor<4x3xf32> to tensor<0x1xf32>
  return %2 : tensor<2x1xf32>
}

// -----

func.func @dynamic(%x: tensor<?xf32>) -> tensor<?xf32> {
  // expected-error @below {{a tensor op other than 'tensor.cast', 'tensor.dim' and 'tensor.splat' needs static extents; use the nn op for it}}
  %0 = tensor.concat dim(0) %x, %x : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

func.func @crop(%x: tensor<4xf32>, %c: f32) -> tensor<3xf32> {
  // expected-error @below {{padding needs static widths that are not negative}}
  %0 = tensor.pad %x low[-1] high[0] {
  ^bb0(%i: index):
    tensor.yield %c : f32
  } : tensor<4xf32> to tensor<3xf32>
  return %0 : tensor<3xf32>
}

// -----

func.func @computed_padding(%x: tensor<4xindex>) -> tensor<5xindex> {
  // expected-error @below {{padding needs one value}}
  %0 = tensor.pad %x low[1] high[0] {
  ^bb0(%i: index):
    tensor.yield %i : index
  } : tensor<4xindex> to tensor<5xindex>
  return %0 : tensor<5xindex>
}

// -----

// Every op that may not stand is reported, not only the first.
func.func @several(%x: tensor<4xf32>, %i: index) -> f32 {
  // expected-error @below {{'tensor.extract' op cannot stand at stage 'model': its indices could lie outside}}
  %0 = tensor.extract %x[%i] : tensor<4xf32>
  // expected-error @below {{'tensor.empty' op cannot stand at stage 'model'}}
  %1 = tensor.empty() : tensor<4xf32>
  // expected-error @below {{'linalg.fill' op cannot stand at stage 'model': the stage holds no ops of dialect 'linalg'}}
  %2 = linalg.fill ins(%0 : f32) outs(%1 : tensor<4xf32>) -> tensor<4xf32>
  return %0 : f32
}

// -----

func.func @unranked(%x: tensor<4xf32>) -> tensor<*xf32> {
  // expected-error @below {{a tensor needs a rank}}
  %0 = tensor.cast %x : tensor<4xf32> to tensor<*xf32>
  return %0 : tensor<*xf32>
}

// -----

// Arithmetic is on numbers of the dialect.
func.func @f8(%x: tensor<4xf8E5M2>) -> tensor<4xf8E5M2> {
  // expected-error @below {{'arith.addf' op cannot stand at stage 'model': numbers are of type f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index}}
  %0 = arith.addf %x, %x : tensor<4xf8E5M2>
  return %0 : tensor<4xf8E5M2>
}

// -----

func.func @i4(%x: tensor<4xi4>) -> tensor<4xi4> {
  // expected-error @below {{numbers are of type}}
  %0 = arith.addi %x, %x : tensor<4xi4>
  return %0 : tensor<4xi4>
}

// -----

func.func @rounding(%x: tensor<4xf64>) -> tensor<4xbf16> {
  // expected-error @below {{'arith.truncf' op cannot stand at stage 'model': numbers are rounded to the nearest even}}
  %0 = arith.truncf %x upward : tensor<4xf64> to tensor<4xbf16>
  return %0 : tensor<4xbf16>
}
