// A batched application is a weave over single ones; what has no leading axis is
// used from outside.
// RUN: nn-opt %s --nn-specialize-apply | FileCheck %s

nn.param @w : tensor<2xf32> = dense<1.0>
func.func private @net(%x: tensor<2xf32>) -> tensor<2xf32> {
  %w = nn.param_ref @w : tensor<2xf32>
  %0 = arith.mulf %x, %w : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// CHECK-LABEL: func.func @both
// CHECK-SAME: (%[[X:.*]]: tensor<?x2xf32>, %[[V:.*]]: tensor<?x2xf32>)
// CHECK: nn.weave over(%[[X]], %[[V]] : tensor<?x2xf32>, tensor<?x2xf32>)
// CHECK-NEXT: ^bb0(%[[A:.*]]: tensor<2xf32>, %[[B:.*]]: tensor<2xf32>):
// CHECK-NEXT: %[[Y:.*]] = func.call @[[NET:net_[0-9]+]](%[[A]], %[[B]])
// CHECK-NEXT: nn.yield %[[Y]]
func.func @both(%x: tensor<?x2xf32>, %v: tensor<?x2xf32>) -> tensor<?x2xf32> {
  %0 = nn.apply @net(%x) params(@w = %v : tensor<?x2xf32>) batched : (tensor<?x2xf32>) -> tensor<?x2xf32>
  return %0 : tensor<?x2xf32>
}

// CHECK-LABEL: func.func @shared_input
// CHECK-SAME: (%[[X:.*]]: tensor<2xf32>, %[[V:.*]]: tensor<?x2xf32>)
// CHECK: nn.weave over(%[[V]] : tensor<?x2xf32>)
// CHECK-NEXT: ^bb0(%[[B:.*]]: tensor<2xf32>):
// CHECK-NEXT: func.call @[[NET]](%[[X]], %[[B]])
func.func @shared_input(%x: tensor<2xf32>, %v: tensor<?x2xf32>) -> tensor<?x2xf32> {
  %0 = nn.apply @net(%x) params(@w = %v : tensor<?x2xf32>) batched : (tensor<2xf32>) -> tensor<?x2xf32>
  return %0 : tensor<?x2xf32>
}

// CHECK-LABEL: func.func @shared_weight
// CHECK-SAME: (%[[X:.*]]: tensor<?x2xf32>, %[[V:.*]]: tensor<2xf32>)
// CHECK: nn.weave over(%[[X]] : tensor<?x2xf32>)
// CHECK-NEXT: ^bb0(%[[A:.*]]: tensor<2xf32>):
// CHECK-NEXT: func.call @[[NET]](%[[A]], %[[V]])
func.func @shared_weight(%x: tensor<?x2xf32>, %v: tensor<2xf32>) -> tensor<?x2xf32> {
  %0 = nn.apply @net(%x) params(@w = %v : tensor<2xf32>) batched : (tensor<?x2xf32>) -> tensor<?x2xf32>
  return %0 : tensor<?x2xf32>
}
