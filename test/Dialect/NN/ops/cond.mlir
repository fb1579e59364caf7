// The forms of nn.cond: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @cond(
func.func @cond(%p: tensor<i1>, %a: tensor<4xf32, #nn.axes<time>>, %b: tensor<?xf32>) {
  // GENERIC: "nn.cond"(%{{.*}}) ({
  // GENERIC-NEXT: "nn.yield"(%{{.*}}) : (tensor<4xf32, #nn.axes<time>>) -> ()
  // GENERIC-NEXT: }, {
  // GENERIC-NEXT: "nn.yield"(%{{.*}}) : (tensor<?xf32>) -> ()
  // GENERIC-NEXT: }) : (tensor<i1>) -> tensor<?xf32>
  // CHECK: nn.cond %{{.*}} : tensor<i1> -> tensor<?xf32> {
  %0 = nn.cond %p : tensor<i1> -> tensor<?xf32> {
    // CHECK: nn.yield %{{.*}} : tensor<4xf32, #nn.axes<time>>
    nn.yield %a : tensor<4xf32, #nn.axes<time>>
    // CHECK: } else {
  } else {
    // CHECK: nn.yield %{{.*}} : tensor<?xf32>
    nn.yield %b : tensor<?xf32>
  }
  // CHECK: nn.cond %{{.*}} {note} : tensor<i1> -> tensor<4xf32, #nn.axes<time>>, tensor<?xf32> {
  %1:2 = nn.cond %p {note} : tensor<i1> -> tensor<4xf32, #nn.axes<time>>, tensor<?xf32> {
    // CHECK: nn.yield %{{.*}}, %{{.*}} : tensor<4xf32, #nn.axes<time>>, tensor<?xf32>
    nn.yield %a, %b : tensor<4xf32, #nn.axes<time>>, tensor<?xf32>
  } else {
    // CHECK: nn.yield %{{.*}}, %{{.*}} : tensor<4xf32, #nn.axes<time>>, tensor<?xf32>
    nn.yield %a, %b : tensor<4xf32, #nn.axes<time>>, tensor<?xf32>
  }
  // Without results, what ends a region need not be written.
  // CHECK: nn.cond %{{.*}} : tensor<i1> {
  nn.cond %p : tensor<i1> {
  // CHECK-NEXT: } else {
  } else {
  // CHECK-NEXT: }
  }
  return
}
