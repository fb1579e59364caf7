// The forms of nn.instance_norm: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @instance_norm(
func.func @instance_norm(%x: tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, %s: tensor<4xf32, #nn.axes<channel>>) {
  // GENERIC: "nn.instance_norm"(%{{.*}}, %{{.*}}, %{{.*}}) <{epsilon = 1.000000e-05 : f64, operandSegmentSizes = array<i32: 1, 1, 1>}> : (
  // CHECK: nn.instance_norm %{{.*}} scale %{{.*}} shift %{{.*}} epsilon 1.000000e-05 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32, #nn.axes<batch, channel, _>>
  %0 = nn.instance_norm %x scale %s shift %s epsilon 1.000000e-05 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32, #nn.axes<batch, channel, _>>
  // GENERIC: operandSegmentSizes = array<i32: 1, 1, 0>
  // CHECK: nn.instance_norm %{{.*}} scale %{{.*}} epsilon 0.000000e+00 {note} : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32>
  %1 = nn.instance_norm %x scale %s epsilon 0.000000e+00 {note} : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32>
  // CHECK: nn.instance_norm %{{.*}} epsilon 0.000000e+00 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>) -> tensor<?x4x5xf32>
  %2 = nn.instance_norm %x epsilon 0.000000e+00 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>) -> tensor<?x4x5xf32>
  return
}
