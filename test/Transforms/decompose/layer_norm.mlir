// nn.layer_norm: centre, divide by the root of the mean square, scale and shift.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @layer_norm(
// CHECK-SAME: %[[X:.*]]: tensor<8x4xf32>, %[[S:.*]]: tensor<4xf32>, %[[H:.*]]: tensor<4xf32>
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %c4{{.*}} : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST]] : i64 to f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[X]] axes [1] keep : (tensor<8x4xf32>) -> tensor<8x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG3:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[ARG4]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[REDUCE]] : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG3_2:.*]]: f32, %[[ARG4_2:.*]]: f32):
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG4_2]], %[[SITOFP]] : f32
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG3_2]], %[[DIVF]] : f32
// CHECK: nn.yield %[[DIFF]] : f32
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %c4{{.*}} : index to i64
// CHECK: %[[SITOFP2:.*]] = arith.sitofp %[[INDEX_CAST2]] : i64 to f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %[[MAP]] : (tensor<8x4xf32>, tensor<8x4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG3_3:.*]]: f32, %[[ARG4_3:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG3_3]], %[[ARG4_3]] : f32
// CHECK: nn.yield %[[PROD]] : f32
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[MAP2]] axes [1] keep : (tensor<8x4xf32>) -> tensor<8x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG3_4:.*]]: f32, %[[ARG4_4:.*]]: f32):
// CHECK: %[[SUM2:.*]] = arith.addf %[[ARG3_4]], %[[ARG4_4]] : f32
// CHECK: nn.yield %[[SUM2]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[REDUCE2]] : (tensor<8x1xf32>) -> tensor<8x1xf32> {
// CHECK: ^bb0(%[[ARG3_5:.*]]: f32):
// CHECK: %[[DIVF2:.*]] = arith.divf %[[ARG3_5]], %[[SITOFP2]] : f32
// CHECK: %[[CST:.*]] = arith.constant 9.99999974E-6 : f32
// CHECK: %[[SUM3:.*]] = arith.addf %[[DIVF2]], %[[CST]] : f32
// CHECK: %[[SQRT:.*]] = math.sqrt %[[SUM3]] : f32
// CHECK: nn.yield %[[SQRT]] : f32
// CHECK: %[[MAP4:.*]] = nn.map %[[MAP]], %[[MAP3]] : (tensor<8x4xf32>, tensor<8x1xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG3_6:.*]]: f32, %[[ARG4_5:.*]]: f32):
// CHECK: %[[DIVF3:.*]] = arith.divf %[[ARG3_6]], %[[ARG4_5]] : f32
// CHECK: nn.yield %[[DIVF3]] : f32
// CHECK: %[[MAP5:.*]] = nn.map %[[MAP4]], %[[S]] : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG3_7:.*]]: f32, %[[ARG4_6:.*]]: f32):
// CHECK: %[[PROD2:.*]] = arith.mulf %[[ARG3_7]], %[[ARG4_6]] : f32
// CHECK: nn.yield %[[PROD2]] : f32
// CHECK: %[[MAP6:.*]] = nn.map %[[MAP5]], %[[H]] : (tensor<8x4xf32>, tensor<4xf32>) -> tensor<8x4xf32> {
// CHECK: ^bb0(%[[ARG3_8:.*]]: f32, %[[ARG4_7:.*]]: f32):
// CHECK: %[[SUM4:.*]] = arith.addf %[[ARG3_8]], %[[ARG4_7]] : f32
// CHECK: nn.yield %[[SUM4]] : f32
// CHECK: return %[[MAP6]] : tensor<8x4xf32>
func.func @layer_norm(%x: tensor<8x4xf32>, %s: tensor<4xf32>, %h: tensor<4xf32>) -> tensor<8x4xf32> {
  %y = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return %y : tensor<8x4xf32>
}

// How many elements there are is known at run time, over two axes their product;
// a shift alone is added.
// CHECK-LABEL: func.func @dynamic(
// CHECK-SAME: %[[X:.*]]: tensor<?x?x4xf32>, %[[H:.*]]: tensor<?x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x?x4xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[X]], %c1{{.*}} : tensor<?x?x4xf32>
// CHECK: %[[PROD:.*]] = arith.muli %[[DIM]], %[[DIM2]] : index
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[PROD]] : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST]] : i64 to f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[X]] axes [0, 1] keep : (tensor<?x?x4xf32>) -> tensor<1x1x4xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG2:.*]]: f32, %[[ARG3:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG2]], %[[ARG3]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[X]], %[[REDUCE]] : (tensor<?x?x4xf32>, tensor<1x1x4xf32>) -> tensor<?x?x4xf32> {
// CHECK: ^bb0(%[[ARG2_2:.*]]: f32, %[[ARG3_2:.*]]: f32):
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG3_2]], %[[SITOFP]] : f32
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG2_2]], %[[DIVF]] : f32
// CHECK: nn.yield %[[DIFF]] : f32
// CHECK: %[[DIM3:.*]] = tensor.dim %[[MAP]], %c0{{.*}} : tensor<?x?x4xf32>
// CHECK: %[[DIM4:.*]] = tensor.dim %[[MAP]], %c1{{.*}} : tensor<?x?x4xf32>
// CHECK: %[[PROD2:.*]] = arith.muli %[[DIM3]], %[[DIM4]] : index
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %[[PROD2]] : index to i64
// CHECK: %[[SITOFP2:.*]] = arith.sitofp %[[INDEX_CAST2]] : i64 to f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %[[MAP]] : (tensor<?x?x4xf32>, tensor<?x?x4xf32>) -> tensor<?x?x4xf32> {
// CHECK: ^bb0(%[[ARG2_3:.*]]: f32, %[[ARG3_3:.*]]: f32):
// CHECK: %[[PROD3:.*]] = arith.mulf %[[ARG2_3]], %[[ARG3_3]] : f32
// CHECK: nn.yield %[[PROD3]] : f32
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[MAP2]] axes [0, 1] keep : (tensor<?x?x4xf32>) -> tensor<1x1x4xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG2_4:.*]]: f32, %[[ARG3_4:.*]]: f32):
// CHECK: %[[SUM2:.*]] = arith.addf %[[ARG2_4]], %[[ARG3_4]] : f32
// CHECK: nn.yield %[[SUM2]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %[[REDUCE2]] : (tensor<1x1x4xf32>) -> tensor<1x1x4xf32> {
// CHECK: ^bb0(%[[ARG2_5:.*]]: f32):
// CHECK: %[[DIVF2:.*]] = arith.divf %[[ARG2_5]], %[[SITOFP2]] : f32
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[SUM3:.*]] = arith.addf %[[DIVF2]], %[[CST]] : f32
// CHECK: %[[SQRT:.*]] = math.sqrt %[[SUM3]] : f32
// CHECK: nn.yield %[[SQRT]] : f32
// CHECK: %[[MAP4:.*]] = nn.map %[[MAP]], %[[MAP3]] : (tensor<?x?x4xf32>, tensor<1x1x4xf32>) -> tensor<?x?x4xf32> {
// CHECK: ^bb0(%[[ARG2_6:.*]]: f32, %[[ARG3_5:.*]]: f32):
// CHECK: %[[DIVF3:.*]] = arith.divf %[[ARG2_6]], %[[ARG3_5]] : f32
// CHECK: nn.yield %[[DIVF3]] : f32
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a0 a1 -> a0 a1 1" %[[H]] : (tensor<?x?xf32>) -> tensor<?x?x1xf32>
// CHECK: %[[MAP5:.*]] = nn.map %[[MAP4]], %[[REARRANGE]] : (tensor<?x?x4xf32>, tensor<?x?x1xf32>) -> tensor<?x?x4xf32> {
// CHECK: ^bb0(%[[ARG2_7:.*]]: f32, %[[ARG3_6:.*]]: f32):
// CHECK: %[[SUM4:.*]] = arith.addf %[[ARG2_7]], %[[ARG3_6]] : f32
// CHECK: nn.yield %[[SUM4]] : f32
// CHECK: return %[[MAP5]] : tensor<?x?x4xf32>
func.func @dynamic(%x: tensor<?x?x4xf32>, %h: tensor<?x?xf32>) -> tensor<?x?x4xf32> {
  %y = nn.layer_norm %x axes [0, 1] shift %h epsilon 0.0 : (tensor<?x?x4xf32>, tensor<?x?xf32>) -> tensor<?x?x4xf32>
  return %y : tensor<?x?x4xf32>
}

// Extents that one side knows are those of the other.
// CHECK-LABEL: func.func @agree(
// CHECK-SAME: %[[X:.*]]: tensor<8x?xf32>, %[[S:.*]]: tensor<?xf32>, %[[H:.*]]: tensor<4xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<8x?xf32> to tensor<8x4xf32>
// CHECK: %[[CAST2:.*]] = tensor.cast %[[S]] : tensor<?xf32> to tensor<4xf32>
func.func @agree(%x: tensor<8x?xf32>, %s: tensor<?xf32>, %h: tensor<4xf32>) -> tensor<8x4xf32> {
  %y = nn.layer_norm %x axes [1] scale %s shift %h epsilon 1.0e-05 : (tensor<8x?xf32>, tensor<?xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  return %y : tensor<8x4xf32>
}
