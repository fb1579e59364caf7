// nn.fixed_point as scf.while.
// RUN: nn-opt %s --convert-nn-control-to-scf --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// Several values: each is compared with the one before, floats in f64 by their
// change and integers for equality. All of them settle or none.
// CHECK-LABEL: func.func @fixed_point(
// CHECK-SAME: %[[X:.*]]: tensor<?xf16>, %[[I:.*]]: tensor<2xi32>
// CHECK: %[[C1_I64:.*]] = arith.constant 1 : i64
// CHECK: %[[CST:.*]] = arith.constant 1.000000e-03 : f64
// CHECK: %[[TRUE:.*]] = arith.constant true
// CHECK: %[[C9_I64:.*]] = arith.constant 9 : i64
// CHECK: %[[C0_I64:.*]] = arith.constant 0 : i64
// CHECK: %[[FALSE:.*]] = arith.constant false
// CHECK: %[[WHILE:.*]]:3 = scf.while (%[[ARG2:.*]] = %[[X]], %[[ARG3:.*]] = %[[C0_I64]], %[[ARG4:.*]] = %[[FALSE]]) : (tensor<?xf16>, i64, i1) -> (tensor<?xf16>, i64, i1) {
// CHECK: %[[OK:.*]] = arith.cmpi slt, %[[ARG3]], %[[C9_I64]] : i64
// CHECK: %[[XORI:.*]] = arith.xori %[[ARG4]], %[[TRUE]] : i1
// CHECK: %[[ANDI:.*]] = arith.andi %[[OK]], %[[XORI]] : i1
// CHECK: scf.condition(%[[ANDI]]) %[[ARG2]], %[[ARG3]], %[[ARG4]] : tensor<?xf16>, i64, i1
// CHECK: } do {
// CHECK: ^bb0(%[[ARG2_2:.*]]: tensor<?xf16>, %[[ARG3_2:.*]]: i64, %[[ARG4_2:.*]]: i1):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG2_2]], %[[ARG2_2]] : tensor<?xf16>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<i1>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[TRUE]] : i1) outs(%[[EMPTY]] : tensor<i1>) -> tensor<i1>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]} ins(%[[ARG2_2]], %[[SUM]] : tensor<?xf16>, tensor<?xf16>) outs(%[[INIT]] : tensor<i1>) {
// CHECK: ^bb0(%[[IN:.*]]: f16, %[[IN2:.*]]: f16, %[[OUT:.*]]: i1):
// CHECK: %[[EXTF:.*]] = arith.extf %[[IN2]] : f16 to f64
// CHECK: %[[EXTF2:.*]] = arith.extf %[[IN]] : f16 to f64
// CHECK: %[[DIFF:.*]] = arith.subf %[[EXTF]], %[[EXTF2]] : f64
// CHECK: %[[ABSF:.*]] = math.absf %[[DIFF]] : f64
// CHECK: %[[COND:.*]] = arith.cmpf ole, %[[ABSF]], %[[CST]] : f64
// CHECK: %[[ANDI2:.*]] = arith.andi %[[OUT]], %[[COND]] : i1
// CHECK: linalg.yield %[[ANDI2]] : i1
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[R]][] : tensor<i1>
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]} ins(%[[I]], %[[I]] : tensor<2xi32>, tensor<2xi32>) outs(%[[INIT]] : tensor<i1>) {
// CHECK: ^bb0(%[[IN3:.*]]: i32, %[[IN4:.*]]: i32, %[[OUT2:.*]]: i1):
// CHECK: %[[OK2:.*]] = arith.cmpi eq, %[[IN3]], %[[IN4]] : i32
// CHECK: %[[ANDI3:.*]] = arith.andi %[[OUT2]], %[[OK2]] : i1
// CHECK: linalg.yield %[[ANDI3]] : i1
// CHECK: %[[EXTRACTED2:.*]] = tensor.extract %[[R2]][] : tensor<i1>
// CHECK: %[[ANDI4:.*]] = arith.andi %[[EXTRACTED]], %[[EXTRACTED2]] : i1
// CHECK: %[[DIM:.*]] = tensor.dim %[[ARG2_2]], %c0 : tensor<?xf16>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[SUM]], %c0 : tensor<?xf16>
// CHECK: %[[OK3:.*]] = arith.cmpi eq, %[[DIM]], %[[DIM2]] : index
// CHECK: cf.assert %[[OK3]], "a carried value changes its extents"
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[SUM]] : tensor<?xf16>) outs(%[[ARG2_2]] : tensor<?xf16>) -> tensor<?xf16>
// CHECK: %[[SUM2:.*]] = arith.addi %[[ARG3_2]], %[[C1_I64]] : i64
// CHECK: scf.yield %[[COPY]], %[[SUM2]], %[[ANDI4]] : tensor<?xf16>, i64, i1
// CHECK: nn.check numeric %[[WHILE]]#2, "the iteration did not settle"
// CHECK: %[[FROM_ELEMENTS:.*]] = tensor.from_elements %[[WHILE]]#1 : tensor<i64>
// CHECK: %[[FROM_ELEMENTS2:.*]] = tensor.from_elements %[[WHILE]]#2 : tensor<i1>
// CHECK: return %[[WHILE]]#0, %[[FROM_ELEMENTS]], %[[FROM_ELEMENTS2]] : tensor<?xf16>, tensor<i64>, tensor<i1>
func.func @fixed_point(%x: tensor<?xf16>, %i: tensor<2xi32>) -> (tensor<?xf16>, tensor<i64>, tensor<i1>) {
  %0:4 = nn.fixed_point init(%x, %i : tensor<?xf16>, tensor<2xi32>) tolerance 1.0e-3 limit 9 -> tensor<?xf16>, tensor<2xi32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?xf16>, %j: tensor<2xi32>):
    %w = arith.addf %v, %v : tensor<?xf16>
    nn.yield %w, %j : tensor<?xf16>, tensor<2xi32>
  }
  return %0#0, %0#2, %0#3 : tensor<?xf16>, tensor<i64>, tensor<i1>
}

// f64 is compared as it is, also without axes. What may end without having
// settled is not checked.
// CHECK-LABEL: func.func @best_effort(
// CHECK-SAME: %[[X:.*]]: tensor<f64>
// CHECK-NOT: nn.check
// CHECK: %[[C1_I64:.*]] = arith.constant 1 : i64
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[TRUE:.*]] = arith.constant true
// CHECK: %[[C2_I64:.*]] = arith.constant 2 : i64
// CHECK: %[[C0_I64:.*]] = arith.constant 0 : i64
// CHECK: %[[FALSE:.*]] = arith.constant false
// CHECK: %[[WHILE:.*]]:2 = scf.while (%[[ARG1:.*]] = %[[X]], %[[ARG2:.*]] = %[[C0_I64]], %[[ARG3:.*]] = %[[FALSE]]) : (tensor<f64>, i64, i1) -> (tensor<f64>, i64) {
// CHECK: %[[OK:.*]] = arith.cmpi slt, %[[ARG2]], %[[C2_I64]] : i64
// CHECK: %[[XORI:.*]] = arith.xori %[[ARG3]], %[[TRUE]] : i1
// CHECK: %[[ANDI:.*]] = arith.andi %[[OK]], %[[XORI]] : i1
// CHECK: scf.condition(%[[ANDI]]) %[[ARG1]], %[[ARG2]] : tensor<f64>, i64
// CHECK: } do {
// CHECK: ^bb0(%[[ARG1_2:.*]]: tensor<f64>, %[[ARG2_2:.*]]: i64):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG1_2]], %[[ARG1_2]] : tensor<f64>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<i1>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[TRUE]] : i1) outs(%[[EMPTY]] : tensor<i1>) -> tensor<i1>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []} ins(%[[ARG1_2]], %[[PROD]] : tensor<f64>, tensor<f64>) outs(%[[INIT]] : tensor<i1>) {
// CHECK: ^bb0(%[[IN:.*]]: f64, %[[IN2:.*]]: f64, %[[OUT:.*]]: i1):
// CHECK: %[[DIFF:.*]] = arith.subf %[[IN2]], %[[IN]] : f64
// CHECK: %[[ABSF:.*]] = math.absf %[[DIFF]] : f64
// CHECK: %[[COND:.*]] = arith.cmpf ole, %[[ABSF]], %[[CST]] : f64
// CHECK: %[[ANDI2:.*]] = arith.andi %[[OUT]], %[[COND]] : i1
// CHECK: linalg.yield %[[ANDI2]] : i1
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[R]][] : tensor<i1>
// CHECK: %[[COPY:.*]] = linalg.copy ins(%[[PROD]] : tensor<f64>) outs(%[[ARG1_2]] : tensor<f64>) -> tensor<f64>
// CHECK: %[[SUM:.*]] = arith.addi %[[ARG2_2]], %[[C1_I64]] : i64
// CHECK: scf.yield %[[COPY]], %[[SUM]], %[[EXTRACTED]] : tensor<f64>, i64, i1
// CHECK: return %[[WHILE]]#0 : tensor<f64>
func.func @best_effort(%x: tensor<f64>) -> tensor<f64> {
  %0:3 = nn.fixed_point init(%x : tensor<f64>) tolerance 0.0 limit 2 best_effort -> tensor<f64>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<f64>):
    %w = arith.mulf %v, %v : tensor<f64>
    nn.yield %w : tensor<f64>
  }
  return %0#0 : tensor<f64>
}

// A value that settles at once is compared all the same.
// CHECK-LABEL: func.func @constant(
// CHECK-SAME: %[[X:.*]]: tensor<3xf32>, %[[Y:.*]]: tensor<3xf32>
// CHECK: %[[WHILE:.*]]:3 = scf.while (%[[ARG2:.*]] = %[[X]], %[[ARG3:.*]] = %{{.*}}, %[[ARG4:.*]] = %{{.*}}) : (tensor<3xf32>, i64, i1) -> (tensor<3xf32>, i64, i1) {
// CHECK: %[[OK:.*]] = arith.cmpi slt, %[[ARG3]], %{{.*}} : i64
// CHECK: %[[XORI:.*]] = arith.xori %[[ARG4]], %{{.*}} : i1
// CHECK: %[[ANDI:.*]] = arith.andi %[[OK]], %[[XORI]] : i1
// CHECK: scf.condition(%[[ANDI]]) %[[ARG2]], %[[ARG3]], %[[ARG4]] : tensor<3xf32>, i64, i1
// CHECK: %[[COND:.*]] = arith.cmpf ole, %{{.*}}, %{{.*}} : f64
// CHECK: %[[ANDI2:.*]] = arith.andi %{{.*}}, %[[COND]] : i1
// CHECK: nn.check numeric %[[WHILE]]#2, "the iteration did not settle"
func.func @constant(%x: tensor<3xf32>, %y: tensor<3xf32>) -> tensor<3xf32> {
  %0:3 = nn.fixed_point init(%x : tensor<3xf32>) tolerance 1.0e-3 limit 9 -> tensor<3xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<3xf32>):
    nn.yield %y : tensor<3xf32>
  }
  return %0#0 : tensor<3xf32>
}
