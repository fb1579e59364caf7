// The forms of nn.adaptive_pool: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @adaptive_pool(
func.func @adaptive_pool(%x: tensor<8x4x?x?xf32, #nn.axes<batch, channel, row, column>>, %y: tensor<1x4x9xf16>) {
  // GENERIC: "nn.adaptive_pool"(%{{.*}}) <{kind = #nn<pool_kind average>, size = array<i64: 1, 3>}> : (
  // CHECK: nn.adaptive_pool average %{{.*}} size [1, 3] : (tensor<8x4x?x?xf32, #nn.axes<batch, channel, row, column>>) -> tensor<8x4x1x3xf32, #nn.axes<batch, channel, row, column>>
  %0 = nn.adaptive_pool average %x size [1, 3] : (tensor<8x4x?x?xf32, #nn.axes<batch, channel, row, column>>) -> tensor<8x4x1x3xf32, #nn.axes<batch, channel, row, column>>
  // There may be more windows than elements.
  // CHECK: nn.adaptive_pool max %{{.*}} size [20] {note} : (tensor<1x4x9xf16>) -> tensor<1x4x20xf16>
  %1 = nn.adaptive_pool max %y size [20] {note} : (tensor<1x4x9xf16>) -> tensor<1x4x20xf16>
  return
}
