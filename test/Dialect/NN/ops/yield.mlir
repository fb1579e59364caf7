// The forms of nn.yield: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @yield(
func.func @yield(%p: tensor<i1>, %x: tensor<2xf32>) {
  // CHECK: nn.cond %{{.*}} : tensor<i1> -> tensor<2xf32>, tensor<2xf32> {
  %0:2 = nn.cond %p : tensor<i1> -> tensor<2xf32>, tensor<2xf32> {
    // GENERIC: "nn.yield"(%{{.*}}, %{{.*}}) : (tensor<2xf32>, tensor<2xf32>) -> ()
    // CHECK: nn.yield %{{.*}}, %{{.*}} : tensor<2xf32>, tensor<2xf32>
    nn.yield %x, %x : tensor<2xf32>, tensor<2xf32>
  } else {
    // CHECK: nn.yield %{{.*}}, %{{.*}} : tensor<2xf32>, tensor<2xf32> {note}
    nn.yield %x, %x : tensor<2xf32>, tensor<2xf32> {note}
  }
  // One without values is not printed where it need not be written.
  // CHECK: nn.cond %{{.*}} : tensor<i1> {
  nn.cond %p : tensor<i1> {
    // GENERIC: "nn.yield"() : () -> ()
    // CHECK-NOT: nn.yield
    nn.yield
  } else {
  }
  return
}
