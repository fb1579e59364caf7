// #nn.axes: names of axes are words; `_` leaves an axis without one, and may
// stand more than once.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s

// CHECK: func.func private @names(tensor<8x?xf32, #nn.axes<query, depth>>)
func.func private @names(tensor<8x?xf32, #nn.axes<query, depth>>)
// CHECK: func.func private @unnamed(tensor<1x2x3x4xi8, #nn.axes<_, row, _, column>>)
func.func private @unnamed(tensor<1x2x3x4xi8, #nn.axes<_, row, _, column>>)
// Names that are no names are kept as they are written.
// CHECK: func.func private @none(tensor<1x2xi8, #nn.axes<_, _>>)
func.func private @none(tensor<1x2xi8, #nn.axes<_, _>>)
// A scalar has no axes to name.
// CHECK: func.func private @scalar(tensor<f32, #nn.axes<>>)
func.func private @scalar(tensor<f32, #nn.axes<>>)
// Words of the syntax are words too, and case counts.
// CHECK: func.func private @words(tensor<1x2x3xi8, #nn.axes<axis, init, Init>>)
func.func private @words(tensor<1x2x3xi8, #nn.axes<axis, init, Init>>)
// CHECK: func.func private @characters(tensor<1x2x3xi8, #nn.axes<row_1, a.b, c$d>>)
func.func private @characters(tensor<1x2x3xi8, #nn.axes<row_1, a.b, c$d>>)
