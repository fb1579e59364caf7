// What loops carry keeps its buffer: a new value is written into the old one.
// RUN: nn-opt %s --convert-nn-control-to-scf --mlir-print-local-scope | FileCheck %s

// Values that change places are copied before either is written to; one that
// stays where it is needs nothing.
// CHECK-LABEL: func.func @exchange(
// CHECK-SAME: %[[A:.*]]: tensor<3xf32>, %[[B:.*]]: tensor<3xf32>, %[[N:.*]]: index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the number of steps is negative"
// CHECK: %[[FOR:.*]]:3 = scf.for %[[ARG3:.*]] = %c0{{.*}} to %[[N]] step %c1 iter_args(%[[ARG4:.*]] = %[[A]], %[[ARG5:.*]] = %[[B]], %[[ARG6:.*]] = %[[A]]) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
// CHECK: %[[ALLOC_TENSOR:.*]] = bufferization.alloc_tensor() copy(%[[ARG5]]) : tensor<3xf32>
// CHECK: %[[ALLOC_TENSOR2:.*]] = bufferization.alloc_tensor() copy(%[[ARG4]]) : tensor<3xf32>
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[ALLOC_TENSOR]] : tensor<3xf32>) outs(%[[ARG4]] : tensor<3xf32>) -> tensor<3xf32>
// CHECK: %[[COPY2:.*]] = linalg.copy ins(%[[ALLOC_TENSOR2]] : tensor<3xf32>) outs(%[[ARG5]] : tensor<3xf32>) -> tensor<3xf32>
// CHECK: scf.yield %[[COPY]], %[[COPY2]], %[[ARG6]] : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
// CHECK: return %[[FOR]]#0 : tensor<3xf32>
func.func @exchange(%a: tensor<3xf32>, %b: tensor<3xf32>, %n: index) -> tensor<3xf32> {
  %0:3 = nn.scan init(%a, %b, %a : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) count %n -> tensor<3xf32>, tensor<3xf32>, tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>, %t: tensor<3xf32>, %u: tensor<3xf32>):
    nn.yield %t, %s, %u : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
  }
  return %0#0 : tensor<3xf32>
}

// A part of another carried value is copied before that value is written to.
// CHECK-LABEL: func.func @part(
// CHECK-SAME: %[[A:.*]]: tensor<3xf32>, %[[B:.*]]: tensor<2xf32>, %[[N:.*]]: index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the number of steps is negative"
// CHECK: %[[FOR:.*]]:2 = scf.for %[[ARG3:.*]] = %c0{{.*}} to %[[N]] step %c1 iter_args(%[[ARG4:.*]] = %[[A]], %[[ARG5:.*]] = %[[B]]) -> (tensor<3xf32>, tensor<2xf32>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[ARG4]][1] [2] [1] : tensor<3xf32> to tensor<2xf32>
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG4]], %[[ARG4]] : tensor<3xf32>
// CHECK: %[[ALLOC_TENSOR:.*]] = bufferization.alloc_tensor() copy(%[[EXTRACTED_SLICE]]) : tensor<2xf32>
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[SUM]] : tensor<3xf32>) outs(%[[ARG4]] : tensor<3xf32>) -> tensor<3xf32>
// CHECK: %[[COPY2:.*]] = linalg.copy ins(%[[ALLOC_TENSOR]] : tensor<2xf32>) outs(%[[ARG5]] : tensor<2xf32>) -> tensor<2xf32>
// CHECK: scf.yield %[[COPY]], %[[COPY2]] : tensor<3xf32>, tensor<2xf32>
// CHECK: return %[[FOR]]#1 : tensor<2xf32>
func.func @part(%a: tensor<3xf32>, %b: tensor<2xf32>, %n: index) -> tensor<2xf32> {
  %0:2 = nn.scan init(%a, %b : tensor<3xf32>, tensor<2xf32>) count %n -> tensor<3xf32>, tensor<2xf32> {
  ^bb0(%s: tensor<3xf32>, %t: tensor<2xf32>):
    %p = tensor.extract_slice %s[1] [2] [1] : tensor<3xf32> to tensor<2xf32>
    %q = arith.addf %s, %s : tensor<3xf32>
    nn.yield %q, %p : tensor<3xf32>, tensor<2xf32>
  }
  return %0#1 : tensor<2xf32>
}

// A view of a part is one as well.
// CHECK-LABEL: func.func @view(
// CHECK-SAME: %[[A:.*]]: tensor<4xf32>, %[[B:.*]]: tensor<2x2xf32>, %[[N:.*]]: index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the number of steps is negative"
// CHECK: %[[FOR:.*]]:2 = scf.for %[[ARG3:.*]] = %c0{{.*}} to %[[N]] step %c1 iter_args(%[[ARG4:.*]] = %[[A]], %[[ARG5:.*]] = %[[B]]) -> (tensor<4xf32>, tensor<2x2xf32>) {
// CHECK: %[[EXPANDED:.*]] = tensor.expand_shape %[[ARG4]] {{\[\[}}0, 1]] output_shape [2, 2] : tensor<4xf32> into tensor<2x2xf32>
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG4]], %[[ARG4]] : tensor<4xf32>
// CHECK: %[[ALLOC_TENSOR:.*]] = bufferization.alloc_tensor() copy(%[[EXPANDED]]) : tensor<2x2xf32>
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[SUM]] : tensor<4xf32>) outs(%[[ARG4]] : tensor<4xf32>) -> tensor<4xf32>
// CHECK: %[[COPY2:.*]] = linalg.copy ins(%[[ALLOC_TENSOR]] : tensor<2x2xf32>) outs(%[[ARG5]] : tensor<2x2xf32>) -> tensor<2x2xf32>
// CHECK: scf.yield %[[COPY]], %[[COPY2]] : tensor<4xf32>, tensor<2x2xf32>
// CHECK: return %[[FOR]]#1 : tensor<2x2xf32>
func.func @view(%a: tensor<4xf32>, %b: tensor<2x2xf32>, %n: index) -> tensor<2x2xf32> {
  %0:2 = nn.scan init(%a, %b : tensor<4xf32>, tensor<2x2xf32>) count %n -> tensor<4xf32>, tensor<2x2xf32> {
  ^bb0(%s: tensor<4xf32>, %t: tensor<2x2xf32>):
    %p = tensor.expand_shape %s [[0, 1]] output_shape [2, 2] : tensor<4xf32> into tensor<2x2xf32>
    %q = arith.addf %s, %s : tensor<4xf32>
    nn.yield %q, %p : tensor<4xf32>, tensor<2x2xf32>
  }
  return %0#1 : tensor<2x2xf32>
}

// A value from outside of the loop is written, not carried.
// CHECK-LABEL: func.func @outside(
// CHECK-SAME: %[[A:.*]]: tensor<3xf32>, %[[B:.*]]: tensor<3xf32>, %[[N:.*]]: index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the number of steps is negative"
// CHECK: %[[FOR:.*]] = scf.for %[[ARG3:.*]] = %c0{{.*}} to %[[N]] step %c1 iter_args(%[[ARG4:.*]] = %[[A]]) -> (tensor<3xf32>) {
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[B]] : tensor<3xf32>) outs(%[[ARG4]] : tensor<3xf32>) -> tensor<3xf32>
// CHECK: scf.yield %[[COPY]] : tensor<3xf32>
// CHECK: return %[[FOR]] : tensor<3xf32>
func.func @outside(%a: tensor<3xf32>, %b: tensor<3xf32>, %n: index) -> tensor<3xf32> {
  %0 = nn.scan init(%a : tensor<3xf32>) count %n -> tensor<3xf32> {
  ^bb0(%s: tensor<3xf32>):
    nn.yield %b : tensor<3xf32>
  }
  return %0 : tensor<3xf32>
}

// An output of a step is read before what it is a part of is written to.
// CHECK-LABEL: func.func @output(
// CHECK-SAME: %[[A:.*]]: tensor<3xf32>, %[[N:.*]]: index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the number of steps is negative"
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[N]]) : tensor<?x3xf32>
// CHECK: %[[FOR:.*]]:2 = scf.for %[[ARG2:.*]] = %c0{{.*}} to %[[N]] step %c1 iter_args(%[[ARG3:.*]] = %[[A]], %[[ARG4:.*]] = %[[EMPTY]]) -> (tensor<3xf32>, tensor<?x3xf32>) {
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[ARG3]] : tensor<3xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[ARG4]], %c0{{.*}} : tensor<?x3xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[ARG3]] into %[[ARG4]][%[[ARG2]], 0] [1, 3] [1, 1] : tensor<3xf32> into tensor<?x3xf32>
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[SUM]] : tensor<3xf32>) outs(%[[ARG3]] : tensor<3xf32>) -> tensor<3xf32>
// CHECK: scf.yield %[[COPY]], %[[INSERTED_SLICE]] : tensor<3xf32>, tensor<?x3xf32>
// CHECK: return %[[FOR]]#0, %[[FOR]]#1 : tensor<3xf32>, tensor<?x3xf32>
func.func @output(%a: tensor<3xf32>, %n: index) -> (tensor<3xf32>, tensor<?x3xf32>) {
  %0:2 = nn.scan init(%a : tensor<3xf32>) count %n -> tensor<3xf32>, tensor<?x3xf32> {
  ^bb0(%s: tensor<3xf32>):
    %q = arith.addf %s, %s : tensor<3xf32>
    nn.yield %q, %s : tensor<3xf32>, tensor<3xf32>
  }
  return %0#0, %0#1 : tensor<3xf32>, tensor<?x3xf32>
}
