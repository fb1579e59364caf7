// nn.embedding as a gather of rows.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @embedding(
// CHECK-SAME: %[[I:.*]]: tensor<8x?xi32, #nn.axes<batch, time>>, %[[T:.*]]: tensor<5x3xf32, #nn.axes<token, depth>>
// CHECK: %[[GATHER:.*]] = nn.gather %[[T]] axes [0] at %[[I]] : (tensor<5x3xf32, #nn.axes<token, depth>>, tensor<8x?xi32, #nn.axes<batch, time>>) -> tensor<8x?x3xf32, #nn.axes<batch, time, depth>>
// CHECK: return %[[GATHER]] : tensor<8x?x3xf32, #nn.axes<batch, time, depth>>
func.func @embedding(%i: tensor<8x?xi32, #nn.axes<batch, time>>, %t: tensor<5x3xf32, #nn.axes<token, depth>>) -> tensor<8x?x3xf32, #nn.axes<batch, time, depth>> {
  %y = nn.embedding %i, %t : (tensor<8x?xi32, #nn.axes<batch, time>>, tensor<5x3xf32, #nn.axes<token, depth>>) -> tensor<8x?x3xf32, #nn.axes<batch, time, depth>>
  return %y : tensor<8x?x3xf32, #nn.axes<batch, time, depth>>
}

// What only moves elements stays in their type.
// CHECK-LABEL: func.func @half(
// CHECK-SAME: %[[I:.*]]: tensor<i64>, %[[T:.*]]: tensor<5x3xbf16>
// CHECK-NOT: arith.extf
// CHECK: %[[GATHER:.*]] = nn.gather %[[T]] axes [0] at %[[I]] : (tensor<5x3xbf16>, tensor<i64>) -> tensor<3xbf16>
// CHECK: return %[[GATHER]] : tensor<3xbf16>
func.func @half(%i: tensor<i64>, %t: tensor<5x3xbf16>) -> tensor<3xbf16> {
  %y = nn.embedding %i, %t : (tensor<i64>, tensor<5x3xbf16>) -> tensor<3xbf16>
  return %y : tensor<3xbf16>
}
