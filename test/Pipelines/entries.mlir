// Public functions become entries; what only they used is inlined and gone.
// RUN: nn-opt %s --nn-lower-to-structured | FileCheck %s --implicit-check-not="@helper" --implicit-check-not="@unused" --implicit-check-not="call"
// CHECK: nn.param @w
// CHECK: func.func @first.kernel(%{{.*}}: memref<2xf32>, %{{.*}}: memref<2xf32>, %{{.*}}: memref<2xf32>)
// CHECK-SAME: params = [@w]
// CHECK: func.func @second.kernel(%{{.*}}: memref<2xf32>, %{{.*}}: memref<2xf32>)
// CHECK-SAME: params = []
nn.param @w : tensor<2xf32> = dense<1.0>
func.func private @helper(%x: tensor<2xf32>) -> tensor<2xf32> {
  %w = nn.param_ref @w : tensor<2xf32>
  %y = arith.mulf %x, %w : tensor<2xf32>
  return %y : tensor<2xf32>
}
func.func private @unused(%x: tensor<2xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}
func.func @first(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = func.call @helper(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
func.func @second(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = nn.apply @helper(%x) params(@w = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
