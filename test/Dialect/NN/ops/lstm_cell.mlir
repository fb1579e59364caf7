// The forms of nn.lstm_cell: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @lstm_cell(
func.func @lstm_cell(%x: tensor<8x3xf32, #nn.axes<batch, in>>, %h: tensor<8x4xf32, #nn.axes<_, unit>>, %c: tensor<?x?xf32>, %wi: tensor<16x3xf32>, %wh: tensor<16x4xf32>, %b: tensor<16xf32>) {
  // GENERIC: "nn.lstm_cell"(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}) <{operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 1, 1>}> : (
  // CHECK: nn.lstm_cell %{{.*}}, %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} bias %{{.*}}, %{{.*}} : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<?x?xf32>, tensor<16x3xf32>, tensor<16x4xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<8x4xf32, #nn.axes<batch, unit>>, tensor<8x4xf32, #nn.axes<batch, unit>>)
  %0:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh bias %b, %b : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<?x?xf32>, tensor<16x3xf32>, tensor<16x4xf32>, tensor<16xf32>, tensor<16xf32>) -> (tensor<8x4xf32, #nn.axes<batch, unit>>, tensor<8x4xf32, #nn.axes<batch, unit>>)
  // GENERIC: operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 0, 0>
  // CHECK: nn.lstm_cell %{{.*}}, %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} {note} : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<?x?xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<?x?xf32>)
  %1:2 = nn.lstm_cell %x, %h, %c weights %wi, %wh {note} : (tensor<8x3xf32, #nn.axes<batch, in>>, tensor<8x4xf32, #nn.axes<_, unit>>, tensor<?x?xf32>, tensor<16x3xf32>, tensor<16x4xf32>) -> (tensor<8x4xf32>, tensor<?x?xf32>)
  return
}
