// RUN: nn-opt %s --nn-map-elementwise | FileCheck %s

// Attributes and names of axes stay.
// CHECK-LABEL: func.func @compare
// CHECK-SAME: (%[[X:.*]]: tensor<?x3xf32, #nn.axes<a, b>>, %[[Y:.*]]: tensor
// CHECK: %[[R:.*]] = nn.map %[[X]], %[[Y]] : (tensor<?x3xf32, #nn.axes<a, b>>, tensor<?x3xf32, #nn.axes<a, b>>) -> tensor<?x3xi1, #nn.axes<a, b>> {
// CHECK-NEXT: ^bb0(%[[A:.*]]: f32, %[[B:.*]]: f32):
// CHECK-NEXT: %[[C:.*]] = arith.cmpf olt, %[[A]], %[[B]] fastmath<nnan> : f32
// CHECK-NEXT: nn.yield %[[C]] : i1
// CHECK: return %[[R]]
func.func @compare(%x: tensor<?x3xf32, #nn.axes<a, b>>, %y: tensor<?x3xf32, #nn.axes<a, b>>) -> tensor<?x3xi1, #nn.axes<a, b>> {
  %0 = arith.cmpf olt, %x, %y fastmath<nnan> : tensor<?x3xf32, #nn.axes<a, b>>
  return %0 : tensor<?x3xi1, #nn.axes<a, b>>
}

// One condition for all elements is used from outside of the region.
// CHECK-LABEL: func.func @select
// CHECK-SAME: (%[[C:.*]]: i1, %[[X:.*]]: tensor<2xf64>, %[[Y:.*]]: tensor<2xf64>)
// CHECK: nn.map %[[X]], %[[Y]]
// CHECK-NEXT: ^bb0(%[[A:.*]]: f64, %[[B:.*]]: f64):
// CHECK-NEXT: arith.select %[[C]], %[[A]], %[[B]] : f64
func.func @select(%c: i1, %x: tensor<2xf64>, %y: tensor<2xf64>) -> tensor<2xf64> {
  %0 = arith.select %c, %x, %y : tensor<2xf64>
  return %0 : tensor<2xf64>
}

// Constants and scalars stay as they are.
// CHECK-LABEL: func.func @unchanged
// CHECK-NEXT: arith.constant dense<1.000000e+00> : tensor<4xf32>
// CHECK-NEXT: arith.addf %{{.*}}, %{{.*}} : f32
// CHECK-NEXT: return
func.func @unchanged(%x: f32) -> (tensor<4xf32>, f32) {
  %0 = arith.constant dense<1.0> : tensor<4xf32>
  %1 = arith.addf %x, %x : f32
  return %0, %1 : tensor<4xf32>, f32
}
