// The forms of nn.gru_cell: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @gru_cell(
func.func @gru_cell(%x: tensor<8x3xf32, #nn.axes<batch, in>>, %h: tensor<8x4xf32, #nn.axes<_, unit>>, %wi: tensor<12x3xf32>, %wh: tensor<12x4xf32>, %b: tensor<12xf32>, %v: tensor<3xf32>, %u: tensor<4xf32>) {
  // GENERIC: "nn.gru_cell"(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) <{operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 1>}> : (
  // CHECK: nn.gru_cell %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} bias %{{.*}}, %{{.*}} : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<12x3xf32>, tensor<12x4xf32>, tensor<12xf32>, tensor<12xf32>) -> tensor<8x4xf32, #nn.axes<batch, unit>>
  %0 = nn.gru_cell %x, %h weights %wi, %wh bias %b, %b : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<12x3xf32>, tensor<12x4xf32>, tensor<12xf32>, tensor<12xf32>) -> tensor<8x4xf32, #nn.axes<batch, unit>>
  // One sample, without an axis for it.
  // CHECK: nn.gru_cell %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} {note} : (tensor<3xf32>, tensor<4xf32>, tensor<12x3xf32>, tensor<12x4xf32>) -> tensor<4xf32>
  %1 = nn.gru_cell %v, %u weights %wi, %wh {note} : (tensor<3xf32>, tensor<4xf32>, tensor<12x3xf32>, tensor<12x4xf32>) -> tensor<4xf32>
  return
}
