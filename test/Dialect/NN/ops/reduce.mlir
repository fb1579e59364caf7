// The forms of nn.reduce: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @sum(
func.func @sum(%x: tensor<2x?x4xf32, #nn.axes<batch, time, depth>>) {
  // GENERIC: "nn.reduce"(%{{.*}}) <{axes = array<i64: 0, 2>, neutral = [0.000000e+00 : f32]}> ({
  // GENERIC-NEXT: ^bb0(%{{.*}}: f32, %{{.*}}: f32):
  // GENERIC: }) : (tensor<2x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<?xf32, #nn.axes<time>>
  // CHECK: nn.reduce %{{.*}} axes [0, 2] : (tensor<2x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<?xf32, #nn.axes<time>> neutral 0.000000e+00 {
  %0 = nn.reduce %x axes [0, 2] : (tensor<2x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<?xf32, #nn.axes<time>> neutral 0.000000e+00 {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    // CHECK: nn.yield %{{.*}} : f32
    nn.yield %s : f32
  }
  // GENERIC: "nn.reduce"(%{{.*}}) <{axes = array<i64: 1>, keep}> ({
  // CHECK: nn.reduce %{{.*}} axes [1] keep {note = 1 : i64} : (tensor<2x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<2x1x4xf32, #nn.axes<batch, time, depth>> {
  %1 = nn.reduce %x axes [1] keep {note = 1 : i64} : (tensor<2x?x4xf32, #nn.axes<batch, time, depth>>) -> tensor<2x1x4xf32, #nn.axes<batch, time, depth>> {
  ^bb0(%a: f32, %b: f32):
    // CHECK: nn.yield %{{.*}} : f32
    nn.yield %b : f32
  }
  return
}

// Several inputs, each with its neutral element; a float that is no decimal, an
// integer and a boolean.
// CHECK-LABEL: func.func @pairs(
func.func @pairs(%x: tensor<4xf32>, %i: tensor<4xi64>, %p: tensor<4xi1>) {
  // CHECK: nn.reduce %{{.*}}, %{{.*}}, %{{.*}} axes [0] : (tensor<4xf32>, tensor<4xi64>, tensor<4xi1>) -> (tensor<f32>, tensor<i64>, tensor<i1>) neutral 0xFF800000, -1, true {
  %0:3 = nn.reduce %x, %i, %p axes [0] : (tensor<4xf32>, tensor<4xi64>, tensor<4xi1>) -> (tensor<f32>, tensor<i64>, tensor<i1>) neutral 0xFF800000, -1, true {
  ^bb0(%a: f32, %j: i64, %q: i1, %b: f32, %k: i64, %r: i1):
    // CHECK: nn.yield %{{.*}}, %{{.*}}, %{{.*}} : f32, i64, i1
    nn.yield %b, %k, %r : f32, i64, i1
  }
  return
}

// Over no axis, each element meets the neutral one.
// CHECK-LABEL: func.func @no_axis(
func.func @no_axis(%x: tensor<4xi8>, %s: tensor<index>) {
  // CHECK: nn.reduce %{{.*}} axes [] : (tensor<4xi8>) -> tensor<4xi8> neutral 7 {
  %0 = nn.reduce %x axes [] : (tensor<4xi8>) -> tensor<4xi8> neutral 7 {
  ^bb0(%a: i8, %b: i8):
    // CHECK: nn.yield %{{.*}} : i8
    nn.yield %b : i8
  }
  // CHECK: nn.reduce %{{.*}} axes [] keep : (tensor<index>) -> tensor<index> neutral 7 {
  %1 = nn.reduce %s axes [] keep : (tensor<index>) -> tensor<index> neutral 7 {
  ^bb0(%a: index, %b: index):
    // CHECK: nn.yield %{{.*}} : index
    nn.yield %b : index
  }
  return
}
