// The forms of nn.apply: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK: nn.param @w : tensor<4x2xf32> = dense<0.000000e+00>
nn.param @w : tensor<4x2xf32> = dense<0.000000e+00>
// CHECK: nn.param @b : tensor<4xf32, #nn.axes<out>> = dense<0.000000e+00>
nn.param @b : tensor<4xf32, #nn.axes<out>> = dense<0.000000e+00>
func.func private @net(tensor<8x2xf32>, tensor<i1>) -> tensor<8x4xf32>
func.func private @nothing()

// CHECK-LABEL: func.func @apply(
func.func @apply(%x: tensor<8x2xf32>, %p: tensor<i1>, %w: tensor<4x2xf32>, %b: tensor<4xf32>) {
  // GENERIC: "nn.apply"(%{{.*}}, %{{.*}}) <{callee = @net, operandSegmentSizes = array<i32: 2, 0>{{.*}}}> : (tensor<8x2xf32>, tensor<i1>) -> tensor<8x4xf32>
  // CHECK: nn.apply @net(%{{.*}}, %{{.*}}) : (tensor<8x2xf32>, tensor<i1>) -> tensor<8x4xf32>
  %0 = nn.apply @net(%x, %p) : (tensor<8x2xf32>, tensor<i1>) -> tensor<8x4xf32>
  // GENERIC: "nn.apply"(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) <{callee = @net, operandSegmentSizes = array<i32: 2, 2>, param_names = [@w, @b]}> {note} : (tensor<8x2xf32>, tensor<i1>, tensor<4x2xf32>, tensor<4xf32>) -> tensor<8x4xf32>
  // CHECK: nn.apply @net(%{{.*}}, %{{.*}}) params(@w = %{{.*}} : tensor<4x2xf32>, @b = %{{.*}} : tensor<4xf32>) {note} : (tensor<8x2xf32>, tensor<i1>) -> tensor<8x4xf32>
  %1 = nn.apply @net(%x, %p) params(@w = %w : tensor<4x2xf32>, @b = %b : tensor<4xf32>) {note} : (tensor<8x2xf32>, tensor<i1>) -> tensor<8x4xf32>
  // CHECK: nn.apply @nothing() : () -> ()
  nn.apply @nothing() : () -> ()
  // CHECK: nn.apply @nothing() params(@w = %{{.*}} : tensor<4x2xf32>) : () -> ()
  nn.apply @nothing() params(@w = %w : tensor<4x2xf32>) : () -> ()
  // An empty list of bindings is none.
  // CHECK: nn.apply @nothing() : () -> ()
  nn.apply @nothing() params() : () -> ()
  return
}

// Operands and values have a leading axis or none, results have one.
// CHECK-LABEL: func.func @batched(
func.func @batched(%x: tensor<5x8x2xf32>, %p: tensor<i1>, %q: tensor<?xi1>, %w: tensor<5x4x2xf32>) {
  // GENERIC: "nn.apply"(%{{.*}}, %{{.*}}) <{batched, callee = @net,
  // CHECK: nn.apply @net(%{{.*}}, %{{.*}}) batched : (tensor<5x8x2xf32>, tensor<i1>) -> tensor<5x8x4xf32>
  %0 = nn.apply @net(%x, %p) batched : (tensor<5x8x2xf32>, tensor<i1>) -> tensor<5x8x4xf32>
  // CHECK: nn.apply @net(%{{.*}}, %{{.*}}) params(@w = %{{.*}} : tensor<5x4x2xf32>) batched : (tensor<5x8x2xf32>, tensor<?xi1>) -> tensor<?x8x4xf32>
  %1 = nn.apply @net(%x, %q) params(@w = %w : tensor<5x4x2xf32>) batched : (tensor<5x8x2xf32>, tensor<?xi1>) -> tensor<?x8x4xf32>
  return
}
