// Counts that are no formulas, and numbers that do not fit.
// RUN: nn-opt %s --nn-cost-report -o /dev/null 2>&1 | FileCheck %s
// RUN: nn-opt %s --nn-cost-report=format=json -o /dev/null 2>&1 | FileCheck %s --check-prefix=JSON

nn.param @a : tensor<288230376151711743x2xf64> = dense<0.0>
nn.param @b : tensor<288230376151711743x2xf64> = dense<1.0>
nn.param @c : tensor<288230376151711743x2xf64> = dense<2.0>

// Three parameters of nearly 2^62 bytes.
// CHECK-LABEL: function @large at
// CHECK: 1729382256910270458 (unknown) {{ *}}total
// JSON: "name": "large"
// JSON: "total"
// JSON: "bytes_read": null
// JSON: "parameters": 1729382256910270458
// JSON-NEXT: "parameter_bytes": null
func.func @large(%x: tensor<288230376151711743x2xf64>) -> tensor<288230376151711743x2xf64> {
  %0 = nn.param_ref @a : tensor<288230376151711743x2xf64>
  %1 = nn.param_ref @b : tensor<288230376151711743x2xf64>
  %2 = nn.param_ref @c : tensor<288230376151711743x2xf64>
  %3 = arith.addf %0, %1 : tensor<288230376151711743x2xf64>
  %4 = arith.addf %3, %2 : tensor<288230376151711743x2xf64>
  %5 = arith.addf %4, %x : tensor<288230376151711743x2xf64>
  return %5 : tensor<288230376151711743x2xf64>
}

// The logarithm of an extent is no polynomial, however little it grows nearby.
// CHECK-LABEL: function @sort at {{.*}}, run-time extents: x_0
// CHECK: ?0 {{ *}}12 * x_0 - 240 {{ *}}36 * x_0 - 720 {{ *}}0 (0) {{ *}}nn.sort at
// CHECK: ?0 + 3 * x_0 - 60 {{ *}}36 * x_0 - 720 {{ *}}60 * x_0 - 1200 {{ *}}0 (0) {{ *}}total
func.func @sort(%x: tensor<?x3xf32> {nn.name = "x"}) -> tensor<?x3xf32> {
  %0 = nn.slice "20:, :" %x : (tensor<?x3xf32>) -> tensor<?x3xf32>
  %1, %2 = nn.sort %0 axis 0 : (tensor<?x3xf32>) -> (tensor<?x3xf32>, tensor<?x3xi64>)
  %3 = arith.negf %1 : tensor<?x3xf32>
  return %3 : tensor<?x3xf32>
}

// Along an axis that is known, be it not from its type, there is a formula.
// CHECK-LABEL: function @rows at {{.*}}, run-time extents: x_0
// CHECK: 24 * x_0 {{ *}}32 * x_0 {{ *}}96 * x_0 {{ *}}0 (0) {{ *}}nn.sort at
// CHECK: 24 * x_0 {{ *}}32 * x_0 {{ *}}96 * x_0 {{ *}}0 (0) {{ *}}nn.sort at
func.func @rows(%x: tensor<?x8xf32> {nn.name = "x"}) -> (tensor<?x8xf32>, tensor<?x?xf32>) {
  %0, %1 = nn.sort %x axis 1 : (tensor<?x8xf32>) -> (tensor<?x8xf32>, tensor<?x8xi64>)
  %2 = tensor.cast %x : tensor<?x8xf32> to tensor<?x?xf32>
  %3, %4 = nn.sort %2 axis 1 : (tensor<?x?xf32>) -> (tensor<?x?xf32>, tensor<?x?xi64>)
  return %0, %3 : tensor<?x8xf32>, tensor<?x?xf32>
}

// 2 + 7 - 1 elements along each axis, 6 + 4 - 2 and 8 + 4 - 4; and any number
// with one window.
// CHECK-LABEL: function @pool at
// CHECK: 64 {{ *}}16 {{ *}}196 {{ *}}0 (0) {{ *}}nn.adaptive_pool at
// CHECK: 64 {{ *}}192 {{ *}}64 {{ *}}0 (0) {{ *}}nn.adaptive_pool at
// CHECK: 8 * z_2 {{ *}}32 * z_2 {{ *}}16 {{ *}}0 (0) {{ *}}nn.adaptive_pool at
// CHECK: ?1 {{ *}}32 * z_2 {{ *}}48 {{ *}}0 (0) {{ *}}nn.adaptive_pool at
func.func @pool(%x: tensor<1x1x2x2xf32>, %y: tensor<1x1x6x8xf32>, %z: tensor<2x2x?x2xf32> {nn.name = "z"})
    -> (tensor<1x1x7x7xf32>, tensor<1x1x4x4xf32>, tensor<2x2x1x1xf32>, tensor<2x2x3x1xf32>) {
  %0 = nn.adaptive_pool average %x size [7, 7] : (tensor<1x1x2x2xf32>) -> tensor<1x1x7x7xf32>
  %1 = nn.adaptive_pool max %y size [4, 4] : (tensor<1x1x6x8xf32>) -> tensor<1x1x4x4xf32>
  %2 = nn.adaptive_pool max %z size [1, 1] : (tensor<2x2x?x2xf32>) -> tensor<2x2x1x1xf32>
  %3 = nn.adaptive_pool max %z size [3, 1] : (tensor<2x2x?x2xf32>) -> tensor<2x2x3x1xf32>
  return %0, %1, %2, %3 : tensor<1x1x7x7xf32>, tensor<1x1x4x4xf32>, tensor<2x2x1x1xf32>, tensor<2x2x3x1xf32>
}

// CHECK: ?0 is the number of operations of 'nn.sort' at {{.*}}nn-cost-report-limits.mlir:
// CHECK: ?1 is the number of operations of 'nn.adaptive_pool' at {{.*}}nn-cost-report-limits.mlir:
