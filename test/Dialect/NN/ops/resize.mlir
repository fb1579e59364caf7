// The forms of nn.resize: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @resize(
func.func @resize(%x: tensor<?x4x5xf32, #nn.axes<batch, channel, time>>, %y: tensor<1x1x2x3xf16>, %z: tensor<1x1x2x2x?xf32>) {
  // GENERIC: "nn.resize"(%{{.*}}) <{factor = array<i64: 2>, kind = #nn<resize_kind nearest>}> : (
  // CHECK: nn.resize nearest %{{.*}} factor [2] : (tensor<?x4x5xf32, #nn.axes<batch, channel, time>>) -> tensor<?x4x10xf32, #nn.axes<batch, channel, time>>
  %0 = nn.resize nearest %x factor [2] : (tensor<?x4x5xf32, #nn.axes<batch, channel, time>>) -> tensor<?x4x10xf32, #nn.axes<batch, channel, time>>
  // GENERIC: "nn.resize"(%{{.*}}) <{align_corners, kind = #nn<resize_kind linear>, size = array<i64: 7, 1>}> {note} : (
  // CHECK: nn.resize linear %{{.*}} size [7, 1] align_corners {note} : (tensor<1x1x2x3xf16>) -> tensor<1x1x7x1xf16>
  %1 = nn.resize linear %y size [7, 1] align_corners {note} : (tensor<1x1x2x3xf16>) -> tensor<1x1x7x1xf16>
  // CHECK: nn.resize linear %{{.*}} factor [1, 2, 3] : (tensor<1x1x2x2x?xf32>) -> tensor<1x1x2x4x?xf32>
  %2 = nn.resize linear %z factor [1, 2, 3] : (tensor<1x1x2x2x?xf32>) -> tensor<1x1x2x4x?xf32>
  return
}
