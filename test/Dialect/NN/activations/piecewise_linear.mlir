// #nn.piecewise_linear: lines between knots, evaluated in f64.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s --check-prefix=PRINT
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// The flat end before the first knot is a maximum.
// PRINT-LABEL: func.func @flat_before(
// PRINT: nn.activation #nn.piecewise_linear<knots = [-1.000000e+00, 1.000000e+00], values = [0.000000e+00, 2.000000e+00], slopes = [0.000000e+00, 5.000000e-01]>, %
// CHECK-LABEL: func.func @flat_before(
// CHECK: ^bb0(%[[X:.*]]: f32):
// CHECK: %[[WIDE:.*]] = arith.extf %[[X]] : f32 to f64
// CHECK: %[[MINUS_ONE:.*]] = arith.constant -1.000000e+00 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[WIDE]], %[[MINUS_ONE]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[DIFF:.*]] = arith.subf %[[MAX]], %[[ONE]] : f64
// CHECK: %[[HALF:.*]] = arith.constant 5.000000e-01 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[DIFF]], %[[HALF]] : f64
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[TWO]] : f64
// CHECK: %[[ONE2:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[COND:.*]] = arith.cmpf olt, %[[MAX]], %[[ONE2]] : f64
// CHECK: %[[MINUS_ONE2:.*]] = arith.constant -1.000000e+00 : f64
// CHECK: %[[DIFF2:.*]] = arith.subf %[[MAX]], %[[MINUS_ONE2]] : f64
// CHECK: %[[ONE3:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[DIFF2]], %[[ONE3]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD2]], %[[ZERO]] : f64
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[SUM2]], %[[SUM]] : f64
// CHECK: %[[NARROW:.*]] = arith.truncf %[[SEL]] : f64 to f32
// CHECK: nn.yield %[[NARROW]] : f32
func.func @flat_before(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.activation #nn.piecewise_linear<knots = [-1.000000e+00, 1.000000e+00], values = [0.000000e+00, 2.000000e+00], slopes = [0.000000e+00, 5.000000e-01]>, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// Two flat ends leave one piece, which starts from the knot with the smaller value.
// PRINT-LABEL: func.func @flat_ends(
// PRINT: nn.activation #nn.piecewise_linear<knots = [-1.000000e+00, 1.000000e+00], values = [3.000000e+00, 2.000000e+00], slopes = [0.000000e+00, 0.000000e+00]>, %
// CHECK-LABEL: func.func @flat_ends(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[MINUS_ONE:.*]] = arith.constant -1.000000e+00 : f64
// CHECK: %[[MAX:.*]] = arith.maximumf %[[X]], %[[MINUS_ONE]] : f64
// CHECK: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[MIN:.*]] = arith.minimumf %[[MAX]], %[[ONE]] : f64
// CHECK: %[[ONE2:.*]] = arith.constant 1.000000e+00 : f64
// CHECK: %[[DIFF:.*]] = arith.subf %[[MIN]], %[[ONE2]] : f64
// CHECK: %[[C:.*]] = arith.constant -5.000000e-01 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[DIFF]], %[[C]] : f64
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[TWO]] : f64
// CHECK: nn.yield %[[SUM]] : f64
func.func @flat_ends(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.piecewise_linear<knots = [-1.000000e+00, 1.000000e+00], values = [3.000000e+00, 2.000000e+00], slopes = [0.000000e+00, 0.000000e+00]>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}

// One knot has a piece on either side.
// PRINT-LABEL: func.func @one_knot(
// PRINT: nn.activation #nn.piecewise_linear<knots = [2.000000e+00], values = [0.000000e+00], slopes = [3.000000e+00, 4.000000e+00]>, %
// CHECK-LABEL: func.func @one_knot(
// CHECK: ^bb0(%[[X:.*]]: f64):
// CHECK: %[[TWO:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[DIFF:.*]] = arith.subf %[[X]], %[[TWO]] : f64
// CHECK: %[[C:.*]] = arith.constant 4.000000e+00 : f64
// CHECK: %[[PROD:.*]] = arith.mulf %[[DIFF]], %[[C]] : f64
// CHECK: %[[ZERO:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[ZERO]] : f64
// CHECK: %[[TWO2:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[COND:.*]] = arith.cmpf olt, %[[X]], %[[TWO2]] : f64
// CHECK: %[[TWO3:.*]] = arith.constant 2.000000e+00 : f64
// CHECK: %[[DIFF2:.*]] = arith.subf %[[X]], %[[TWO3]] : f64
// CHECK: %[[THREE:.*]] = arith.constant 3.000000e+00 : f64
// CHECK: %[[PROD2:.*]] = arith.mulf %[[DIFF2]], %[[THREE]] : f64
// CHECK: %[[ZERO2:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[SUM2:.*]] = arith.addf %[[PROD2]], %[[ZERO2]] : f64
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[SUM2]], %[[SUM]] : f64
// CHECK: nn.yield %[[SEL]] : f64
func.func @one_knot(%x: tensor<2xf64>) -> tensor<2xf64> {
  %0 = nn.activation #nn.piecewise_linear<knots = [2.000000e+00], values = [0.000000e+00], slopes = [3.000000e+00, 4.000000e+00]>, %x : tensor<2xf64>
  return %0 : tensor<2xf64>
}
