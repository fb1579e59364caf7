// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 | FileCheck %s

// Two maps become one op.
// CHECK-LABEL: func.func @chain.kernel
// CHECK-COUNT-1: linalg.generic
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @chain(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %a = nn.activation #nn.relu, %x : tensor<?x4xf32>
  %b = nn.activation #nn.tanh, %a : tensor<?x4xf32>
  return %b : tensor<?x4xf32>
}

// A product that reads each element many times does not compute it anew.
// CHECK-LABEL: func.func @reused.kernel
// CHECK: linalg.generic
// CHECK: math.tanh
// CHECK: linalg.generic
// CHECK-NOT: math.tanh
// CHECK: return
func.func @reused(%x: tensor<?x4xf32>, %w: tensor<8x4xf32>) -> tensor<?x8xf32> {
  %a = nn.activation #nn.tanh, %x : tensor<?x4xf32>
  %b = nn.linear %a, %w : (tensor<?x4xf32>, tensor<8x4xf32>) -> tensor<?x8xf32>
  return %b : tensor<?x8xf32>
}
