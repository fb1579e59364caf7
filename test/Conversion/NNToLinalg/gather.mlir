// nn.gather as linalg.generic that reads at an index.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// Indices are checked together; where the axis has elements for certain, an
// index outside is clamped, so that nothing branches.
// CHECK-LABEL: func.func @clamped(
// CHECK-SAME: %[[X:.*]]: tensor<5x4xf32>, %[[I:.*]]: tensor<3xi32>
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
// CHECK: %[[EMPTY2:.*]] = tensor.empty() : tensor<3x4xf32>
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[I]] : tensor<3xi32>) outs(%[[EMPTY2]] : tensor<3x4xf32>) {
// CHECK: ^bb0(%[[IN2:.*]]: i32, %[[OUT2:.*]]: f32):
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %[[IN2]] : i32 to index
// CHECK: %[[INDEX:.*]] = linalg.index 1 : index
// CHECK: %[[MINSI:.*]] = arith.minsi %[[INDEX_CAST2]], %c4 : index
// CHECK: %[[MAXSI:.*]] = arith.maxsi %[[MINSI]], %c0 : index
// CHECK: %[[EXTRACTED2:.*]] = tensor.extract %[[X]][%[[MAXSI]], %[[INDEX]]] : tensor<5x4xf32>
// CHECK: linalg.yield %[[EXTRACTED2]] : f32
// CHECK: return %[[R2]] : tensor<3x4xf32>
func.func @clamped(%x: tensor<5x4xf32>, %i: tensor<3xi32>) -> tensor<3x4xf32> {
  %y = nn.gather %x axes [0] at %i : (tensor<5x4xf32>, tensor<3xi32>) -> tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// An axis that may be empty has no element to read.
// CHECK-LABEL: func.func @dynamic(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>, %[[I:.*]]: tensor<?xi64>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[TRUE:.*]] = arith.constant true
// CHECK: %[[DIM:.*]] = tensor.dim %[[I]], %c0 : tensor<?xi64>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<i1>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[TRUE]] : i1) outs(%[[EMPTY]] : tensor<i1>) -> tensor<i1>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]} ins(%[[I]] : tensor<?xi64>) outs(%[[INIT]] : tensor<i1>) {
// CHECK: ^bb0(%[[IN:.*]]: i64, %[[OUT:.*]]: i1):
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[IN]] : i64 to index
// CHECK: %[[OK:.*]] = arith.cmpi ult, %[[INDEX_CAST]], %[[DIM2]] : index
// CHECK: %[[ANDI:.*]] = arith.andi %[[OUT]], %[[OK]] : i1
// CHECK: linalg.yield %[[ANDI]] : i1
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[R]][] : tensor<i1>
// CHECK: nn.check index %[[EXTRACTED]], "an index lies outside of its axis"
// CHECK: %[[EMPTY2:.*]] = tensor.empty(%[[DIM]]) : tensor<?xf32>
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[I]] : tensor<?xi64>) outs(%[[EMPTY2]] : tensor<?xf32>) {
// CHECK: ^bb0(%[[IN2:.*]]: i64, %[[OUT2:.*]]: f32):
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %[[IN2]] : i64 to index
// CHECK: %[[OK2:.*]] = arith.cmpi ult, %[[INDEX_CAST2]], %[[DIM2]] : index
// CHECK: %[[IF:.*]] = scf.if %[[OK2]] -> (f32) {
// CHECK: %[[EXTRACTED2:.*]] = tensor.extract %[[X]][%[[INDEX_CAST2]]] : tensor<?xf32>
// CHECK: scf.yield %[[EXTRACTED2]] : f32
// CHECK: } else {
// CHECK: scf.yield %[[CST]] : f32
// CHECK: linalg.yield %[[IF]] : f32
// CHECK: return %[[R2]] : tensor<?xf32>
func.func @dynamic(%x: tensor<?xf32>, %i: tensor<?xi64>) -> tensor<?xf32> {
  %y = nn.gather %x axes [0] at %i : (tensor<?xf32>, tensor<?xi64>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// Halves are taken as they are; the machine stage holds them as bits.
// CHECK-LABEL: func.func @halves(
// CHECK-SAME: %[[X:.*]]: tensor<?xbf16>, %[[I:.*]]: tensor<3xi8>
// CHECK: linalg.yield %{{.*}} : i1
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %{{.*}}[] : tensor<i1>
// CHECK: %[[IF:.*]] = scf.if %{{.*}} -> (bf16) {
// CHECK: %[[EXTRACTED2:.*]] = tensor.extract %[[X]][%{{.*}}] : tensor<?xbf16>
// CHECK: scf.yield %[[EXTRACTED2]] : bf16
// CHECK: } else {
// CHECK: scf.yield %{{.*}} : bf16
// CHECK: linalg.yield %[[IF]] : bf16
func.func @halves(%x: tensor<?xbf16>, %i: tensor<3xi8>) -> tensor<3xbf16> {
  %y = nn.gather %x axes [0] at %i : (tensor<?xbf16>, tensor<3xi8>) -> tensor<3xbf16>
  return %y : tensor<3xbf16>
}

// Two axes: the loops of the index tensors stand in the place of the first, the
// other axes follow. All indices of one place are checked at once.
// CHECK-LABEL: func.func @two_axes(
// CHECK-SAME: %[[X:.*]]: tensor<5x6x7xf32>, %[[I:.*]]: tensor<2x3xi32>, %[[J:.*]]: tensor<2x3xi8>
// CHECK: %[[TRUE:.*]] = arith.constant true
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<i1>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[TRUE]] : i1) outs(%[[EMPTY]] : tensor<i1>) -> tensor<i1>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> ()>], iterator_types = ["reduction", "reduction"]} ins(%[[I]], %[[J]] : tensor<2x3xi32>, tensor<2x3xi8>) outs(%[[INIT]] : tensor<i1>) {
// CHECK: ^bb0(%[[IN:.*]]: i32, %[[IN2:.*]]: i8, %[[OUT:.*]]: i1):
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[IN]] : i32 to index
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %[[IN2]] : i8 to index
// CHECK: %[[OK:.*]] = arith.cmpi ult, %[[INDEX_CAST]], %c5 : index
// CHECK: %[[OK2:.*]] = arith.cmpi ult, %[[INDEX_CAST2]], %c7 : index
// CHECK: %[[ANDI:.*]] = arith.andi %[[OK]], %[[OK2]] : i1
// CHECK: %[[ANDI2:.*]] = arith.andi %[[OUT]], %[[ANDI]] : i1
// CHECK: linalg.yield %[[ANDI2]] : i1
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[R]][] : tensor<i1>
// CHECK: nn.check index %[[EXTRACTED]], "an index lies outside of its axis"
// CHECK: %[[EMPTY2:.*]] = tensor.empty() : tensor<2x3x6xf32>
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1)>, affine_map<(d0, d1, d2) -> (d0, d1)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%[[I]], %[[J]] : tensor<2x3xi32>, tensor<2x3xi8>) outs(%[[EMPTY2]] : tensor<2x3x6xf32>) {
// CHECK: ^bb0(%[[IN3:.*]]: i32, %[[IN4:.*]]: i8, %[[OUT2:.*]]: f32):
// CHECK: %[[INDEX_CAST3:.*]] = arith.index_cast %[[IN3]] : i32 to index
// CHECK: %[[INDEX_CAST4:.*]] = arith.index_cast %[[IN4]] : i8 to index
// CHECK: %[[INDEX:.*]] = linalg.index 2 : index
// CHECK: %[[MINSI:.*]] = arith.minsi %[[INDEX_CAST3]], %c4 : index
// CHECK: %[[MAXSI:.*]] = arith.maxsi %[[MINSI]], %c0 : index
// CHECK: %[[MINSI2:.*]] = arith.minsi %[[INDEX_CAST4]], %c6 : index
// CHECK: %[[MAXSI2:.*]] = arith.maxsi %[[MINSI2]], %c0 : index
// CHECK: %[[EXTRACTED2:.*]] = tensor.extract %[[X]][%[[MAXSI]], %[[INDEX]], %[[MAXSI2]]] : tensor<5x6x7xf32>
// CHECK: linalg.yield %[[EXTRACTED2]] : f32
// CHECK: return %[[R2]] : tensor<2x3x6xf32>
func.func @two_axes(%x: tensor<5x6x7xf32>, %i: tensor<2x3xi32>, %j: tensor<2x3xi8>) -> tensor<2x3x6xf32> {
  %y = nn.gather %x axes [0, 2] at %i, %j : (tensor<5x6x7xf32>, tensor<2x3xi32>, tensor<2x3xi8>) -> tensor<2x3x6xf32>
  return %y : tensor<2x3x6xf32>
}

// Index tensors are compared before they are read.
// CHECK-LABEL: func.func @guarded(
// CHECK-SAME: %[[X:.*]]: tensor<5x6xf32>, %[[I:.*]]: tensor<?xi32>, %[[J:.*]]: tensor<?xi32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[I]], %c0 : tensor<?xi32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[J]], %c0 : tensor<?xi32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %[[DIM2]] : index
// CHECK: cf.assert %[[OK]], "index tensors differ in extent"
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<i1>
// CHECK: nn.check index %{{.*}}, "an index lies outside of its axis"
// CHECK: %[[EMPTY2:.*]] = tensor.empty(%[[DIM]]) : tensor<?xf32>
func.func @guarded(%x: tensor<5x6xf32>, %i: tensor<?xi32>, %j: tensor<?xi32>) -> tensor<?xf32> {
  %y = nn.gather %x axes [0, 1] at %i, %j : (tensor<5x6xf32>, tensor<?xi32>, tensor<?xi32>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// One index takes one part, with loops over the other axes alone.
// CHECK-LABEL: func.func @scalar(
// CHECK-SAME: %[[X:.*]]: tensor<4x5x6xf32>, %[[I:.*]]: tensor<i64>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []} ins(%[[I]] : tensor<i64>) outs(%{{.*}} : tensor<i1>) {
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[R]][] : tensor<i1>
// CHECK: nn.check index %[[EXTRACTED]], "an index lies outside of its axis"
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[I]] : tensor<i64>) outs(%{{.*}} : tensor<4x6xf32>) {
// CHECK: %[[INDEX:.*]] = linalg.index 0 : index
// CHECK: %[[INDEX2:.*]] = linalg.index 1 : index
// CHECK: %[[EXTRACTED2:.*]] = tensor.extract %[[X]][%[[INDEX]], %{{.*}}, %[[INDEX2]]] : tensor<4x5x6xf32>
func.func @scalar(%x: tensor<4x5x6xf32>, %i: tensor<i64>) -> tensor<4x6xf32> {
  %y = nn.gather %x axes [1] at %i : (tensor<4x5x6xf32>, tensor<i64>) -> tensor<4x6xf32>
  return %y : tensor<4x6xf32>
}

// Of an empty axis, no index lies inside; without indices, that is no failure.
// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %[[X:.*]]: tensor<0xf32>, %[[I:.*]]: tensor<3xi32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]} ins(%[[I]] : tensor<3xi32>) outs(%{{.*}} : tensor<i1>) {
// CHECK: %[[OK:.*]] = arith.cmpi ult, %{{.*}}, %c0 : index
// CHECK: nn.check index %{{.*}}, "an index lies outside of its axis"
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[I]] : tensor<3xi32>) outs(%{{.*}} : tensor<3xf32>) {
// CHECK: %[[OK2:.*]] = arith.cmpi ult, %{{.*}}, %c0 : index
// CHECK: %[[IF:.*]] = scf.if %[[OK2]] -> (f32) {
func.func @empty(%x: tensor<0xf32>, %i: tensor<3xi32>) -> tensor<3xf32> {
  %y = nn.gather %x axes [0] at %i : (tensor<0xf32>, tensor<3xi32>) -> tensor<3xf32>
  return %y : tensor<3xf32>
}
