// The forms of nn.conv_transpose: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @axes(
func.func @axes(%x: tensor<1x4x5xf32, #nn.axes<batch, in, time>>, %w: tensor<4x3x3xf32, #nn.axes<in, out, _>>, %z: tensor<?x4x2x2x2xf32>, %u: tensor<4x1x2x2x2xf32>) {
  // GENERIC: "nn.conv_transpose"(%{{.*}}, %{{.*}}) <{groups = 1 : i64}> : (tensor<1x4x5xf32, #nn.axes<batch, in, time>>, tensor<4x3x3xf32, #nn.axes<in, out, _>>) -> tensor<1x3x7xf32, #nn.axes<batch, out, time>>
  // CHECK: nn.conv_transpose %{{.*}}, %{{.*}} : (tensor<1x4x5xf32, #nn.axes<batch, in, time>>, tensor<4x3x3xf32, #nn.axes<in, out, _>>) -> tensor<1x3x7xf32, #nn.axes<batch, out, time>>
  %0 = nn.conv_transpose %x, %w : (tensor<1x4x5xf32, #nn.axes<batch, in, time>>, tensor<4x3x3xf32, #nn.axes<in, out, _>>) -> tensor<1x3x7xf32, #nn.axes<batch, out, time>>
  // CHECK: nn.conv_transpose %{{.*}}, %{{.*}} {note} : (tensor<?x4x2x2x2xf32>, tensor<4x1x2x2x2xf32>) -> tensor<?x1x3x3x3xf32>
  %1 = nn.conv_transpose %z, %u {note} : (tensor<?x4x2x2x2xf32>, tensor<4x1x2x2x2xf32>) -> tensor<?x1x3x3x3xf32>
  return
}

// CHECK-LABEL: func.func @clauses(
func.func @clauses(%x: tensor<1x4x5x5xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<6xf32>) {
  // GENERIC: "nn.conv_transpose"(%{{.*}}, %{{.*}}, %{{.*}}) <{dilation = array<i64: 1, 2>, groups = 2 : i64, output_padding = array<i64: 1, 0>, padding = array<i64: 1, 1, 0, 2>, stride = array<i64: 2, 1>}> : (
  // CHECK: nn.conv_transpose %{{.*}}, %{{.*}} bias %{{.*}} stride [2, 1] dilation [1, 2] padding [1, 1, 0, 2] output_padding [1, 0] groups 2 : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>, tensor<6xf32>) -> tensor<1x6x10x7xf32>
  %0 = nn.conv_transpose %x, %w bias %b stride [2, 1] dilation [1, 2] padding [1, 1, 0, 2] output_padding [1, 0] groups 2 : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>, tensor<6xf32>) -> tensor<1x6x10x7xf32>
  // CHECK: nn.conv_transpose %{{.*}}, %{{.*}} stride [2, 2] padding [1, 1, 1, 1] output_padding [1, 1] : (
  %1 = nn.conv_transpose %x, %w output_padding [1, 1] padding [1, 1, 1, 1] stride [2, 2] : (tensor<1x4x5x5xf32>, tensor<4x3x3x3xf32>) -> tensor<1x3x10x10xf32>
  return
}
