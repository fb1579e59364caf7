// Scalar functions that random networks found to be compiled wrong.
// RUN: nn-fuzz --replay %s > %t && FileCheck %s < %t
// CHECK: {{^}}1 networks in {{.*}} s: 1 agrees{{$}}
// CHECK-NEXT: {{^[1-9][0-9]*}} calls compared, {{.*}} 0 entries never compared

// Near zero, exp(x) - 1 and log(1 + x) have no correct digit.
func.func @near_zero(%x: tensor<9xf64>) -> (tensor<9xf64>, tensor<9xf64>) {
  %0 = nn.map %x : (tensor<9xf64>) -> tensor<9xf64> {
  ^bb0(%v: f64):
    %tiny = arith.constant 1.0e-12 : f64
    %s = arith.mulf %v, %tiny : f64
    %r = math.log1p %s : f64
    nn.yield %r : f64
  }
  %1 = nn.map %x : (tensor<9xf64>) -> tensor<9xf64> {
  ^bb0(%v: f64):
    %tiny = arith.constant 1.0e-12 : f64
    %s = arith.mulf %v, %tiny : f64
    %r = math.expm1 %s : f64
    nn.yield %r : f64
  }
  return %0, %1 : tensor<9xf64>, tensor<9xf64>
}

// A cast to a narrow integer and back loses the upper bits.
func.func @narrow_casts(%x: tensor<9xi64>) -> tensor<9xi64> {
  %0 = arith.index_cast %x : tensor<9xi64> to tensor<9xindex>
  %1 = nn.map %0 : (tensor<9xindex>) -> tensor<9xi64> {
  ^bb0(%v: index):
    %bit = arith.index_cast %v : index to i1
    %back = arith.index_cast %bit : i1 to index
    %r = arith.index_cast %back : index to i64
    nn.yield %r : i64
  }
  return %1 : tensor<9xi64>
}

// Constants of 16 bits are folded to 16 bits, other arithmetic is wider.
func.func @folded_halves(%x: tensor<3xf16>) -> tensor<3xf16> {
  %0 = nn.map %x : (tensor<3xf16>) -> tensor<3xf16> {
  ^bb0(%v: f16):
    %a = arith.constant 9.997550e-02 : f16
    %b = arith.constant 2.500000e-01 : f16
    %s = arith.addf %a, %b : f16
    %r = math.log10 %s : f16
    nn.yield %r : f16
  }
  return %0 : tensor<3xf16>
}

// A sum may be either zero, and atan2 tells them apart.
func.func @zero_angle(%x: tensor<3xf32>, %y: tensor<3xf32>) -> (tensor<3x3xf32>, tensor<3x3xf32>) {
  %zero = arith.constant dense<0.0> : tensor<3xf32>
  %0 = nn.einsum "a, b -> a b" %zero, %x : (tensor<3xf32>, tensor<3xf32>) -> tensor<3x3xf32>
  %1 = math.atan2 %0, %0 : tensor<3x3xf32>
  return %0, %1 : tensor<3x3xf32>, tensor<3x3xf32>
}
