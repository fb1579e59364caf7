// The forms of nn.gather: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @gather(
func.func @gather(%x: tensor<6x?x4xi1, #nn.axes<row, column, channel>>, %i: tensor<2x?xi8, #nn.axes<pick, _>>, %s: tensor<i64>) {
  // GENERIC: "nn.gather"(%{{.*}}, %{{.*}}) <{axes = array<i64: 0>}> : (tensor<6x?x4xi1, #nn.axes<row, column, channel>>, tensor<2x?xi8, #nn.axes<pick, _>>) -> tensor<2x?x?x4xi1, #nn.axes<pick, _, column, channel>>
  // CHECK: nn.gather %{{.*}} axes [0] at %{{.*}} : (tensor<6x?x4xi1, #nn.axes<row, column, channel>>, tensor<2x?xi8, #nn.axes<pick, _>>) -> tensor<2x?x?x4xi1, #nn.axes<pick, _, column, channel>>
  %0 = nn.gather %x axes [0] at %i : (tensor<6x?x4xi1, #nn.axes<row, column, channel>>, tensor<2x?xi8, #nn.axes<pick, _>>) -> tensor<2x?x?x4xi1, #nn.axes<pick, _, column, channel>>
  // Along two axes, which do not stand together.
  // CHECK: nn.gather %{{.*}} axes [0, 2] at %{{.*}}, %{{.*}} : (tensor<6x?x4xi1, #nn.axes<row, column, channel>>, tensor<2x?xi8, #nn.axes<pick, _>>, tensor<2x?xi8, #nn.axes<pick, _>>) -> tensor<2x?x?xi1>
  %1 = nn.gather %x axes [0, 2] at %i, %i : (tensor<6x?x4xi1, #nn.axes<row, column, channel>>, tensor<2x?xi8, #nn.axes<pick, _>>, tensor<2x?xi8, #nn.axes<pick, _>>) -> tensor<2x?x?xi1>
  // An index without axes takes one part.
  // CHECK: nn.gather %{{.*}} axes [1] at %{{.*}} {note} : (tensor<6x?x4xi1, #nn.axes<row, column, channel>>, tensor<i64>) -> tensor<6x4xi1>
  %2 = nn.gather %x axes [1] at %s {note} : (tensor<6x?x4xi1, #nn.axes<row, column, channel>>, tensor<i64>) -> tensor<6x4xi1>
  return
}
