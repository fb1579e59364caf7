// The forms of nn.weave: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @weave(
func.func @weave(%x: tensor<8x?xf32, #nn.axes<batch, depth>>, %w: tensor<8x3xf32>) {
  // GENERIC: "nn.weave"(%{{.*}}, %{{.*}}) <{axis = 0 : i64}> ({
  // GENERIC-NEXT: ^bb0(%{{.*}}: tensor<?xf32, #nn.axes<depth>>, %{{.*}}: tensor<3xf32>):
  // GENERIC: }) : (tensor<8x?xf32, #nn.axes<batch, depth>>, tensor<8x3xf32>) -> (tensor<8x3xf32>, tensor<8x?xf32, #nn.axes<batch, _>>)
  // CHECK: nn.weave over(%{{.*}}, %{{.*}} : tensor<8x?xf32, #nn.axes<batch, depth>>, tensor<8x3xf32>) -> tensor<8x3xf32>, tensor<8x?xf32, #nn.axes<batch, _>> {
  %0:2 = nn.weave over(%x, %w : tensor<8x?xf32, #nn.axes<batch, depth>>, tensor<8x3xf32>) -> tensor<8x3xf32>, tensor<8x?xf32, #nn.axes<batch, _>> {
  ^bb0(%a: tensor<?xf32, #nn.axes<depth>>, %b: tensor<3xf32>):
    // CHECK: nn.yield %{{.*}}, %{{.*}} : tensor<3xf32>, tensor<?xf32, #nn.axes<depth>>
    nn.yield %b, %a : tensor<3xf32>, tensor<?xf32, #nn.axes<depth>>
  }
  // GENERIC: "nn.weave"(%{{.*}}) <{axis = 1 : i64}> ({
  // CHECK: nn.weave over(%{{.*}} : tensor<8x?xf32, #nn.axes<batch, depth>>) axis 1 attributes {note} -> tensor<8x?xf32> {
  %1 = nn.weave over(%x : tensor<8x?xf32, #nn.axes<batch, depth>>) axis 1 attributes {note} -> tensor<8x?xf32> {
  ^bb0(%a: tensor<8xf32, #nn.axes<batch>>):
    // CHECK: nn.yield %{{.*}} : tensor<8xf32, #nn.axes<batch>>
    nn.yield %a : tensor<8xf32, #nn.axes<batch>>
  }
  // CHECK: nn.weave over(%{{.*}} : tensor<8x3xf32>) {
  nn.weave over(%w : tensor<8x3xf32>) {
  ^bb0(%a: tensor<3xf32>):
  }
  return
}
