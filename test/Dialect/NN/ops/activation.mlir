// The forms of nn.activation: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @activation(
func.func @activation(%x: tensor<?x4xf64, #nn.axes<batch, _>>, %s: tensor<bf16>) {
  // GENERIC: "nn.activation"(%{{.*}}) <{function = #nn.relu}> : (tensor<?x4xf64, #nn.axes<batch, _>>) -> tensor<?x4xf64, #nn.axes<batch, _>>
  // CHECK: nn.activation #nn.relu, %{{.*}} : tensor<?x4xf64, #nn.axes<batch, _>>
  %0 = nn.activation #nn.relu, %x : tensor<?x4xf64, #nn.axes<batch, _>>
  // GENERIC: "nn.activation"(%{{.*}}) <{function = #nn.leaky_relu<slope = 1.000000e-01>}> {note} : (tensor<bf16>) -> tensor<bf16>
  // CHECK: nn.activation #nn.leaky_relu<slope = 1.000000e-01>, %{{.*}} {note} : tensor<bf16>
  %1 = nn.activation #nn.leaky_relu<slope = 1.000000e-01>, %s {note} : tensor<bf16>
  return
}
