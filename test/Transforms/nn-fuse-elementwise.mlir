// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 | FileCheck %s
// RUN: nn-opt %s --nn-lower-to-structured="opt-level=1 native-f16" | FileCheck %s --check-prefix=NATIVE

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

// All readers of an extended tensor read the narrow one, so none is stored wide;
// that of f16 only if the target extends with an instruction.
// CHECK-LABEL: func.func @bf16.kernel
// CHECK-NOT: tensor<?x4xf32>
// CHECK: linalg.generic {{.*}} ins(%[[X:.*]], %{{.*}} : tensor<?x4xbf16>, tensor<8x4xbf16>) outs(%{{.*}} : tensor<?x8xf32>)
// CHECK: linalg.generic {{.*}} ins(%[[X]] : tensor<?x4xbf16>) outs(%{{.*}} : tensor<?x4xbf16>)
// CHECK: return
func.func @bf16(%x: tensor<?x4xbf16>, %w: tensor<8x4xbf16>) -> (tensor<?x8xbf16>, tensor<?x4xbf16>) {
  %a = nn.linear %x, %w : (tensor<?x4xbf16>, tensor<8x4xbf16>) -> tensor<?x8xbf16>
  %b = nn.activation #nn.tanh, %x : tensor<?x4xbf16>
  return %a, %b : tensor<?x8xbf16>, tensor<?x4xbf16>
}

// CHECK-LABEL: func.func @f16.kernel
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<?x4xf16>) outs(%{{.*}} : tensor<?x4xf32>)
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<?x4xf32>, tensor<8x4xf32>) outs(%{{.*}} : tensor<?x8xf32>)
// CHECK: return
// NATIVE-LABEL: func.func @f16.kernel
// NATIVE-NOT: tensor<?x4xf32>
// NATIVE: linalg.generic {{.*}} ins(%{{.*}} : tensor<?x4xf16>, tensor<8x4xf16>) outs(%{{.*}} : tensor<?x8xf32>)
// NATIVE: return
func.func @f16(%x: tensor<?x4xf16>, %w: tensor<8x4xf16>) -> tensor<?x8xf16> {
  %a = nn.linear %x, %w : (tensor<?x4xf16>, tensor<8x4xf16>) -> tensor<?x8xf16>
  return %a : tensor<?x8xf16>
}

// Reshapes of what a loop carries leave the last copy into it alone.
// CHECK-LABEL: func.func @carried.kernel
// CHECK: scf.for {{.*}} iter_args(%[[STATE:.*]] = %{{.*}}, %{{.*}} = %{{.*}})
// CHECK: %[[NEXT:.*]] = linalg.copy ins(%{{.*}} : tensor<?xf32>) outs(%[[STATE]] : tensor<?xf32>)
// CHECK: scf.yield %[[NEXT]],
func.func @carried(%h: tensor<?xf32>, %x: tensor<?x?xf32>) -> (tensor<?xf32>, tensor<?x?xf32>) {
  %l, %a = nn.scan init(%h : tensor<?xf32>) over(%x : tensor<?x?xf32>) axis 1 -> tensor<?xf32>, tensor<?x?xf32> {
  ^bb0(%s: tensor<?xf32>, %t: tensor<?xf32>):
    %n = arith.addf %s, %t : tensor<?xf32>
    nn.yield %n, %s : tensor<?xf32>, tensor<?xf32>
  }
  return %l, %a : tensor<?xf32>, tensor<?x?xf32>
}

// Nothing is split into several axes whose extents are not known.
// CHECK-LABEL: func.func @merged.kernel
// CHECK-NOT: tensor.expand_shape
// CHECK: tensor.collapse_shape %{{.*}} {{\[\[}}0, 1], [2]] : tensor<?x?x1xf32> into tensor<?x1xf32>
// CHECK: return
func.func @merged(%x: tensor<?x?x1xf32>, %y: tensor<?x1xf32>) -> tensor<?x1xf32> {
  %a = nn.rearrange "a b c -> (a b) c" %x : (tensor<?x?x1xf32>) -> tensor<?x1xf32>
  %z = arith.mulf %a, %y : tensor<?x1xf32>
  return %z : tensor<?x1xf32>
}
