// nn.scatter as loops over the places, in row-major order.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// Each place is checked again before it is written; the part at it is combined
// with the part of the updates.
// CHECK-LABEL: func.func @rows(
// CHECK-SAME: %[[U:.*]]: tensor<3x4xf32>, %[[D:.*]]: tensor<5x4xf32>, %[[I:.*]]: tensor<3xi32>
// CHECK: %[[TRUE:.*]] = arith.constant true
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<i1>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[TRUE]] : i1) outs(%[[EMPTY]] : tensor<i1>) -> tensor<i1>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]} ins(%[[I]] : tensor<3xi32>) outs(%[[INIT]] : tensor<i1>) {
// CHECK: ^bb0(%[[IN:.*]]: i32, %[[OUT:.*]]: i1):
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[IN]] : i32 to index
// CHECK: %[[OK:.*]] = arith.cmpi ult, %[[INDEX_CAST]], %c5 : index
// CHECK: %[[ANDI:.*]] = arith.andi %[[OUT]], %[[OK]] : i1
// CHECK: linalg.yield %[[ANDI]] : i1
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[R]][] : tensor<i1>
// CHECK: nn.check index %[[EXTRACTED]], "an index lies outside of its axis"
// CHECK: %[[FOR:.*]] = scf.for %[[ARG3:.*]] = %c0 to %c3 step %c1 iter_args(%[[ARG4:.*]] = %[[D]]) -> (tensor<5x4xf32>) {
// CHECK: %[[EXTRACTED2:.*]] = tensor.extract %[[I]][%[[ARG3]]] : tensor<3xi32>
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %[[EXTRACTED2]] : i32 to index
// CHECK: %[[OK2:.*]] = arith.cmpi ult, %[[INDEX_CAST2]], %c5 : index
// CHECK: %[[IF:.*]] = scf.if %[[OK2]] -> (tensor<5x4xf32>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[ARG4]][%[[INDEX_CAST2]], 0] [1, 4] [1, 1] : tensor<5x4xf32> to tensor<4xf32>
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[U]][%[[ARG3]], 0] [1, 4] [1, 1] : tensor<3x4xf32> to tensor<4xf32>
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[EXTRACTED_SLICE2]] : tensor<4xf32>) outs(%[[EXTRACTED_SLICE]] : tensor<4xf32>) {
// CHECK: ^bb0(%[[IN2:.*]]: f32, %[[OUT2:.*]]: f32):
// CHECK: %[[DIFF:.*]] = arith.subf %[[OUT2]], %[[IN2]] : f32
// CHECK: linalg.yield %[[DIFF]] : f32
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[R2]] into %[[ARG4]][%[[INDEX_CAST2]], 0] [1, 4] [1, 1] : tensor<4xf32> into tensor<5x4xf32>
// CHECK: scf.yield %[[INSERTED_SLICE]] : tensor<5x4xf32>
// CHECK: } else {
// CHECK: scf.yield %[[ARG4]] : tensor<5x4xf32>
// CHECK: scf.yield %[[IF]] : tensor<5x4xf32>
// CHECK: return %[[FOR]] : tensor<5x4xf32>
func.func @rows(%u: tensor<3x4xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) -> tensor<5x4xf32> {
  %y = nn.scatter %u into %d axes [0] at %i : (tensor<3x4xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%old: f32, %update: f32):
    %c = arith.subf %old, %update : f32
    nn.yield %c : f32
  }
  return %y : tensor<5x4xf32>
}

// The axes of the places stand together in the updates, where the first indexed
// axis stood.
// CHECK-LABEL: func.func @middle(
// CHECK-SAME: %[[U:.*]]: tensor<5x2x3xf32>, %[[D:.*]]: tensor<5x4xf32>, %[[I:.*]]: tensor<2x3xi32>
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %{{.*}}[] : tensor<i1>
// CHECK: %[[FOR:.*]] = scf.for %[[ARG3:.*]] = %c0 to %c2 step %c1 iter_args(%[[ARG4:.*]] = %[[D]]) -> (tensor<5x4xf32>) {
// CHECK: %[[FOR2:.*]] = scf.for %[[ARG5:.*]] = %c0 to %c3 step %c1 iter_args(%[[ARG6:.*]] = %[[ARG4]]) -> (tensor<5x4xf32>) {
// CHECK: %[[EXTRACTED2:.*]] = tensor.extract %[[I]][%[[ARG3]], %[[ARG5]]] : tensor<2x3xi32>
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[U]][0, %[[ARG3]], %[[ARG5]]] [5, 1, 1] [1, 1, 1] : tensor<5x2x3xf32> to tensor<5xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE]] into %[[ARG6]][0, %{{.*}}] [5, 1] [1, 1] : tensor<5xf32> into tensor<5x4xf32>
func.func @middle(%u: tensor<5x2x3xf32>, %d: tensor<5x4xf32>, %i: tensor<2x3xi32>) -> tensor<5x4xf32> {
  %y = nn.scatter %u into %d axes [1] at %i : (tensor<5x2x3xf32>, tensor<5x4xf32>, tensor<2x3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %y : tensor<5x4xf32>
}

// A place of every axis: the parts are elements.
// CHECK-LABEL: func.func @elements(
// CHECK-SAME: %[[U:.*]]: tensor<3xf32>, %[[D:.*]]: tensor<5x4xf32>, %[[I:.*]]: tensor<3xi32>, %[[J:.*]]: tensor<3xi64>
// CHECK: %[[OK:.*]] = arith.cmpi ult, %{{.*}}, %c5 : index
// CHECK: %[[OK2:.*]] = arith.cmpi ult, %{{.*}}, %c4 : index
// CHECK: %[[ANDI:.*]] = arith.andi %[[OK]], %[[OK2]] : i1
// CHECK: %[[ANDI2:.*]] = arith.andi %{{.*}}, %[[ANDI]] : i1
// CHECK: %[[FOR:.*]] = scf.for %[[ARG4:.*]] = %c0 to %c3 step %c1 iter_args(%[[ARG5:.*]] = %[[D]]) -> (tensor<5x4xf32>) {
// CHECK: %[[OK3:.*]] = arith.cmpi ult, %{{.*}}, %c5 : index
// CHECK: %[[OK4:.*]] = arith.cmpi ult, %{{.*}}, %c4 : index
// CHECK: %[[ANDI3:.*]] = arith.andi %[[OK3]], %[[OK4]] : i1
// CHECK: %[[IF:.*]] = scf.if %[[ANDI3]] -> (tensor<5x4xf32>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[U]][%[[ARG4]]] [1] [1] : tensor<3xf32> to tensor<f32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE]] into %[[ARG5]][%{{.*}}, %{{.*}}] [1, 1] [1, 1] : tensor<f32> into tensor<5x4xf32>
func.func @elements(%u: tensor<3xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>, %j: tensor<3xi64>) -> tensor<5x4xf32> {
  %y = nn.scatter %u into %d axes [0, 1] at %i, %j : (tensor<3xf32>, tensor<5x4xf32>, tensor<3xi32>, tensor<3xi64>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %y : tensor<5x4xf32>
}

// Extents of the updates are compared with those of the places and of the rest.
// CHECK-LABEL: func.func @guarded(
// CHECK-SAME: %[[U:.*]]: tensor<?x?xf32>, %[[D:.*]]: tensor<?x4xf32>, %[[I:.*]]: tensor<?xi32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[I]], %c0 : tensor<?xi32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[D]], %c0 : tensor<?x4xf32>
// CHECK: nn.check index %{{.*}}, "an index lies outside of its axis"
// CHECK: %[[DIM3:.*]] = tensor.dim %[[U]], %c0 : tensor<?x?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %[[DIM3]] : index
// CHECK: cf.assert %[[OK]], "the updates have another extent than the places"
// CHECK: %[[DIM4:.*]] = tensor.dim %[[U]], %c1 : tensor<?x?xf32>
// CHECK: %[[OK2:.*]] = arith.cmpi eq, %[[DIM4]], %c4 : index
// CHECK: cf.assert %[[OK2]], "the updates have another extent than the places"
func.func @guarded(%u: tensor<?x?xf32>, %d: tensor<?x4xf32>, %i: tensor<?xi32>) -> tensor<?x4xf32> {
  %y = nn.scatter %u into %d axes [0] at %i : (tensor<?x?xf32>, tensor<?x4xf32>, tensor<?xi32>) -> tensor<?x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %y : tensor<?x4xf32>
}

// Without updates, nothing changes.
// CHECK-LABEL: func.func @nothing(
// CHECK-SAME: %[[U:.*]]: tensor<0x4xf32>, %[[D:.*]]: tensor<5x4xf32>, %[[I:.*]]: tensor<0xi32>
// CHECK-NOT: scf.for
// CHECK: return %[[D]] : tensor<5x4xf32>
func.func @nothing(%u: tensor<0x4xf32>, %d: tensor<5x4xf32>, %i: tensor<0xi32>) -> tensor<5x4xf32> {
  %y = nn.scatter %u into %d axes [0] at %i : (tensor<0x4xf32>, tensor<5x4xf32>, tensor<0xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %y : tensor<5x4xf32>
}

// Indices are checked also where the parts have no elements.
// CHECK-LABEL: func.func @empty_parts(
// CHECK-SAME: %[[U:.*]]: tensor<3x0xf32>, %[[D:.*]]: tensor<5x0xf32>, %[[I:.*]]: tensor<3xi32>
// CHECK-NOT: scf.for
// CHECK: nn.check index %{{.*}}, "an index lies outside of its axis"
// CHECK: return %[[D]] : tensor<5x0xf32>
func.func @empty_parts(%u: tensor<3x0xf32>, %d: tensor<5x0xf32>, %i: tensor<3xi32>) -> tensor<5x0xf32> {
  %y = nn.scatter %u into %d axes [0] at %i : (tensor<3x0xf32>, tensor<5x0xf32>, tensor<3xi32>) -> tensor<5x0xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %y : tensor<5x0xf32>
}
