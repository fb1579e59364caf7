// The forms of nn.elman_cell: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @elman_cell(
func.func @elman_cell(%x: tensor<8x3xf32, #nn.axes<batch, in>>, %h: tensor<8x4xf32, #nn.axes<_, unit>>, %wi: tensor<?x3xf32>, %wh: tensor<?x4xf32>, %b: tensor<?xf32>) {
  // GENERIC: "nn.elman_cell"(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) <{function = #nn.tanh, operandSegmentSizes = array<i32: 1, 1, 1, 1, 0, 0>}> : (
  // CHECK: nn.elman_cell #nn.tanh, %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<?x3xf32>, tensor<?x4xf32>) -> tensor<8x4xf32, #nn.axes<batch, unit>>
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<?x3xf32>, tensor<?x4xf32>) -> tensor<8x4xf32, #nn.axes<batch, unit>>
  // GENERIC: operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 1>
  // CHECK: nn.elman_cell #nn.leaky_relu<slope = 1.000000e-01>, %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} bias %{{.*}}, %{{.*}} {note} : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<?x3xf32>, tensor<?x4xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<8x4xf32>
  %1 = nn.elman_cell #nn.leaky_relu<slope = 1.000000e-01>, %x, %h weights %wi, %wh bias %b, %b {note} : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<?x3xf32>, tensor<?x4xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<8x4xf32>
  return
}
