// nn.weave as scf.for.
// RUN: nn-opt %s --convert-nn-control-to-scf --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// A loop that carries outputs alone; inputs agree on the number of runs.
// CHECK-LABEL: func.func @weave(
// CHECK-SAME: %[[X:.*]]: tensor<8x?xf32>, %[[Y:.*]]: tensor<?x3xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[Y]], %c0 : tensor<?x3xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %c8 : index
// CHECK: cf.assert %[[OK]], "the numbers of steps do not agree"
// CHECK: %[[DIM2:.*]] = tensor.dim %[[X]], %c1 : tensor<8x?xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM2]]) : tensor<8x?xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty() : tensor<8x3xf32>
// CHECK: %[[FOR:.*]]:2 = scf.for %[[ARG2:.*]] = %c0 to %c8 step %c1 iter_args(%[[ARG3:.*]] = %[[EMPTY]], %[[ARG4:.*]] = %[[EMPTY2]]) -> (tensor<8x?xf32>, tensor<8x3xf32>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][%[[ARG2]], 0] [1, %[[DIM2]]] [1, 1] : tensor<8x?xf32> to tensor<?xf32>
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[Y]][%[[ARG2]], 0] [1, 3] [1, 1] : tensor<?x3xf32> to tensor<3xf32>
// CHECK: %[[DIM3:.*]] = tensor.dim %[[ARG3]], %c1 : tensor<8x?xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE]] into %[[ARG3]][%[[ARG2]], 0] [1, %[[DIM3]]] [1, 1] : tensor<?xf32> into tensor<8x?xf32>
// CHECK: %[[INSERTED_SLICE2:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE2]] into %[[ARG4]][%[[ARG2]], 0] [1, 3] [1, 1] : tensor<3xf32> into tensor<8x3xf32>
// CHECK: scf.yield %[[INSERTED_SLICE]], %[[INSERTED_SLICE2]] : tensor<8x?xf32>, tensor<8x3xf32>
// CHECK: return %[[FOR]]#0, %[[FOR]]#1 : tensor<8x?xf32>, tensor<8x3xf32>
func.func @weave(%x: tensor<8x?xf32>, %y: tensor<?x3xf32>) -> (tensor<8x?xf32>, tensor<8x3xf32>) {
  %0:2 = nn.weave over(%x, %y : tensor<8x?xf32>, tensor<?x3xf32>) -> tensor<8x?xf32>, tensor<8x3xf32> {
  ^bb0(%a: tensor<?xf32>, %b: tensor<3xf32>):
    nn.yield %a, %b : tensor<?xf32>, tensor<3xf32>
  }
  return %0#0, %0#1 : tensor<8x?xf32>, tensor<8x3xf32>
}

// Along the last axis.
// CHECK-LABEL: func.func @last(
// CHECK-SAME: %[[X:.*]]: tensor<4x?xi8>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c1 : tensor<4x?xi8>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<2x?xi8>
// CHECK: %[[FOR:.*]] = scf.for %[[ARG1:.*]] = %c0 to %[[DIM]] step %c1 iter_args(%[[ARG2:.*]] = %[[EMPTY]]) -> (tensor<2x?xi8>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][0, %[[ARG1]]] [4, 1] [1, 1] : tensor<4x?xi8> to tensor<4xi8>
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[EXTRACTED_SLICE]][1] [2] [1] : tensor<4xi8> to tensor<2xi8>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE2]] into %[[ARG2]][0, %[[ARG1]]] [2, 1] [1, 1] : tensor<2xi8> into tensor<2x?xi8>
// CHECK: scf.yield %[[INSERTED_SLICE]] : tensor<2x?xi8>
// CHECK: return %[[FOR]] : tensor<2x?xi8>
func.func @last(%x: tensor<4x?xi8>) -> tensor<2x?xi8> {
  %0 = nn.weave over(%x : tensor<4x?xi8>) axis 1 -> tensor<2x?xi8> {
  ^bb0(%a: tensor<4xi8>):
    %p = tensor.extract_slice %a[1] [2] [1] : tensor<4xi8> to tensor<2xi8>
    nn.yield %p : tensor<2xi8>
  }
  return %0 : tensor<2x?xi8>
}

// Without results, nothing is carried; the effect stays.
// CHECK-LABEL: func.func @effect(
// CHECK-SAME: %[[X:.*]]: tensor<8xf32>, %[[P:.*]]: i1
// CHECK: scf.for %[[ARG2:.*]] = %c0 to %c8 step %c1 {
// CHECK: nn.check index %[[P]], "in each run"
// CHECK: return
func.func @effect(%x: tensor<8xf32>, %p: i1) {
  nn.weave over(%x : tensor<8xf32>) {
  ^bb0(%a: tensor<f32>):
    nn.check index %p, "in each run"
  }
  return
}

// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %[[X:.*]]: tensor<0x4xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<0x4xf32>
// CHECK: return %[[EMPTY]] : tensor<0x4xf32>
func.func @empty(%x: tensor<0x4xf32>) -> tensor<0x4xf32> {
  %0 = nn.weave over(%x : tensor<0x4xf32>) -> tensor<0x4xf32> {
  ^bb0(%a: tensor<4xf32>):
    nn.yield %a : tensor<4xf32>
  }
  return %0 : tensor<0x4xf32>
}
