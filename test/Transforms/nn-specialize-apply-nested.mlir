// A bound parameter reaches the networks that are applied in turn; a nearer binding
// wins, and a network keeps its own weights elsewhere.
// RUN: nn-opt %s --nn-specialize-apply | FileCheck %s

nn.param @w : tensor<2xf32> = dense<1.0>

// CHECK-LABEL: func.func private @net(
// CHECK-NEXT: nn.param_ref @w
func.func private @net(%x: tensor<2xf32>) -> tensor<2xf32> {
  %w = nn.param_ref @w : tensor<2xf32>
  %0 = arith.mulf %x, %w : tensor<2xf32>
  return %0 : tensor<2xf32>
}
// CHECK-LABEL: func.func private @outer(
// CHECK-NEXT: call @net(
func.func private @outer(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @net(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
// CHECK-LABEL: func.func private @nearer(
// CHECK-SAME: %[[X:.*]]: tensor<2xf32>)
// CHECK-NEXT: call @[[NET:net_[0-9]+]](%[[X]], %[[X]])
func.func private @nearer(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @net(%x) params(@w = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// The second callee uses no parameter but those that it binds itself.
// CHECK-LABEL: func.func @f
// CHECK-SAME: (%[[X:.*]]: tensor<2xf32>, %[[V:.*]]: tensor<2xf32>)
// CHECK: call @[[OUTER:outer_[0-9]+]](%[[X]], %[[V]])
// CHECK: call @nearer(%{{.*}}) : (tensor<2xf32>) -> tensor<2xf32>
func.func @f(%x: tensor<2xf32>, %v: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @outer(%x) params(@w = %v : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %1 = nn.apply @nearer(%0) params(@w = %v : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return %1 : tensor<2xf32>
}

// CHECK: func.func private @[[OUTER]](%[[A:.*]]: tensor<2xf32>, %[[B:.*]]: tensor<2xf32>)
// CHECK-NEXT: call @[[NET]](%[[A]], %[[B]])
