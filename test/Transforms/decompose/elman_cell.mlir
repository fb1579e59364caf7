// nn.elman_cell: two linear maps, a sum and the activation.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @elman_cell(
// CHECK-SAME: %[[X:.*]]: tensor<8x3xf32>, %[[H:.*]]: tensor<8x4xf32>, %[[WI:.*]]: tensor<4x3xf32>, %[[WH:.*]]: tensor<4x4xf32>, %[[BI:.*]]: tensor<4xf32>, %[[BH:.*]]: tensor<4xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[X]], %[[WI]] : (tensor<8x3xf32>, tensor<4x3xf32>) -> tensor<8x4xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[EINSUM]], %[[BI]] : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG6:.*]]: f32, %[[ARG7:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG6]], %[[ARG7]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[EINSUM2:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[H]], %[[WH]] : (tensor<8x4xf32>, tensor<4x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[MAP2:.*]] = nn.map %[[EINSUM2]], %[[BH]] : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG6_2:.*]]: f32, %[[ARG7_2:.*]]: f32):
// CHECK: %[[SUM2:.*]] = arith.addf %[[ARG6_2]], %[[ARG7_2]] : f32
// CHECK: nn.yield %[[SUM2]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[MAP]], %[[MAP2]] : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG6_3:.*]]: f32, %[[ARG7_3:.*]]: f32):
// CHECK: %[[SUM3:.*]] = arith.addf %[[ARG6_3]], %[[ARG7_3]] : f32
// CHECK: %[[TANH:.*]] = math.tanh %[[SUM3]] : f32
// CHECK: nn.yield %[[TANH]] : f32
// CHECK: return %[[MAP3]] : tensor<8x4xf32>
func.func @elman_cell(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>, %bi: tensor<4xf32>, %bh: tensor<4xf32>) -> tensor<8x4xf32> {
  %n = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh bias %bi, %bh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<4x3xf32>, tensor<4x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return %n : tensor<8x4xf32>
}

// Without biases, and with names that are dropped on the way.
// CHECK-LABEL: func.func @names(
// CHECK-SAME: %[[X:.*]]: tensor<8x3xf32, #nn.axes<batch, in>>, %[[H:.*]]: tensor<8x4xf32, #nn.axes<_, unit>>, %[[WI:.*]]: tensor<4x3xf32>, %[[WH:.*]]: tensor<4x4xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<8x3xf32, #nn.axes<batch, in>> to tensor<8x3xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[CAST]], %[[WI]] : (tensor<8x3xf32>, tensor<4x3xf32>) -> tensor<8x4xf32>
// CHECK: %[[CAST2:.*]] = tensor.cast %[[H]] : tensor<8x4xf32, #nn.axes<_, unit>> to tensor<8x4xf32>
// CHECK: %[[EINSUM2:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[CAST2]], %[[WH]] : (tensor<8x4xf32>, tensor<4x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[EINSUM]], %[[EINSUM2]] : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG4:.*]]: f32, %[[ARG5:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG4]], %[[ARG5]] : f32
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[SUM]], %[[CST]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: %[[CAST3:.*]] = tensor.cast %[[MAP]] : tensor<8x4xf32> to tensor<8x4xf32, #nn.axes<batch, unit>>
// CHECK: return %[[CAST3]] : tensor<8x4xf32, #nn.axes<batch, unit>>
func.func @names(%x: tensor<8x3xf32, #nn.axes<batch, in>>, %h: tensor<8x4xf32, #nn.axes<_, unit>>, %wi: tensor<4x3xf32>, %wh: tensor<4x4xf32>) -> tensor<8x4xf32, #nn.axes<batch, unit>> {
  %n = nn.elman_cell #nn.relu, %x, %h weights %wi, %wh : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<4x3xf32>, tensor<4x4xf32>) -> tensor<8x4xf32, #nn.axes<batch, unit>>
  return %n : tensor<8x4xf32, #nn.axes<batch, unit>>
}
