// nn.index as the index of a loop.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// The loops are the axes of the result, of which an operand may have fewer.
// CHECK-LABEL: func.func @index(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>, %[[Y:.*]]: tensor<3x1xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x4xindex>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[Y]] : tensor<4xf32>, tensor<3x1xf32>) outs(%[[EMPTY]] : tensor<3x4xindex>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: index):
// CHECK: %[[INDEX:.*]] = linalg.index 0 : index
// CHECK: %[[INDEX2:.*]] = linalg.index 1 : index
// CHECK: %[[PROD:.*]] = arith.muli %[[INDEX]], %[[INDEX2]] : index
// CHECK: linalg.yield %[[PROD]] : index
// CHECK: return %[[R]] : tensor<3x4xindex>
func.func @index(%x: tensor<4xf32>, %y: tensor<3x1xf32>) -> tensor<3x4xindex> {
  %r = nn.map %x, %y : (tensor<4xf32>, tensor<3x1xf32>) -> tensor<3x4xindex> {
  ^bb0(%a: f32, %b: f32):
    %i = nn.index 0
    %j = nn.index 1
    %k = arith.muli %i, %j : index
    nn.yield %k : index
  }
  return %r : tensor<3x4xindex>
}
