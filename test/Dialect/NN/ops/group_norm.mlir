// The forms of nn.group_norm: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @group_norm(
func.func @group_norm(%x: tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, %s: tensor<4xf32, #nn.axes<channel>>) {
  // GENERIC: "nn.group_norm"(%{{.*}}, %{{.*}}, %{{.*}}) <{epsilon = 1.000000e-05 : f64, groups = 2 : i64, operandSegmentSizes = array<i32: 1, 1, 1>}> : (
  // CHECK: nn.group_norm %{{.*}} groups 2 scale %{{.*}} shift %{{.*}} epsilon 1.000000e-05 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32, #nn.axes<batch, channel, _>>
  %0 = nn.group_norm %x groups 2 scale %s shift %s epsilon 1.000000e-05 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32, #nn.axes<batch, channel, _>>
  // GENERIC: operandSegmentSizes = array<i32: 1, 0, 1>
  // CHECK: nn.group_norm %{{.*}} groups 1 shift %{{.*}} epsilon 0.000000e+00 {note} : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32>
  %1 = nn.group_norm %x groups 1 shift %s epsilon 0.000000e+00 {note} : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32>
  // CHECK: nn.group_norm %{{.*}} groups 4 epsilon 0.000000e+00 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>) -> tensor<?x4x5xf32>
  %2 = nn.group_norm %x groups 4 epsilon 0.000000e+00 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>) -> tensor<?x4x5xf32>
  return
}
