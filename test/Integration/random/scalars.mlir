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
