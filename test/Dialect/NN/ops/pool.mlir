// The forms of nn.pool: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @pool(
func.func @pool(%x: tensor<?x4x8x8xf32, #nn.axes<batch, channel, row, _>>, %y: tensor<1x4x9xf16>, %z: tensor<1x1x4x4x4xf64>) {
  // GENERIC: "nn.pool"(%{{.*}}) <{kind = #nn<pool_kind max>, size = array<i64: 2, 2>}> : (tensor<?x4x8x8xf32, #nn.axes<batch, channel, row, _>>) -> tensor<?x4x4x4xf32, #nn.axes<batch, channel, row, _>>
  // CHECK: nn.pool max %{{.*}} size [2, 2] : (tensor<?x4x8x8xf32, #nn.axes<batch, channel, row, _>>) -> tensor<?x4x4x4xf32, #nn.axes<batch, channel, row, _>>
  %0 = nn.pool max %x size [2, 2] : (tensor<?x4x8x8xf32, #nn.axes<batch, channel, row, _>>) -> tensor<?x4x4x4xf32, #nn.axes<batch, channel, row, _>>
  // GENERIC: "nn.pool"(%{{.*}}) <{dilation = array<i64: 2>, exclude_padding, kind = #nn<pool_kind average>, padding = array<i64: 1, 0>, size = array<i64: 3>, stride = array<i64: 1>}> {note} : (
  // CHECK: nn.pool average %{{.*}} size [3] stride [1] dilation [2] padding [1, 0] exclude_padding {note} : (tensor<1x4x9xf16>) -> tensor<1x4x6xf16>
  %1 = nn.pool average %y size [3] stride [1] dilation [2] padding [1, 0] exclude_padding {note} : (tensor<1x4x9xf16>) -> tensor<1x4x6xf16>
  // CHECK: nn.pool average %{{.*}} size [2, 2, 2] : (tensor<1x1x4x4x4xf64>) -> tensor<1x1x2x2x2xf64>
  %2 = nn.pool average %z size [2, 2, 2] : (tensor<1x1x4x4x4xf64>) -> tensor<1x1x2x2x2xf64>
  // Lists may come in any order behind the size.
  // CHECK: nn.pool max %{{.*}} size [3] stride [1] dilation [1] padding [1, 1] : (
  %3 = nn.pool max %y size [3] padding [1, 1] dilation [1] stride [1] : (tensor<1x4x9xf16>) -> tensor<1x4x9xf16>
  return
}
