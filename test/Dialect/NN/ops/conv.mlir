// The forms of nn.conv: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// One, two and three spatial axes.
// CHECK-LABEL: func.func @axes(
func.func @axes(%x: tensor<1x2x8xf32>, %w: tensor<4x2x3xf32>, %y: tensor<?x2x8x8xf32, #nn.axes<batch, channel, row, column>>, %v: tensor<4x2x3x3xf32, #nn.axes<out, _, _, _>>, %z: tensor<1x2x4x4x4xf32>, %u: tensor<1x2x2x2x2xf32>) {
  // GENERIC: "nn.conv"(%{{.*}}, %{{.*}}) <{groups = 1 : i64}> : (tensor<1x2x8xf32>, tensor<4x2x3xf32>) -> tensor<1x4x6xf32>
  // CHECK: nn.conv %{{.*}}, %{{.*}} : (tensor<1x2x8xf32>, tensor<4x2x3xf32>) -> tensor<1x4x6xf32>
  %0 = nn.conv %x, %w : (tensor<1x2x8xf32>, tensor<4x2x3xf32>) -> tensor<1x4x6xf32>
  // CHECK: nn.conv %{{.*}}, %{{.*}} : (tensor<?x2x8x8xf32, #nn.axes<batch, channel, row, column>>, tensor<4x2x3x3xf32, #nn.axes<out, _, _, _>>) -> tensor<?x4x6x6xf32, #nn.axes<batch, out, row, column>>
  %1 = nn.conv %y, %v : (tensor<?x2x8x8xf32, #nn.axes<batch, channel, row, column>>, tensor<4x2x3x3xf32, #nn.axes<out, _, _, _>>) -> tensor<?x4x6x6xf32, #nn.axes<batch, out, row, column>>
  // CHECK: nn.conv %{{.*}}, %{{.*}} {note} : (tensor<1x2x4x4x4xf32>, tensor<1x2x2x2x2xf32>) -> tensor<1x1x3x3x3xf32>
  %2 = nn.conv %z, %u {note} : (tensor<1x2x4x4x4xf32>, tensor<1x2x2x2x2xf32>) -> tensor<1x1x3x3x3xf32>
  return
}

// CHECK-LABEL: func.func @clauses(
func.func @clauses(%x: tensor<1x4x8x8xf32>, %w: tensor<6x2x3x3xf32>, %b: tensor<6xf32>) {
  // GENERIC: "nn.conv"(%{{.*}}, %{{.*}}, %{{.*}}) <{dilation = array<i64: 1, 2>, groups = 2 : i64, padding = array<i64: 1, 0, 2, 2>, stride = array<i64: 2, 1>}> : (
  // CHECK: nn.conv %{{.*}}, %{{.*}} bias %{{.*}} stride [2, 1] dilation [1, 2] padding [1, 0, 2, 2] groups 2 : (tensor<1x4x8x8xf32>, tensor<6x2x3x3xf32>, tensor<6xf32>) -> tensor<1x6x4x8xf32>
  %0 = nn.conv %x, %w bias %b stride [2, 1] dilation [1, 2] padding [1, 0, 2, 2] groups 2 : (tensor<1x4x8x8xf32>, tensor<6x2x3x3xf32>, tensor<6xf32>) -> tensor<1x6x4x8xf32>
  // Lists may come in any order, and a default may be written; one group is not
  // printed.
  // CHECK: nn.conv %{{.*}}, %{{.*}} stride [1, 1] dilation [1, 1] padding [0, 0, 0, 0] groups 2 : (
  %1 = nn.conv %x, %w padding [0, 0, 0, 0] dilation [1, 1] stride [1, 1] groups 2 : (tensor<1x4x8x8xf32>, tensor<6x2x3x3xf32>) -> tensor<1x6x6x6xf32>
  // CHECK: nn.concat %{{.*}}, %{{.*}} axis 1 : (tensor<6x2x3x3xf32>, tensor<6x2x3x3xf32>) -> tensor<6x4x3x3xf32>
  %v = nn.concat %w, %w axis 1 : (tensor<6x2x3x3xf32>, tensor<6x2x3x3xf32>) -> tensor<6x4x3x3xf32>
  // CHECK: nn.conv %{{.*}}, %{{.*}} : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>)
  %2 = nn.conv %x, %v groups 1 : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x6x6xf32>
  return
}
