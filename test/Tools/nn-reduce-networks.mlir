// A chain of ops is reduced to the one that the test looks for, with inputs for
// what it takes.
// RUN: nn-reduce %s -nn-reduce-networks="test=%S/Inputs/has-softmax.sh" | FileCheck %s
// RUN: not nn-reduce %s -nn-reduce-networks="test=true" 2>&1 | FileCheck %s --check-prefix=DULL

// RUN: not nn-reduce %s -nn-reduce-networks="test=nothing" 2>&1 | FileCheck %s --check-prefix=NOTHING
// RUN: not nn-reduce %s -nn-reduce-networks 2>&1 | FileCheck %s --check-prefix=NONE

// NOTHING: error: cannot run the test 'nothing'
// NONE: error: cannot run the test ''
// DULL: error: expected 'true' to find the module interesting, that is to answer other than 0

// CHECK-NOT: nn.param
// CHECK: func.func @f(%[[X:.*]]: tensor<?x4xf32> {nn.name = "c{{[0-9]+}}"}) -> tensor<?x4xf32> {
// CHECK-NEXT: %[[Y:.*]] = nn.softmax %[[X]] axis 1
// CHECK-NEXT: return %[[Y]]
// CHECK-NOT: func.func

nn.param @w : tensor<4xf32> = dense<1.0>
func.func private @inner(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %0 = nn.softmax %x axis 1 : tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}
func.func @f(%x: tensor<?x4xf32>, %y: tensor<2xf32>) -> (tensor<?x4xf32>, tensor<2xf32>) {
  %w = nn.param_ref @w : tensor<4xf32>
  %0 = nn.map %x, %w : (tensor<?x4xf32>, tensor<4xf32>) -> tensor<?x4xf32> {
  ^bb0(%a: f32, %b: f32):
    %p = arith.mulf %a, %b : f32
    nn.yield %p : f32
  }
  %1 = nn.apply @inner(%0) : (tensor<?x4xf32>) -> tensor<?x4xf32>
  %2 = nn.activation #nn.relu, %1 : tensor<?x4xf32>
  return %2, %y : tensor<?x4xf32>, tensor<2xf32>
}
