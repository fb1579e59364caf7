// RUN: nn-opt %s --nn-strip-axes | FileCheck %s
// RUN: nn-opt %s --nn-strip-axes | FileCheck %s --check-prefix=NAMES
// NAMES-NOT: #nn.axes

!named = tensor<?x4xf32, #nn.axes<batch, feature>>

// Arguments, results, ops and regions lose the names; a cast that only changed
// names is gone, one that changes extents stays.
// CHECK-LABEL: func.func @casts
// CHECK-SAME: (%[[X:.*]]: tensor<?x4xf32>) -> (tensor<?x4xf32>, tensor<2x4xf32>)
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<?x4xf32> to tensor<2x4xf32>
// CHECK: return %[[X]], %[[CAST]]
func.func @casts(%x: !named) -> (tensor<?x4xf32>, tensor<2x4xf32, #nn.axes<batch, feature>>) {
  %0 = tensor.cast %x : !named to tensor<?x4xf32>
  %1 = tensor.cast %x : !named to tensor<2x4xf32, #nn.axes<batch, feature>>
  return %0, %1 : tensor<?x4xf32>, tensor<2x4xf32, #nn.axes<batch, feature>>
}

// CHECK-LABEL: func.func @map
// CHECK: nn.map %{{.*}} : (tensor<?x4xf32>) -> tensor<?x4xf32>
func.func @map(%x: !named) -> !named {
  %0 = nn.map %x : (!named) -> !named {
  ^bb0(%e: f32):
    nn.yield %e : f32
  }
  return %0 : !named
}

// A constant keeps its values.
// CHECK-LABEL: func.func @constant
// CHECK: arith.constant dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>
func.func @constant() -> tensor<2xf32, #nn.axes<a>> {
  %0 = arith.constant dense<[1.0, 2.0]> : tensor<2xf32, #nn.axes<a>>
  return %0 : tensor<2xf32, #nn.axes<a>>
}
