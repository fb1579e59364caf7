// nn.require as a check of all elements.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @each(
// CHECK-SAME: %[[X:.*]]: tensor<?xi64>, %[[OK:.*]]: tensor<?xi1>
// CHECK: %[[SAME:.*]] = arith.cmpi eq
// CHECK: cf.assert %[[SAME]]
// CHECK: %[[INIT:.*]] = linalg.fill ins(%true
// CHECK: %[[ALL:.*]] = linalg.generic {{.*}} iterator_types = ["reduction"]} ins(%[[OK]] : tensor<?xi1>) outs(%[[INIT]] : tensor<i1>)
// CHECK: arith.andi
// CHECK: %[[HOLDS:.*]] = tensor.extract %[[ALL]][] : tensor<i1>
// CHECK: nn.check value %[[HOLDS]], "a reason"
// CHECK: return %[[X]]
func.func @each(%x: tensor<?xi64>, %ok: tensor<?xi1>) -> tensor<?xi64> {
  %0 = nn.require %x, %ok, "a reason" : (tensor<?xi64>, tensor<?xi1>) -> tensor<?xi64>
  return %0 : tensor<?xi64>
}

// CHECK-LABEL: func.func @one(
// CHECK-SAME: %[[X:.*]]: tensor<?xi64>, %[[OK:.*]]: tensor<i1>
// CHECK-NEXT: %[[HOLDS:.*]] = tensor.extract %[[OK]][] : tensor<i1>
// CHECK-NEXT: nn.check value %[[HOLDS]], "a reason"
// CHECK-NEXT: return %[[X]]
func.func @one(%x: tensor<?xi64>, %ok: tensor<i1>) -> tensor<?xi64> {
  %0 = nn.require %x, %ok, "a reason" : (tensor<?xi64>, tensor<i1>) -> tensor<?xi64>
  return %0 : tensor<?xi64>
}
