// Inside of control flow, too, and on scalars as tensors; what does not work
// element by element stays.
// RUN: nn-opt %s --nn-map-elementwise | FileCheck %s

// CHECK-LABEL: func.func @control
// CHECK: nn.cond
// CHECK-NEXT: nn.map %{{.*}} : (tensor<?x3xf32>) -> tensor<?x3xf32>
// CHECK-NEXT: ^bb0(%[[A:.*]]: f32):
// CHECK-NEXT: arith.addf %[[A]], %[[A]] : f32
// CHECK: else
// CHECK-NEXT: nn.map
// CHECK: math.exp %{{.*}} : f32
// CHECK-NOT: {{arith|math}}.{{.*}} : tensor
func.func @control(%x: tensor<?x3xf32>, %p: tensor<i1>) -> tensor<?x3xf32> {
  %y = nn.cond %p : tensor<i1> -> tensor<?x3xf32> {
    %a = arith.addf %x, %x : tensor<?x3xf32>
    nn.yield %a : tensor<?x3xf32>
  } else {
    %a = math.exp %x : tensor<?x3xf32>
    nn.yield %a : tensor<?x3xf32>
  }
  return %y : tensor<?x3xf32>
}

// CHECK-LABEL: func.func @scalar
// CHECK: nn.map %{{.*}} : (tensor<f32>) -> tensor<f32>
// CHECK: math.fma %{{.*}} : f32
func.func @scalar(%x: tensor<f32>) -> tensor<f32> {
  %0 = math.fma %x, %x, %x : tensor<f32>
  return %0 : tensor<f32>
}

// CHECK-LABEL: func.func @unchanged
// CHECK-NEXT: nn.softmax
// CHECK-NEXT: nn.rearrange
// CHECK-NEXT: tensor.cast
// CHECK-NEXT: return
func.func @unchanged(%x: tensor<2x3xf32>) -> tensor<?x?xf32> {
  %0 = nn.softmax %x axis 1 : tensor<2x3xf32>
  %1 = nn.rearrange "a b -> b a" %0 : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %2 = tensor.cast %1 : tensor<3x2xf32> to tensor<?x?xf32>
  return %2 : tensor<?x?xf32>
}
