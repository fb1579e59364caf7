// The forms of nn.window: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @one_axis(
func.func @one_axis(%x: tensor<2x8xf32, #nn.axes<batch, time>>) {
  // GENERIC: "nn.window"(%{{.*}}) <{axes = array<i64: 1>, size = array<i64: 3>}> : (tensor<2x8xf32, #nn.axes<batch, time>>) -> tensor<2x6x3xf32, #nn.axes<batch, time, _>>
  // CHECK: nn.window %{{.*}} axes [1] size [3] : tensor<2x8xf32, #nn.axes<batch, time>> -> tensor<2x6x3xf32, #nn.axes<batch, time, _>>
  %0 = nn.window %x axes [1] size [3] : tensor<2x8xf32, #nn.axes<batch, time>> -> tensor<2x6x3xf32, #nn.axes<batch, time, _>>
  // GENERIC: "nn.window"(%{{.*}}) <{axes = array<i64: 1>, base_dilation = array<i64: 2>, dilation = array<i64: 3>, pad_value = -1.500000e+00 : f32, padding = array<i64: 1, 2>, size = array<i64: 3>, stride = array<i64: 4>}>
  // CHECK: nn.window %{{.*}} axes [1] size [3] stride [4] dilation [3] padding [1, 2] base_dilation [2] pad_value -1.500000e+00 : f32 : tensor<2x8xf32, #nn.axes<batch, time>> -> tensor<2x3x3xf32, #nn.axes<batch, time, _>>
  %1 = nn.window %x axes [1] size [3] stride [4] dilation [3] padding [1, 2] base_dilation [2] pad_value -1.500000e+00 : f32 : tensor<2x8xf32, #nn.axes<batch, time>> -> tensor<2x3x3xf32, #nn.axes<batch, time, _>>
  return
}

// CHECK-LABEL: func.func @more_axes(
func.func @more_axes(%x: tensor<?x8x9x7xi16>) {
  // CHECK: nn.window %{{.*}} axes [1, 2] size [3, 2] stride [2, 1] padding [0, 1, 1, 0] : tensor<?x8x9x7xi16> -> tensor<?x4x9x7x3x2xi16>
  %0 = nn.window %x axes [1, 2] size [3, 2] stride [2, 1] padding [0, 1, 1, 0] : tensor<?x8x9x7xi16> -> tensor<?x4x9x7x3x2xi16>
  // CHECK: nn.window %{{.*}} axes [0, 2, 3] size [3, 2, 1] dilation [1, 2, 3] {note} : tensor<?x8x9x7xi16> -> tensor<?x8x7x7x3x2x1xi16>
  %1 = nn.window %x axes [0, 2, 3] size [3, 2, 1] dilation [1, 2, 3] {note} : tensor<?x8x9x7xi16> -> tensor<?x8x7x7x3x2x1xi16>
  // A window along no axis has no places.
  // CHECK: nn.window %{{.*}} axes [] size [] : tensor<?x8x9x7xi16> -> tensor<?x8x9x7xi16>
  %2 = nn.window %x axes [] size [] : tensor<?x8x9x7xi16> -> tensor<?x8x9x7xi16>
  return
}

// Clauses may come in any order, and a default may be written.
// CHECK-LABEL: func.func @clauses(
func.func @clauses(%x: tensor<8xi1>) {
  // CHECK: nn.window %{{.*}} axes [0] size [3] stride [1] dilation [1] padding [0, 0] base_dilation [1] pad_value true : tensor<8xi1> -> tensor<6x3xi1>
  %0 = nn.window %x axes [0] size [3] base_dilation [1] padding [0, 0] dilation [1] stride [1] pad_value true : tensor<8xi1> -> tensor<6x3xi1>
  return
}
