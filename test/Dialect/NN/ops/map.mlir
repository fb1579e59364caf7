// The forms of nn.map: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @broadcast(
func.func @broadcast(%x: tensor<2x?xf32, #nn.axes<row, column>>, %y: tensor<1xf32>, %z: tensor<f32>) {
  // GENERIC: "nn.map"(%{{.*}}, %{{.*}}, %{{.*}}) ({
  // GENERIC-NEXT: ^bb0(%{{.*}}: f32, %{{.*}}: f32, %{{.*}}: f32):
  // GENERIC: "nn.yield"(%{{.*}}) : (f32) -> ()
  // GENERIC-NEXT: }) : (tensor<2x?xf32, #nn.axes<row, column>>, tensor<1xf32>, tensor<f32>) -> tensor<2x?xf32, #nn.axes<row, column>>
  // CHECK: nn.map %{{.*}}, %{{.*}}, %{{.*}} : (tensor<2x?xf32, #nn.axes<row, column>>, tensor<1xf32>, tensor<f32>) -> tensor<2x?xf32, #nn.axes<row, column>> {
  %0 = nn.map %x, %y, %z : (tensor<2x?xf32, #nn.axes<row, column>>, tensor<1xf32>, tensor<f32>) -> tensor<2x?xf32, #nn.axes<row, column>> {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %d = math.fma %a, %b, %c : f32
    // CHECK: nn.yield %{{.*}} : f32
    nn.yield %d : f32
  }
  return
}

// The region may make another type, yield an argument, or use a scalar from
// outside.
// CHECK-LABEL: func.func @elements(
func.func @elements(%p: tensor<3xi1>, %i: tensor<3xindex>, %s: bf16) {
  // CHECK: nn.map %{{.*}}, %{{.*}} : (tensor<3xi1>, tensor<3xindex>) -> tensor<3xbf16> {
  %0 = nn.map %p, %i : (tensor<3xi1>, tensor<3xindex>) -> tensor<3xbf16> {
  ^bb0(%a: i1, %b: index):
    // CHECK: nn.yield %{{.*}} : bf16
    nn.yield %s : bf16
  }
  // CHECK: nn.map %{{.*}} {note = 1 : i64} : (tensor<3xindex>) -> tensor<3xindex> {
  %1 = nn.map %i {note = 1 : i64} : (tensor<3xindex>) -> tensor<3xindex> {
  ^bb0(%a: index):
    // CHECK: nn.yield %{{.*}} : index
    nn.yield %a : index
  }
  // CHECK: nn.map %{{.*}} : (tensor<3xindex>) -> tensor<3xi1> {
  %2 = nn.map %i : (tensor<3xindex>) -> tensor<3xi1> {
  ^bb0(%a: index):
    %c = arith.cmpi ult, %a, %a : index
    // CHECK: nn.yield %{{.*}} : i1
    nn.yield %c : i1
  }
  return
}
