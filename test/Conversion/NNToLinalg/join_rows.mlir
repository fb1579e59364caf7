// nn.join_rows as loops that write elements, and go on behind those that are not
// zero.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @join(
// CHECK-SAME: %[[A:.*]]: tensor<?x4xi32>, %[[B:.*]]: tensor<3x?xi32>
// CHECK: cf.assert
// CHECK: %[[ZEROS:.*]] = linalg.fill ins(%c0_i32 : i32) outs(%{{.*}} : tensor<3x?xi32>)
// CHECK: scf.for %[[I:.*]] = %c0 to %c3 step %c1 iter_args(%[[R:.*]] = %[[ZEROS]])
// CHECK: %[[DONE:.*]]:2 = scf.for %[[J:.*]] = %c0 to %c4 step %c1 iter_args(%[[S:.*]] = %[[R]], %[[P:.*]] = %c0) -> (tensor<3x?xi32>, index)
// CHECK: %[[E:.*]] = tensor.extract %[[A]][%[[I]], %[[J]]]
// CHECK: %[[SOME:.*]] = arith.cmpi ne, %[[E]], %c0_i32
// CHECK: tensor.insert %[[E]] into %[[S]][%[[I]], %[[P]]]
// CHECK: %[[NEXT:.*]] = arith.addi %[[P]], %c1
// CHECK: arith.select %[[SOME]], %[[NEXT]], %[[P]]
// CHECK: scf.for %{{.*}} = %c0 to %{{.*}} step %c1 iter_args(%{{.*}} = %[[DONE]]#0, %{{.*}} = %[[DONE]]#1)
// CHECK: tensor.extract %[[B]]
func.func @join(%a: tensor<?x4xi32>, %b: tensor<3x?xi32>) -> tensor<3x?xi32> {
  %0 = nn.join_rows %a, %b : (tensor<?x4xi32>, tensor<3x?xi32>) -> tensor<3x?xi32>
  return %0 : tensor<3x?xi32>
}

// CHECK-LABEL: func.func @empty(
// CHECK-NOT: scf.for
// CHECK: return
func.func @empty(%a: tensor<?x0xi32>) -> tensor<?x0xi32> {
  %0 = nn.join_rows %a : (tensor<?x0xi32>) -> tensor<?x0xi32>
  return %0 : tensor<?x0xi32>
}
