// nn.lstm_cell: two linear maps, split into gates i, f, g and o.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @lstm_cell(
// CHECK-SAME: %[[X:.*]]: tensor<8x3xf32>, %[[H:.*]]: tensor<8x4xf32>, %[[C:.*]]: tensor<8x4xf32>, %[[WI:.*]]: tensor<16x3xf32>, %[[WH:.*]]: tensor<16x4xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[X]], %[[WI]] : (tensor<8x3xf32>, tensor<16x3xf32>) -> tensor<8x16xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "b0 (g h) -> g b0 h" %[[EINSUM]] sizes {g = 4 : i64} : (tensor<8x16xf32>) -> tensor<4x8x4xf32>
// CHECK: %[[SLICE:.*]] = nn.slice "0, :, :" %[[REARRANGE]] : (tensor<4x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE2:.*]] = nn.slice "1, :, :" %[[REARRANGE]] : (tensor<4x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE3:.*]] = nn.slice "2, :, :" %[[REARRANGE]] : (tensor<4x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE4:.*]] = nn.slice "3, :, :" %[[REARRANGE]] : (tensor<4x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[EINSUM2:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[H]], %[[WH]] : (tensor<8x4xf32>, tensor<16x4xf32>) -> tensor<8x16xf32>
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "b0 (g h) -> g b0 h" %[[EINSUM2]] sizes {g = 4 : i64} : (tensor<8x16xf32>) -> tensor<4x8x4xf32>
// CHECK: %[[SLICE5:.*]] = nn.slice "0, :, :" %[[REARRANGE2]] : (tensor<4x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE6:.*]] = nn.slice "1, :, :" %[[REARRANGE2]] : (tensor<4x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE7:.*]] = nn.slice "2, :, :" %[[REARRANGE2]] : (tensor<4x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE8:.*]] = nn.slice "3, :, :" %[[REARRANGE2]] : (tensor<4x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[SLICE]], %[[SLICE5]], %[[SLICE2]], %[[SLICE6]], %[[SLICE3]], %[[SLICE7]], %[[C]] : (tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG5:.*]]: f32, %[[ARG6:.*]]: f32, %[[ARG7:.*]]: f32, %[[ARG8:.*]]: f32, %[[ARG9:.*]]: f32, %[[ARG10:.*]]: f32, %[[ARG11:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG5]], %[[ARG6]] : f32
// CHECK: %[[ABSF:.*]] = math.absf %[[SUM]] : f32
// CHECK: %[[NEGF:.*]] = arith.negf %[[ABSF]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[NEGF]] : f32
// CHECK: %[[CST:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[CST2:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[SUM]], %[[CST2]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[CST]], %[[EXP]] : f32
// CHECK: %[[CST3:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[SUM2:.*]] = arith.addf %[[EXP]], %[[CST3]] : f32
// CHECK: %[[DIVF:.*]] = arith.divf %[[SEL]], %[[SUM2]] : f32
// CHECK: %[[SUM3:.*]] = arith.addf %[[ARG7]], %[[ARG8]] : f32
// CHECK: %[[ABSF2:.*]] = math.absf %[[SUM3]] : f32
// CHECK: %[[NEGF2:.*]] = arith.negf %[[ABSF2]] : f32
// CHECK: %[[EXP2:.*]] = math.exp %[[NEGF2]] : f32
// CHECK: %[[CST4:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[CST5:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND2:.*]] = arith.cmpf ogt, %[[SUM3]], %[[CST5]] : f32
// CHECK: %[[SEL2:.*]] = arith.select %[[COND2]], %[[CST4]], %[[EXP2]] : f32
// CHECK: %[[CST6:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[SUM4:.*]] = arith.addf %[[EXP2]], %[[CST6]] : f32
// CHECK: %[[DIVF2:.*]] = arith.divf %[[SEL2]], %[[SUM4]] : f32
// CHECK: %[[SUM5:.*]] = arith.addf %[[ARG9]], %[[ARG10]] : f32
// CHECK: %[[TANH:.*]] = math.tanh %[[SUM5]] : f32
// CHECK: %[[PROD:.*]] = arith.mulf %[[DIVF2]], %[[ARG11]] : f32
// CHECK: %[[PROD2:.*]] = arith.mulf %[[DIVF]], %[[TANH]] : f32
// CHECK: %[[SUM6:.*]] = arith.addf %[[PROD]], %[[PROD2]] : f32
// CHECK: nn.yield %[[SUM6]] : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[SLICE4]], %[[SLICE8]], %[[MAP]] : (tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG5_2:.*]]: f32, %[[ARG6_2:.*]]: f32, %[[ARG7_2:.*]]: f32):
// CHECK: %[[SUM7:.*]] = arith.addf %[[ARG5_2]], %[[ARG6_2]] : f32
// CHECK: %[[ABSF3:.*]] = math.absf %[[SUM7]] : f32
// CHECK: %[[NEGF3:.*]] = arith.negf %[[ABSF3]] : f32
// CHECK: %[[EXP3:.*]] = math.exp %[[NEGF3]] : f32
// CHECK: %[[CST7:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[CST8:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND3:.*]] = arith.cmpf ogt, %[[SUM7]], %[[CST8]] : f32
// CHECK: %[[SEL3:.*]] = arith.select %[[COND3]], %[[CST7]], %[[EXP3]] : f32
// CHECK: %[[CST9:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[SUM8:.*]] = arith.addf %[[EXP3]], %[[CST9]] : f32
// CHECK: %[[DIVF3:.*]] = arith.divf %[[SEL3]], %[[SUM8]] : f32
// CHECK: %[[TANH2:.*]] = math.tanh %[[ARG7_2]] : f32
// CHECK: %[[PROD3:.*]] = arith.mulf %[[DIVF3]], %[[TANH2]] : f32
// CHECK: nn.yield %[[PROD3]] : f32
// CHECK: return %[[MAP2]], %[[MAP]] : tensor<8x4xf32>, tensor<8x4xf32>
func.func @lstm_cell(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %c: tensor<8x4xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>) {
  %n:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return %n#0, %n#1 : tensor<8x4xf32>, tensor<8x4xf32>
}
