// #nn.elu: `x` where positive, else `alpha (exp(x) - 1)`, which keeps its accuracy near 0.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @elu(
// PRINT: nn.activation #nn.elu<alpha = 5.000000e-01>, %
// CHECK-LABEL: func.func @elu(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[EXPM1:.*]] = math.expm1 %[[X]] : f32
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[PROD:.*]] = arith.mulf %[[X]], %[[ONE]] : f32
// CHECK: %[[HALF:.*]] = arith.constant 5.000000e-01 : f32
// CHECK: %[[PROD2:.*]] = arith.mulf %[[EXPM1]], %[[HALF]] : f32
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[X]], %[[ZERO]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[PROD]], %[[PROD2]] : f32
// CHECK: nn.yield %[[SEL]] : f32
func.func @elu(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.elu<alpha = 5.000000e-01>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// Any finite number is an alpha.
// PRINT-LABEL: func.func @negative(
// PRINT: nn.activation #nn.elu<alpha = -1.000000e+00>, %
// CHECK-LABEL: func.func @negative(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[EXPM1:.*]] = math.expm1 %[[X]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[X]], %[[ONE]] : f64
// CHECK: %[[MINUS_ONE:.*]] = arith.constant -1.000000e+00 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[EXPM1]], %[[MINUS_ONE]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[X]], %[[ZERO]] : f64
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[PROD]], %[[PROD2]] : f64
// CHECK: nn.yield %[[SEL]] : f64
func.func @negative(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.elu<alpha = -1.000000e+00>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
