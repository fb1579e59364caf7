// The forms of nn.batch_norm: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @batch_norm(
func.func @batch_norm(%x: tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, %a: tensor<4xf32, #nn.axes<channel>>, %b: tensor<?xf32>) {
  // GENERIC: "nn.batch_norm"(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) <{epsilon = 1.000000e-05 : f64}> : (
  // CHECK: nn.batch_norm %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} epsilon 1.000000e-05 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>, tensor<?xf32>, tensor<4xf32, #nn.axes<channel>>, tensor<?xf32>) -> tensor<?x4x5xf32, #nn.axes<batch, channel, _>>
  %0 = nn.batch_norm %x, %a, %b, %a, %b epsilon 1.000000e-05 : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>, tensor<?xf32>, tensor<4xf32, #nn.axes<channel>>, tensor<?xf32>) -> tensor<?x4x5xf32, #nn.axes<batch, channel, _>>
  // CHECK: nn.batch_norm %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} epsilon 0.000000e+00 {note} : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32>
  %1 = nn.batch_norm %x, %a, %a, %a, %a epsilon 0.000000e+00 {note} : (tensor<?x4x5xf32, #nn.axes<batch, channel, _>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>, tensor<4xf32, #nn.axes<channel>>) -> tensor<?x4x5xf32>
  return
}
