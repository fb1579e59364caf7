// Control flow in control flow.
// RUN: nn-opt %s --convert-nn-control-to-scf --cse --mlir-print-local-scope | FileCheck %s

// Inner control flow is lowered before the outer one.
// CHECK-LABEL: func.func @nested(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xf32>, %[[P:.*]]: tensor<i1>, %[[H:.*]]: tensor<4xf32>
// CHECK: %[[FOR:.*]] = scf.for %[[ARG3:.*]] = %c0 to %c3 step %c1 iter_args(%[[ARG4:.*]] = %[[H]]) -> (tensor<4xf32>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][%[[ARG3]], 0] [1, 4] [1, 1] : tensor<3x4xf32> to tensor<4xf32>
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[P]][] : tensor<i1>
// CHECK: %[[IF:.*]] = scf.if %[[EXTRACTED]] -> (tensor<4xf32>) {
// CHECK: scf.yield %[[ARG4]] : tensor<4xf32>
// CHECK: } else {
// CHECK: scf.yield %[[EXTRACTED_SLICE]] : tensor<4xf32>
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[IF]] : tensor<4xf32>) outs(%[[ARG4]] : tensor<4xf32>) -> tensor<4xf32>
// CHECK: scf.yield %[[COPY]] : tensor<4xf32>
// CHECK: return %[[FOR]] : tensor<4xf32>
func.func @nested(%x: tensor<3x4xf32>, %p: tensor<i1>, %h: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.scan init(%h : tensor<4xf32>) over(%x : tensor<3x4xf32>) -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>, %v: tensor<4xf32>):
    %1 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
      nn.yield %s : tensor<4xf32>
    } else {
      nn.yield %v : tensor<4xf32>
    }
    nn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// An output of the inner loop has an extent that is known before the outer one.
// CHECK-LABEL: func.func @weave_in_weave(
// CHECK-SAME: %[[X:.*]]: tensor<2x3x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c2 : tensor<2x3x?xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<2x3x?xf32>
// CHECK: %[[FOR:.*]] = scf.for %[[ARG1:.*]] = %c0 to %c2 step %c1 iter_args(%[[ARG2:.*]] = %[[EMPTY]]) -> (tensor<2x3x?xf32>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][%[[ARG1]], 0, 0] [1, 3, %[[DIM]]] [1, 1, 1] : tensor<2x3x?xf32> to tensor<3x?xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[EXTRACTED_SLICE]], %c1 : tensor<3x?xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty(%[[DIM2]]) : tensor<3x?xf32>
// CHECK: %[[FOR2:.*]] = scf.for %[[ARG3:.*]] = %c0 to %c3 step %c1 iter_args(%[[ARG4:.*]] = %[[EMPTY2]]) -> (tensor<3x?xf32>) {
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[EXTRACTED_SLICE]][%[[ARG3]], 0] [1, %[[DIM2]]] [1, 1] : tensor<3x?xf32> to tensor<?xf32>
// CHECK: %[[DIM3:.*]] = tensor.dim %[[ARG4]], %c1 : tensor<3x?xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE2]] into %[[ARG4]][%[[ARG3]], 0] [1, %[[DIM3]]] [1, 1] : tensor<?xf32> into tensor<3x?xf32>
// CHECK: scf.yield %[[INSERTED_SLICE]] : tensor<3x?xf32>
// CHECK: %[[DIM4:.*]] = tensor.dim %[[ARG2]], %c2 : tensor<2x3x?xf32>
// CHECK: %[[INSERTED_SLICE2:.*]] = tensor.insert_slice %[[FOR2]] into %[[ARG2]][%[[ARG1]], 0, 0] [1, 3, %[[DIM4]]] [1, 1, 1] : tensor<3x?xf32> into tensor<2x3x?xf32>
// CHECK: scf.yield %[[INSERTED_SLICE2]] : tensor<2x3x?xf32>
func.func @weave_in_weave(%x: tensor<2x3x?xf32>) -> tensor<2x3x?xf32> {
  %0 = nn.weave over(%x : tensor<2x3x?xf32>) -> tensor<2x3x?xf32> {
  ^bb0(%a: tensor<3x?xf32>):
    %1 = nn.weave over(%a : tensor<3x?xf32>) -> tensor<3x?xf32> {
    ^bb1(%b: tensor<?xf32>):
      nn.yield %b : tensor<?xf32>
    }
    nn.yield %1 : tensor<3x?xf32>
  }
  return %0 : tensor<2x3x?xf32>
}

// An iteration in each step has a check in each step.
// CHECK-LABEL: func.func @fixed_point_in_scan(
// CHECK-SAME: %[[H:.*]]: tensor<4xf32>, %[[N:.*]]: index
// CHECK: %[[FOR:.*]] = scf.for %[[ARG2:.*]] = %c0 to %[[N]] step %c1 iter_args(%[[ARG3:.*]] = %[[H]]) -> (tensor<4xf32>) {
// CHECK: %[[WHILE:.*]]:3 = scf.while (%[[ARG4:.*]] = %[[ARG3]], %[[ARG5:.*]] = %{{.*}}, %[[ARG6:.*]] = %{{.*}}) : (tensor<4xf32>, i64, i1) -> (tensor<4xf32>, i64, i1) {
// CHECK: nn.check numeric %[[WHILE]]#2, "the iteration did not settle"
func.func @fixed_point_in_scan(%h: tensor<4xf32>, %n: index) -> tensor<4xf32> {
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
    %1:3 = nn.fixed_point init(%s : tensor<4xf32>) tolerance 0.0 limit 3 -> tensor<4xf32>, tensor<i64>, tensor<i1> {
    ^bb1(%v: tensor<4xf32>):
      nn.yield %v : tensor<4xf32>
    }
    nn.yield %1#0 : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}
