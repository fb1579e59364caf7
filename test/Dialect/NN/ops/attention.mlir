// The forms of nn.attention: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @attention(
func.func @attention(%q: tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, %k: tensor<2x2x5x4xf32>, %m: tensor<5xi1>, %b: tensor<1x5xf32>, %s: tensor<6xf32>) {
  // GENERIC: "nn.attention"(%{{.*}}, %{{.*}}, %{{.*}}) <{operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0>}> : (
  // CHECK: nn.attention %{{.*}}, %{{.*}}, %{{.*}} : (tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>) -> tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>
  %0 = nn.attention %q, %k, %k : (tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>) -> tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>
  // GENERIC: "nn.attention"(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) <{causal, operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 1>, scale = 5.000000e-01 : f64}> : (
  // CHECK: nn.attention %{{.*}}, %{{.*}}, %{{.*}} mask %{{.*}} bias %{{.*}} slopes %{{.*}} causal scale 5.000000e-01 : (tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<5xi1>, tensor<1x5xf32>, tensor<6xf32>) -> tensor<2x6x?x4xf32>
  %1 = nn.attention %q, %k, %k mask %m bias %b slopes %s causal scale 5.000000e-01 : (tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<5xi1>, tensor<1x5xf32>, tensor<6xf32>) -> tensor<2x6x?x4xf32>
  // CHECK: nn.attention %{{.*}}, %{{.*}}, %{{.*}} bias %{{.*}} causal {note} : (tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<1x5xf32>) -> tensor<2x6x?x4xf32>
  %2 = nn.attention %q, %k, %k bias %b causal {note} : (tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<1x5xf32>) -> tensor<2x6x?x4xf32>
  // CHECK: nn.attention %{{.*}}, %{{.*}}, %{{.*}} slopes %{{.*}} scale -0.000000e+00 : (tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<6xf32>) -> tensor<2x6x?x4xf32>
  %3 = nn.attention %q, %k, %k slopes %s scale -0.000000e+00 : (tensor<2x6x?x4xf32, #nn.axes<batch, head, query, _>>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<6xf32>) -> tensor<2x6x?x4xf32>
  return
}
