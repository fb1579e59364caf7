// RUN: nn-opt %s --split-input-file --verify-diagnostics

// Types of numbers that tensors do not hold.

func.func @f8(%x: tensor<2xf8E4M3FN>) {
  // expected-error @below {{must be ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index values, but got 'tensor<2xf8E4M3FN>'}}
  %0 = nn.rearrange "a -> a" %x : (tensor<2xf8E4M3FN>) -> tensor<2xf8E4M3FN>
  return
}

// -----

func.func @f80(%x: tensor<2xf80>) {
  // expected-error @below {{of f16, bf16, f32, f64, i8, i16, i32 or i64 values, but got 'tensor<2xf80>'}}
  %0 = nn.einsum "a -> a" %x : (tensor<2xf80>) -> tensor<2xf80>
  return
}

// -----

func.func @f128(%x: tensor<2xf128>) {
  // expected-error @below {{must be ranked tensor of f16, bf16, f32 or f64 values, but got 'tensor<2xf128>'}}
  %0 = nn.softmax %x axis 0 : tensor<2xf128>
  return
}

// -----

func.func @i4(%x: tensor<2xi4>) {
  // expected-error @below {{i32, i64 or index values, but got 'tensor<2xi4>'}}
  %0 = nn.window %x axes [0] size [1] : tensor<2xi4> -> tensor<2x1xi4>
  return
}

// -----

func.func @i128(%x: tensor<2xi128>) {
  // expected-error @below {{i32, i64 or index values, but got 'tensor<2xi128>'}}
  %0 = nn.map %x : (tensor<2xi128>) -> tensor<2xi128> {
  ^bb0(%a: i128):
    nn.yield %a : i128
  }
  return
}

// -----

// Whether an integer has a sign is said by the op.
func.func @unsigned(%x: tensor<2xui8>) {
  // expected-error @below {{i32, i64 or index values, but got 'tensor<2xui8>'}}
  %0 = nn.rearrange "a -> a" %x : (tensor<2xui8>) -> tensor<2xui8>
  return
}

// -----

func.func @complex(%x: tensor<2xcomplex<f32>>) {
  // expected-error @below {{i32 or i64 values, but got 'tensor<2xcomplex<f32>>'}}
  %0 = nn.einsum "a -> a" %x : (tensor<2xcomplex<f32>>) -> tensor<2xcomplex<f32>>
  return
}

// -----

func.func @boolean_sum(%x: tensor<2xi1>) {
  // expected-error @below {{i32 or i64 values, but got 'tensor<2xi1>'}}
  %0 = nn.einsum "a ->" %x : (tensor<2xi1>) -> tensor<i1>
  return
}

// -----

// An index stays inside of functions: parameters are stored.
// expected-error @below {{type attribute of ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32 or i64 values}}
nn.param @index : tensor<2xindex> = dense<1>

// -----

// A region, too, has numbers of these types.
func.func @inside(%x: tensor<2xi8>) -> tensor<2xi8> {
  // expected-error @below {{expected the region to compute scalars}}
  %0 = nn.map %x : (tensor<2xi8>) -> tensor<2xi8> {
  ^bb0(%a: i8):
    // expected-note @below {{numbers are of type f16, bf16, f32, f64, i1, i8, i16, i32, i64 or index}}
    %b = arith.trunci %a : i8 to i4
    %c = arith.extsi %b : i4 to i8
    nn.yield %c : i8
  }
  return %0 : tensor<2xi8>
}

// -----

// No op converts between the two formats of 16 bits.
func.func @between_halves(%x: f16) -> bf16 {
  // expected-error @below {{'arith.extf' op operand type 'f16' and result type 'bf16' are cast incompatible}}
  %0 = arith.extf %x : f16 to bf16
  return %0 : bf16
}

// -----

func.func @rounding(%x: tensor<2xf32>) -> tensor<2xf16> {
  // expected-error @below {{expected the region to compute scalars}}
  %0 = nn.map %x : (tensor<2xf32>) -> tensor<2xf16> {
  ^bb0(%a: f32):
    // expected-note @below {{the op stands here: numbers are rounded to the nearest even}}
    %b = arith.truncf %a toward_zero : f32 to f16
    nn.yield %b : f16
  }
  return %0 : tensor<2xf16>
}
