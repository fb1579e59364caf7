// nn.concat as slices of one tensor.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @concat(
// CHECK-SAME: %[[A:.*]]: tensor<2x2xf32>, %[[B:.*]]: tensor<3x2xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<5x2xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[A]] into %[[EMPTY]][0, 0] [2, 2] [1, 1] : tensor<2x2xf32> into tensor<5x2xf32>
// CHECK: %[[INSERTED_SLICE2:.*]] = tensor.insert_slice %[[B]] into %[[INSERTED_SLICE]][2, 0] [3, 2] [1, 1] : tensor<3x2xf32> into tensor<5x2xf32>
// CHECK: return %[[INSERTED_SLICE2]] : tensor<5x2xf32>
func.func @concat(%a: tensor<2x2xf32>, %b: tensor<3x2xf32>) -> tensor<5x2xf32> {
  %y = nn.concat %a, %b axis 0 : (tensor<2x2xf32>, tensor<3x2xf32>) -> tensor<5x2xf32>
  return %y : tensor<5x2xf32>
}

// Offsets are sums of the extents before.
// CHECK-LABEL: func.func @dynamic(
// CHECK-SAME: %[[A:.*]]: tensor<2x?xf32>, %[[B:.*]]: tensor<2x3xf32>, %[[C:.*]]: tensor<2x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[A]], %c1 : tensor<2x?xf32>
// CHECK: %[[SUM:.*]] = arith.addi %[[DIM]], %c3 : index
// CHECK: %[[DIM2:.*]] = tensor.dim %[[C]], %c1 : tensor<2x?xf32>
// CHECK: %[[SUM2:.*]] = arith.addi %[[SUM]], %[[DIM2]] : index
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[SUM2]]) : tensor<2x?xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[A]] into %[[EMPTY]][0, 0] [2, %[[DIM]]] [1, 1] : tensor<2x?xf32> into tensor<2x?xf32>
// CHECK: %[[INSERTED_SLICE2:.*]] = tensor.insert_slice %[[B]] into %[[INSERTED_SLICE]][0, %[[DIM]]] [2, 3] [1, 1] : tensor<2x3xf32> into tensor<2x?xf32>
// CHECK: %[[INSERTED_SLICE3:.*]] = tensor.insert_slice %[[C]] into %[[INSERTED_SLICE2]][0, %[[SUM]]] [2, %[[DIM2]]] [1, 1] : tensor<2x?xf32> into tensor<2x?xf32>
// CHECK: return %[[INSERTED_SLICE3]] : tensor<2x?xf32>
func.func @dynamic(%a: tensor<2x?xf32>, %b: tensor<2x3xf32>, %c: tensor<2x?xf32>) -> tensor<2x?xf32> {
  %y = nn.concat %a, %b, %c axis 1 : (tensor<2x?xf32>, tensor<2x3xf32>, tensor<2x?xf32>) -> tensor<2x?xf32>
  return %y : tensor<2x?xf32>
}

// The other extents are compared; one that is static is the one of the result.
// CHECK-LABEL: func.func @guarded(
// CHECK-SAME: %[[A:.*]]: tensor<2x?xi8>, %[[B:.*]]: tensor<2x3xi8>
// CHECK: %[[DIM:.*]] = tensor.dim %[[A]], %c1 : tensor<2x?xi8>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %c3 : index
// CHECK: cf.assert %[[OK]], "inputs differ in extent"
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<4x3xi8>
// CHECK: %[[CAST:.*]] = tensor.cast %[[A]] : tensor<2x?xi8> to tensor<2x3xi8>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[CAST]] into %[[EMPTY]][0, 0] [2, 3] [1, 1] : tensor<2x3xi8> into tensor<4x3xi8>
// CHECK: %[[INSERTED_SLICE2:.*]] = tensor.insert_slice %[[B]] into %[[INSERTED_SLICE]][2, 0] [2, 3] [1, 1] : tensor<2x3xi8> into tensor<4x3xi8>
// CHECK: return %[[INSERTED_SLICE2]] : tensor<4x3xi8>
func.func @guarded(%a: tensor<2x?xi8>, %b: tensor<2x3xi8>) -> tensor<4x3xi8> {
  %y = nn.concat %a, %b axis 0 : (tensor<2x?xi8>, tensor<2x3xi8>) -> tensor<4x3xi8>
  return %y : tensor<4x3xi8>
}

// Nothing is written for an input without elements.
// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %[[A:.*]]: tensor<0x2xf32>, %[[B:.*]]: tensor<3x2xf32>
// CHECK: return %[[B]] : tensor<3x2xf32>
func.func @empty(%a: tensor<0x2xf32>, %b: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %y = nn.concat %a, %b, %a axis 0 : (tensor<0x2xf32>, tensor<3x2xf32>, tensor<0x2xf32>) -> tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// CHECK-LABEL: func.func @all_empty(
// CHECK-SAME: %[[A:.*]]: tensor<2x0xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<4x0xf32>
// CHECK: return %[[EMPTY]] : tensor<4x0xf32>
func.func @all_empty(%a: tensor<2x0xf32>) -> tensor<4x0xf32> {
  %y = nn.concat %a, %a axis 0 : (tensor<2x0xf32>, tensor<2x0xf32>) -> tensor<4x0xf32>
  return %y : tensor<4x0xf32>
}
