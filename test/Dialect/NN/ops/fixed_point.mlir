// The forms of nn.fixed_point: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @fixed_point(
func.func @fixed_point(%z: tensor<4xf32>, %w: tensor<?xi32, #nn.axes<unit>>) {
  // GENERIC: "nn.fixed_point"(%{{.*}}) <{best_effort, limit = 7 : i64, tolerance = 1.000000e-03 : f64}> ({
  // GENERIC-NEXT: ^bb0(%{{.*}}: tensor<4xf32>):
  // GENERIC: }) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<i64>, tensor<i1>)
  // CHECK: nn.fixed_point init(%{{.*}} : tensor<4xf32>) tolerance 1.000000e-03 limit 7 best_effort -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  %0:3 = nn.fixed_point init(%z : tensor<4xf32>) tolerance 1.000000e-03 limit 7 best_effort -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    // CHECK: nn.yield %{{.*}} : tensor<4xf32>
    nn.yield %v : tensor<4xf32>
  }
  // Values of two types, and the least and the largest limit.
  // CHECK: nn.fixed_point init(%{{.*}}, %{{.*}} : tensor<4xf32>, tensor<?xi32, #nn.axes<unit>>) tolerance 0.000000e+00 limit 1 -> tensor<4xf32>, tensor<?xi32>, tensor<i64>, tensor<i1> {
  %1:4 = nn.fixed_point init(%z, %w : tensor<4xf32>, tensor<?xi32, #nn.axes<unit>>) tolerance 0.000000e+00 limit 1 -> tensor<4xf32>, tensor<?xi32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>, %u: tensor<?xi32>):
    // CHECK: nn.yield %{{.*}}, %{{.*}} : tensor<4xf32>, tensor<?xi32>
    nn.yield %v, %u : tensor<4xf32>, tensor<?xi32>
  }
  // CHECK: nn.fixed_point init(%{{.*}} : tensor<4xf32>) tolerance 0.33333333333333331 limit 9223372036854775807 attributes {note} -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  %2:3 = nn.fixed_point init(%z : tensor<4xf32>) tolerance 0.33333333333333331 limit 9223372036854775807 attributes {note} -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    // CHECK: nn.yield %{{.*}} : tensor<4xf32>
    nn.yield %v : tensor<4xf32>
  }
  return
}
