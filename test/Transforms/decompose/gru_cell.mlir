// nn.gru_cell: two linear maps, split into gates r, z and n.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @gru_cell(
// CHECK-SAME: %[[X:.*]]: tensor<8x3xf32>, %[[H:.*]]: tensor<8x4xf32>, %[[WI:.*]]: tensor<12x3xf32>, %[[WH:.*]]: tensor<12x4xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[X]], %[[WI]] : (tensor<8x3xf32>, tensor<12x3xf32>) -> tensor<8x12xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "b0 (g h) -> g b0 h" %[[EINSUM]] sizes {g = 3 : i64} : (tensor<8x12xf32>) -> tensor<3x8x4xf32>
// CHECK: %[[SLICE:.*]] = nn.slice "0, :, :" %[[REARRANGE]] : (tensor<3x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE2:.*]] = nn.slice "1, :, :" %[[REARRANGE]] : (tensor<3x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE3:.*]] = nn.slice "2, :, :" %[[REARRANGE]] : (tensor<3x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[EINSUM2:.*]] = nn.einsum "b0 i, o i -> b0 o" %[[H]], %[[WH]] : (tensor<8x4xf32>, tensor<12x4xf32>) -> tensor<8x12xf32>
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "b0 (g h) -> g b0 h" %[[EINSUM2]] sizes {g = 3 : i64} : (tensor<8x12xf32>) -> tensor<3x8x4xf32>
// CHECK: %[[SLICE4:.*]] = nn.slice "0, :, :" %[[REARRANGE2]] : (tensor<3x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE5:.*]] = nn.slice "1, :, :" %[[REARRANGE2]] : (tensor<3x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[SLICE6:.*]] = nn.slice "2, :, :" %[[REARRANGE2]] : (tensor<3x8x4xf32>) -> tensor<8x4xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[SLICE]], %[[SLICE2]], %[[SLICE3]], %[[SLICE4]], %[[SLICE5]], %[[SLICE6]], %[[H]] : (tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG4:.*]]: f32, %[[ARG5:.*]]: f32, %[[ARG6:.*]]: f32, %[[ARG7:.*]]: f32, %[[ARG8:.*]]: f32, %[[ARG9:.*]]: f32, %[[ARG10:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG4]], %[[ARG7]] : f32
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
// CHECK: %[[SUM3:.*]] = arith.addf %[[ARG5]], %[[ARG8]] : f32
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
// CHECK: %[[PROD:.*]] = arith.mulf %[[DIVF]], %[[ARG9]] : f32
// CHECK: %[[SUM5:.*]] = arith.addf %[[ARG6]], %[[PROD]] : f32
// CHECK: %[[TANH:.*]] = math.tanh %[[SUM5]] : f32
// CHECK: %[[CST7:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[DIFF:.*]] = arith.subf %[[CST7]], %[[DIVF2]] : f32
// CHECK: %[[PROD2:.*]] = arith.mulf %[[DIFF]], %[[TANH]] : f32
// CHECK: %[[PROD3:.*]] = arith.mulf %[[DIVF2]], %[[ARG10]] : f32
// CHECK: %[[SUM6:.*]] = arith.addf %[[PROD2]], %[[PROD3]] : f32
// CHECK: nn.yield %[[SUM6]] : f32
// CHECK: return %[[MAP]] : tensor<8x4xf32>
func.func @gru_cell(%x: tensor<8x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>) -> tensor<8x4xf32> {
  %n = nn.gru_cell %x, %h weights %wi, %wh : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<12x3xf32>, tensor<12x4xf32>) -> tensor<8x4xf32>
  return %n : tensor<8x4xf32>
}

// The first extent of the weights says how many hidden units there are: parts
// are cast to it.
// CHECK-LABEL: func.func @dynamic(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>, %[[H:.*]]: tensor<?x?xf32>, %[[WI:.*]]: tensor<12x3xf32>, %[[WH:.*]]: tensor<?x?xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "b0 (g h) -> g b0 h" %{{.*}} sizes {g = 3 : i64} : (tensor<?x12xf32>) -> tensor<3x?x4xf32>
// CHECK: %[[SLICE:.*]] = nn.slice "0, :, :" %[[REARRANGE]] : (tensor<3x?x4xf32>) -> tensor<?x4xf32>
// CHECK: %[[SLICE2:.*]] = nn.slice "1, :, :" %[[REARRANGE]] : (tensor<3x?x4xf32>) -> tensor<?x4xf32>
// CHECK: %[[SLICE3:.*]] = nn.slice "2, :, :" %[[REARRANGE]] : (tensor<3x?x4xf32>) -> tensor<?x4xf32>
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "b0 (g h) -> g b0 h" %{{.*}} sizes {g = 3 : i64} : (tensor<?x?xf32>) -> tensor<3x?x?xf32>
// CHECK: %[[SLICE4:.*]] = nn.slice "0, :, :" %[[REARRANGE2]] : (tensor<3x?x?xf32>) -> tensor<?x?xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[SLICE4]] : tensor<?x?xf32> to tensor<?x4xf32>
// CHECK: %[[SLICE5:.*]] = nn.slice "1, :, :" %[[REARRANGE2]] : (tensor<3x?x?xf32>) -> tensor<?x?xf32>
// CHECK: %[[CAST2:.*]] = tensor.cast %[[SLICE5]] : tensor<?x?xf32> to tensor<?x4xf32>
// CHECK: %[[SLICE6:.*]] = nn.slice "2, :, :" %[[REARRANGE2]] : (tensor<3x?x?xf32>) -> tensor<?x?xf32>
// CHECK: %[[CAST3:.*]] = tensor.cast %[[SLICE6]] : tensor<?x?xf32> to tensor<?x4xf32>
// CHECK: %[[CAST4:.*]] = tensor.cast %[[H]] : tensor<?x?xf32> to tensor<?x4xf32>
// CHECK: %[[MAP:.*]] = nn.map %[[SLICE]], %[[SLICE2]], %[[SLICE3]], %[[CAST]], %[[CAST2]], %[[CAST3]], %[[CAST4]] : (tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>) -> tensor<?x4xf32> {
func.func @dynamic(%x: tensor<?x3xf32>, %h: tensor<?x?xf32>, %wi: tensor<12x3xf32>, %wh: tensor<?x?xf32>) -> tensor<?x4xf32> {
  %n = nn.gru_cell %x, %h weights %wi, %wh : (tensor<?x3xf32>, tensor<?x?xf32>, tensor<12x3xf32>, tensor<?x?xf32>) -> tensor<?x4xf32>
  return %n : tensor<?x4xf32>
}
