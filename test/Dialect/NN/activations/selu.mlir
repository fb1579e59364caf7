// #nn.selu: `s x` where positive, else `s alpha (exp(x) - 1)`.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// PRINT-LABEL: func.func @selu_f32(
// PRINT: nn.activation #nn.selu, %
// CHECK-LABEL: func.func @selu_f32(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[EXPM1:.*]] = math.expm1 %[[X]] : f32
// CHECK: %[[C:.*]] = arith.constant 1.05070102 : f32
// CHECK: %[[PROD:.*]] = arith.mulf %[[X]], %[[C]] : f32
// CHECK: %[[C2:.*]] = arith.constant 1.75809932 : f32
// CHECK: %[[PROD2:.*]] = arith.mulf %[[EXPM1]], %[[C2]] : f32
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[X]], %[[ZERO]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[PROD]], %[[PROD2]] : f32
// CHECK: nn.yield %[[SEL]] : f32
func.func @selu_f32(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.selu, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// PRINT-LABEL: func.func @selu_f64(
// PRINT: nn.activation #nn.selu, %
// CHECK-LABEL: func.func @selu_f64(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[EXPM1:.*]] = math.expm1 %[[X]] : f64
// CHECK: %[[C:.*]] = arith.constant 1.0507009873554805 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[X]], %[[C]] : f64
// CHECK: %[[C2:.*]] = arith.constant 1.7580993408473766 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[EXPM1]], %[[C2]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[X]], %[[ZERO]] : f64
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[PROD]], %[[PROD2]] : f64
// CHECK: nn.yield %[[SEL]] : f64
func.func @selu_f64(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.selu, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
