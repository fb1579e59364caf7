// nn.cond as scf.if.
// RUN: nn-opt %s --convert-nn-control-to-scf --cse --mlir-print-local-scope | FileCheck %s

// The region runs in a branch.
// CHECK-LABEL: func.func @cond_static(
// CHECK-SAME: %[[P:.*]]: tensor<i1>, %[[X:.*]]: tensor<4xf32>, %[[Y:.*]]: tensor<4xf32>
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[P]][] : tensor<i1>
// CHECK: %[[IF:.*]] = scf.if %[[EXTRACTED]] -> (tensor<4xf32>) {
// CHECK: scf.yield %[[X]] : tensor<4xf32>
// CHECK: } else {
// CHECK: scf.yield %[[Y]] : tensor<4xf32>
// CHECK: return %[[IF]] : tensor<4xf32>
func.func @cond_static(%p: tensor<i1>, %x: tensor<4xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    nn.yield %x : tensor<4xf32>
  } else {
    nn.yield %y : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// Without results, the branch stays for its effects.
// CHECK-LABEL: func.func @cond_none(
// CHECK-SAME: %[[P:.*]]: tensor<i1>, %[[C:.*]]: i1
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[P]][] : tensor<i1>
// CHECK: scf.if %[[EXTRACTED]] {
// CHECK: nn.check index %[[C]], "here"
// CHECK: } else {
// CHECK: return
func.func @cond_none(%p: tensor<i1>, %c: i1) {
  nn.cond %p : tensor<i1> {
    nn.check index %c, "here"
  } else {
  }
  return
}

// What both regions yield has one extent, which is computed before the branch
// from what the region computes it from.
// CHECK-LABEL: func.func @cond_computed(
// CHECK-SAME: %[[P:.*]]: tensor<i1>, %[[X:.*]]: tensor<?xf32>, %[[Y:.*]]: tensor<3xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %c3 : index
// CHECK: cf.assert %[[OK]], "the regions yield different extents"
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[P]][] : tensor<i1>
// CHECK: %[[IF:.*]] = scf.if %[[EXTRACTED]] -> (tensor<3xf32>) {
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[EMPTY]], %c0 : tensor<?xf32>
// CHECK: %[[OK2:.*]] = arith.cmpi eq, %[[DIM2]], %c3 : index
// CHECK: cf.assert %[[OK2]], "axis 0 has another extent"
// CHECK: %[[CAST:.*]] = tensor.cast %[[EMPTY]] : tensor<?xf32> to tensor<3xf32>
// CHECK: scf.yield %[[CAST]] : tensor<3xf32>
// CHECK: } else {
// CHECK: scf.yield %[[Y]] : tensor<3xf32>
// CHECK: return %[[IF]] : tensor<3xf32>
func.func @cond_computed(%p: tensor<i1>, %x: tensor<?xf32>, %y: tensor<3xf32>) -> tensor<3xf32> {
  %0 = nn.cond %p : tensor<i1> -> tensor<3xf32> {
    %c0 = arith.constant 0 : index
    %d = tensor.dim %x, %c0 : tensor<?xf32>
    %e = tensor.empty(%d) : tensor<?xf32>
    nn.yield %e : tensor<?xf32>
  } else {
    nn.yield %y : tensor<3xf32>
  }
  return %0 : tensor<3xf32>
}

// Two results, of which one is claimed to have the static extent of the other
// region.
// CHECK-LABEL: func.func @two(
// CHECK-SAME: %[[P:.*]]: tensor<i1>, %[[X:.*]]: tensor<?xf32>, %[[Y:.*]]: tensor<3xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %c3 : index
// CHECK: cf.assert %[[OK]], "the regions yield different extents"
// CHECK: cf.assert %[[OK]], "the regions yield different extents"
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[P]][] : tensor<i1>
// CHECK: %[[IF:.*]]:2 = scf.if %[[EXTRACTED]] -> (tensor<?xf32>, tensor<3xf32>) {
// CHECK: cf.assert %[[OK]], "axis 0 has another extent"
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<?xf32> to tensor<3xf32>
// CHECK: scf.yield %[[X]], %[[CAST]] : tensor<?xf32>, tensor<3xf32>
// CHECK: } else {
// CHECK: %[[CAST2:.*]] = tensor.cast %[[Y]] : tensor<3xf32> to tensor<?xf32>
// CHECK: scf.yield %[[CAST2]], %[[Y]] : tensor<?xf32>, tensor<3xf32>
// CHECK: return %[[IF]]#0, %[[IF]]#1 : tensor<?xf32>, tensor<3xf32>
func.func @two(%p: tensor<i1>, %x: tensor<?xf32>, %y: tensor<3xf32>) -> (tensor<?xf32>, tensor<3xf32>) {
  %0:2 = nn.cond %p : tensor<i1> -> tensor<?xf32>, tensor<3xf32> {
    nn.yield %x, %x : tensor<?xf32>, tensor<?xf32>
  } else {
    nn.yield %y, %y : tensor<3xf32>, tensor<3xf32>
  }
  return %0#0, %0#1 : tensor<?xf32>, tensor<3xf32>
}
