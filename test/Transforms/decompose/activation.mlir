// nn.activation as a map; each activation has a test of its own.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @activation(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32, #nn.axes<batch, _>>
// CHECK: %[[MAP:.*]] = nn.map %[[X]] : (tensor<?x4xf32, #nn.axes<batch, _>>) -> tensor<?x4xf32, #nn.axes<batch, _>> {
// CHECK: ^bb0(%[[ARG1:.*]]: f32):
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[ARG1]], %[[CST]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: return %[[MAP]] : tensor<?x4xf32, #nn.axes<batch, _>>
func.func @activation(%x: tensor<?x4xf32, #nn.axes<batch, _>>) -> tensor<?x4xf32, #nn.axes<batch, _>> {
  %y = nn.activation #nn.relu, %x : tensor<?x4xf32, #nn.axes<batch, _>>
  return %y : tensor<?x4xf32, #nn.axes<batch, _>>
}

// 16-bit floats are computed in f32 and rounded once.
// CHECK-LABEL: func.func @half(
// CHECK-SAME: %[[X:.*]]: tensor<4xf16>
// CHECK: %[[MAP:.*]] = nn.map %[[X]] : (tensor<4xf16>) -> tensor<4xf32> {
// CHECK: ^bb0(%[[ARG1:.*]]: f16):
// CHECK: %[[EXTF:.*]] = arith.extf %[[ARG1]] : f16 to f32
// CHECK: nn.yield %[[EXTF]] : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]] : (tensor<4xf32>) -> tensor<4xf32> {
// CHECK: ^bb0(%[[ARG1_2:.*]]: f32):
// CHECK: %[[ABSF:.*]] = math.absf %[[ARG1_2]] : f32
// CHECK: %[[NEGF:.*]] = arith.negf %[[ABSF]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[NEGF]] : f32
// CHECK: %[[CST:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[CST2:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[ARG1_2]], %[[CST2]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[CST]], %[[EXP]] : f32
// CHECK: %[[CST3:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[EXP]], %[[CST3]] : f32
// CHECK: %[[DIVF:.*]] = arith.divf %[[SEL]], %[[SUM]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[MAP2]] : (tensor<4xf32>) -> tensor<4xf16> {
// CHECK: ^bb0(%[[ARG1_3:.*]]: f32):
// CHECK: %[[TRUNCF:.*]] = arith.truncf %[[ARG1_3]] : f32 to f16
// CHECK: nn.yield %[[TRUNCF]] : f16
// CHECK: return %[[MAP3]] : tensor<4xf16>
func.func @half(%x: tensor<4xf16>) -> tensor<4xf16> {
  %y = nn.activation #nn.sigmoid, %x : tensor<4xf16>
  return %y : tensor<4xf16>
}
