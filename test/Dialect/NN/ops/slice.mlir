// The forms of nn.slice: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @slice(
func.func @slice(%x: tensor<8x?x3xf32, #nn.axes<row, column, channel>>, %s: tensor<index>) {
  // GENERIC: "nn.slice"(%{{.*}}) <{ranges = "1:-1:2, -1, ::-1"}> : (tensor<8x?x3xf32, #nn.axes<row, column, channel>>) -> tensor<3x3xf32, #nn.axes<row, channel>>
  // CHECK: nn.slice "1:-1:2, -1, ::-1" %{{.*}} : (tensor<8x?x3xf32, #nn.axes<row, column, channel>>) -> tensor<3x3xf32, #nn.axes<row, channel>>
  %0 = nn.slice "1:-1:2, -1, ::-1" %x : (tensor<8x?x3xf32, #nn.axes<row, column, channel>>) -> tensor<3x3xf32, #nn.axes<row, channel>>
  // Spaces and absent numbers stay as they are written.
  // CHECK: nn.slice ":, 2 : , ::" %{{.*}} {note} : (tensor<8x?x3xf32, #nn.axes<row, column, channel>>) -> tensor<8x?x3xf32>
  %1 = nn.slice ":, 2 : , ::" %x {note} : (tensor<8x?x3xf32, #nn.axes<row, column, channel>>) -> tensor<8x?x3xf32>
  // CHECK: nn.slice "0:0, -3:-1, 0" %{{.*}} : (tensor<8x?x3xf32, #nn.axes<row, column, channel>>) -> tensor<0x2xf32>
  %2 = nn.slice "0:0, -3:-1, 0" %x : (tensor<8x?x3xf32, #nn.axes<row, column, channel>>) -> tensor<0x2xf32>
  // A scalar has no ranges.
  // CHECK: nn.slice "" %{{.*}} : (tensor<index>) -> tensor<index>
  %3 = nn.slice "" %s : (tensor<index>) -> tensor<index>
  return
}
