// RUN: nn-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: @static_like
// CHECK: nn.random uniform %{{.*}} stream 3 : tensor<i64> -> tensor<2x3xf32>
func.func @static_like(%seed: tensor<i64>, %x: tensor<2x3xi8>) -> tensor<2x3xf32> {
  %0 = nn.random uniform %seed stream 3 like %x : tensor<i64>, tensor<2x3xi8> -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// The run-time extent is still compared with 2.
// CHECK-LABEL: @dynamic_like
// CHECK: nn.random uniform %{{.*}} like %{{.*}} : tensor<i64>, tensor<?x3xi8> -> tensor<2x3xf32>
func.func @dynamic_like(%seed: tensor<i64>, %x: tensor<?x3xi8>) -> tensor<2x3xf32> {
  %0 = nn.random uniform %seed like %x : tensor<i64>, tensor<?x3xi8> -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}
