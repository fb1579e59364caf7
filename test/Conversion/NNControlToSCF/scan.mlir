// nn.scan as scf.for.
// RUN: nn-opt %s --convert-nn-control-to-scf --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// What is carried is written back into the tensor that the loop carries. How many
// steps there are is known at run time, and is not negative.
// CHECK-LABEL: func.func @scan_state(
// CHECK-SAME: %[[H:.*]]: tensor<4xf32>, %[[N:.*]]: index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the number of steps is negative"
// CHECK: %[[FOR:.*]] = scf.for %[[ARG2:.*]] = %c0 to %[[N]] step %c1 iter_args(%[[ARG3:.*]] = %[[H]]) -> (tensor<4xf32>) {
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3]], %[[H]] : tensor<4xf32>
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[SUM]] : tensor<4xf32>) outs(%[[ARG3]] : tensor<4xf32>) -> tensor<4xf32>
// CHECK: scf.yield %[[COPY]] : tensor<4xf32>
// CHECK: return %[[FOR]] : tensor<4xf32>
func.func @scan_state(%h: tensor<4xf32>, %n: index) -> tensor<4xf32> {
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
    %t = arith.addf %s, %h : tensor<4xf32>
    nn.yield %t : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// Outputs of steps are inserted into a tensor that exists before the loop; in
// reverse, the last index comes first.
// CHECK-LABEL: func.func @scan_outputs(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x4xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?x4xf32>
// CHECK: %[[FOR:.*]] = scf.for %[[ARG1:.*]] = %c0 to %[[DIM]] step %c1 iter_args(%[[ARG2:.*]] = %[[EMPTY]]) -> (tensor<?x4xf32>) {
// CHECK: %[[DIFF:.*]] = arith.subi %[[DIM]], %c1 : index
// CHECK: %[[DIFF2:.*]] = arith.subi %[[DIFF]], %[[ARG1]] : index
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][%[[DIFF2]], 0] [1, 4] [1, 1] : tensor<?x4xf32> to tensor<4xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE]] into %[[ARG2]][%[[DIFF2]], 0] [1, 4] [1, 1] : tensor<4xf32> into tensor<?x4xf32>
// CHECK: scf.yield %[[INSERTED_SLICE]] : tensor<?x4xf32>
// CHECK: return %[[FOR]] : tensor<?x4xf32>
func.func @scan_outputs(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %0 = nn.scan over(%x : tensor<?x4xf32>) reverse -> tensor<?x4xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return %0 : tensor<?x4xf32>
}

// Along another axis, parts are columns.
// CHECK-LABEL: func.func @scan_axis(
// CHECK-SAME: %[[X:.*]]: tensor<4x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c1 : tensor<4x?xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<4x?xf32>
// CHECK: %[[FOR:.*]] = scf.for %[[ARG1:.*]] = %c0 to %[[DIM]] step %c1 iter_args(%[[ARG2:.*]] = %[[EMPTY]]) -> (tensor<4x?xf32>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][0, %[[ARG1]]] [4, 1] [1, 1] : tensor<4x?xf32> to tensor<4xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE]] into %[[ARG2]][0, %[[ARG1]]] [4, 1] [1, 1] : tensor<4xf32> into tensor<4x?xf32>
// CHECK: scf.yield %[[INSERTED_SLICE]] : tensor<4x?xf32>
// CHECK: return %[[FOR]] : tensor<4x?xf32>
func.func @scan_axis(%x: tensor<4x?xf32>) -> tensor<4x?xf32> {
  %0 = nn.scan over(%x : tensor<4x?xf32>) axis 1 -> tensor<4x?xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return %0 : tensor<4x?xf32>
}

// The numbers of steps agree; one that is static is taken.
// CHECK-LABEL: func.func @scan_counts(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>, %[[Y:.*]]: tensor<3xf32>, %[[N:.*]]: index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the number of steps is negative"
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x4xf32>
// CHECK: %[[OK2:.*]] = arith.cmpi eq, %[[N]], %[[DIM]] : index
// CHECK: cf.assert %[[OK2]], "the numbers of steps do not agree"
// CHECK: %[[OK3:.*]] = arith.cmpi eq, %[[N]], %c3 : index
// CHECK: cf.assert %[[OK3]], "the numbers of steps do not agree"
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x4xf32>
// CHECK: %[[FOR:.*]] = scf.for %[[ARG3:.*]] = %c0 to %c3 step %c1 iter_args(%[[ARG4:.*]] = %[[EMPTY]]) -> (tensor<3x4xf32>) {
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][%[[ARG3]], 0] [1, 4] [1, 1] : tensor<?x4xf32> to tensor<4xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE]] into %[[ARG4]][%[[ARG3]], 0] [1, 4] [1, 1] : tensor<4xf32> into tensor<3x4xf32>
// CHECK: scf.yield %[[INSERTED_SLICE]] : tensor<3x4xf32>
// CHECK: return %[[FOR]] : tensor<3x4xf32>
func.func @scan_counts(%x: tensor<?x4xf32>, %y: tensor<3xf32>, %n: index) -> tensor<3x4xf32> {
  %0 = nn.scan over(%x, %y : tensor<?x4xf32>, tensor<3xf32>) count %n -> tensor<3x4xf32> {
  ^bb0(%v: tensor<4xf32>, %w: tensor<f32>):
    nn.yield %v : tensor<4xf32>
  }
  return %0 : tensor<3x4xf32>
}

// A loop that does nothing leaves its check behind.
// CHECK-LABEL: func.func @scan_nothing(
// CHECK-SAME: %[[N:.*]]: index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the number of steps is negative"
// CHECK: return
func.func @scan_nothing(%n: index) {
  nn.scan count %n {
  }
  return
}

// No steps.
// CHECK-LABEL: func.func @scan_empty(
// CHECK-SAME: %[[X:.*]]: tensor<0x4xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<0x4xf32>
// CHECK: return %[[EMPTY]] : tensor<0x4xf32>
func.func @scan_empty(%x: tensor<0x4xf32>) -> tensor<0x4xf32> {
  %0 = nn.scan over(%x : tensor<0x4xf32>) -> tensor<0x4xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return %0 : tensor<0x4xf32>
}

// Steps over parts without elements: nothing is cut and nothing is inserted.
// CHECK-LABEL: func.func @scan_empty_part(
// CHECK-SAME: %[[X:.*]]: tensor<3x0xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x0xf32>
// CHECK: return %[[EMPTY]] : tensor<3x0xf32>
func.func @scan_empty_part(%x: tensor<3x0xf32>) -> tensor<3x0xf32> {
  %0 = nn.scan over(%x : tensor<3x0xf32>) -> tensor<3x0xf32> {
  ^bb0(%v: tensor<0xf32>):
    nn.yield %v : tensor<0xf32>
  }
  return %0 : tensor<3x0xf32>
}

// Arguments and results that know more are claims, which are checked: of a part,
// in the loop, of a state, behind it.
// CHECK-LABEL: func.func @scan_types(
// CHECK-SAME: %[[H:.*]]: tensor<?xf32>, %[[X:.*]]: tensor<3x?xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x4xf32>
// CHECK: %[[FOR:.*]] = scf.for %[[ARG2:.*]] = %c0 to %c3 step %c1 iter_args(%[[ARG3:.*]] = %[[EMPTY]]) -> (tensor<3x4xf32>) {
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c1 : tensor<3x?xf32>
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][%[[ARG2]], 0] [1, %[[DIM]]] [1, 1] : tensor<3x?xf32> to tensor<?xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[EXTRACTED_SLICE]], %c0 : tensor<?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM2]], %c4 : index
// CHECK: cf.assert %[[OK]], "axis 0 has another extent"
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[X]][%[[ARG2]], 0] [1, 4] [1, 1] : tensor<3x?xf32> to tensor<4xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[EXTRACTED_SLICE2]] into %[[ARG3]][%[[ARG2]], 0] [1, 4] [1, 1] : tensor<4xf32> into tensor<3x4xf32>
// CHECK: scf.yield %[[INSERTED_SLICE]] : tensor<3x4xf32>
// CHECK: %[[DIM3:.*]] = tensor.dim %[[H]], %c0 : tensor<?xf32>
// CHECK: %[[OK2:.*]] = arith.cmpi eq, %[[DIM3]], %c4 : index
// CHECK: cf.assert %[[OK2]], "axis 0 has another extent"
// CHECK: %[[CAST:.*]] = tensor.cast %[[H]] : tensor<?xf32> to tensor<4xf32>
// CHECK: return %[[CAST]], %[[FOR]] : tensor<4xf32>, tensor<3x4xf32>
func.func @scan_types(%h: tensor<?xf32>, %x: tensor<3x?xf32>) -> (tensor<4xf32>, tensor<3x4xf32>) {
  %0:2 = nn.scan init(%h : tensor<?xf32>) over(%x : tensor<3x?xf32>) -> tensor<4xf32>, tensor<3x4xf32> {
  ^bb0(%s: tensor<?xf32>, %v: tensor<4xf32>):
    nn.yield %s, %v : tensor<?xf32>, tensor<4xf32>
  }
  return %0#0, %0#1 : tensor<4xf32>, tensor<3x4xf32>
}

// The state stays in the tensor that the loop carries; the outputs of steps are
// inserted into one that exists before the loop, whose extents are those of the
// arguments of the region.
// CHECK-LABEL: func.func @both(
// CHECK-SAME: %[[H:.*]]: tensor<?xf32>, %[[X:.*]]: tensor<4x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[H]], %c0 : tensor<?xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<4x?xf32>
// CHECK: %[[FOR:.*]]:2 = scf.for %[[ARG2:.*]] = %c0 to %c4 step %c1 iter_args(%[[ARG3:.*]] = %[[H]], %[[ARG4:.*]] = %[[EMPTY]]) -> (tensor<?xf32>, tensor<4x?xf32>) {
// CHECK: %[[DIM2:.*]] = tensor.dim %[[X]], %c1 : tensor<4x?xf32>
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][%[[ARG2]], 0] [1, %[[DIM2]]] [1, 1] : tensor<4x?xf32> to tensor<?xf32>
// CHECK: %[[DIM3:.*]] = tensor.dim %[[ARG3]], %c0 : tensor<?xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty(%[[DIM3]]) : tensor<?xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[ARG3]], %[[EXTRACTED_SLICE]] : tensor<?xf32>, tensor<?xf32>) outs(%[[EMPTY2]] : tensor<?xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[IN]], %[[IN2]] : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: %[[DIM4:.*]] = tensor.dim %[[ARG4]], %c1 : tensor<4x?xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[R]] into %[[ARG4]][%[[ARG2]], 0] [1, %[[DIM4]]] [1, 1] : tensor<?xf32> into tensor<4x?xf32>
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[R]] : tensor<?xf32>) outs(%[[ARG3]] : tensor<?xf32>) -> tensor<?xf32>
// CHECK: scf.yield %[[COPY]], %[[INSERTED_SLICE]] : tensor<?xf32>, tensor<4x?xf32>
// CHECK: return %[[FOR]]#0, %[[FOR]]#1 : tensor<?xf32>, tensor<4x?xf32>
func.func @both(%h: tensor<?xf32>, %x: tensor<4x?xf32>) -> (tensor<?xf32>, tensor<4x?xf32>) {
  %0:2 = nn.scan init(%h : tensor<?xf32>) over(%x : tensor<4x?xf32>) -> tensor<?xf32>, tensor<4x?xf32> {
  ^bb0(%s: tensor<?xf32>, %v: tensor<?xf32>):
    %c0 = arith.constant 0 : index
    %d = tensor.dim %s, %c0 : tensor<?xf32>
    %e = tensor.empty(%d) : tensor<?xf32>
    %n = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%s, %v : tensor<?xf32>, tensor<?xf32>) outs(%e : tensor<?xf32>) {
    ^bb1(%a: f32, %b: f32, %c: f32):
      %sum = arith.addf %a, %b : f32
      linalg.yield %sum : f32
    } -> tensor<?xf32>
    nn.yield %n, %n : tensor<?xf32>, tensor<?xf32>
  }
  return %0#0, %0#1 : tensor<?xf32>, tensor<4x?xf32>
}
