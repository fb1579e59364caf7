// The forms of nn.scan: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @scan(
func.func @scan(%h: tensor<4xf32>, %x: tensor<?x4xf32, #nn.axes<time, depth>>, %n: index) {
  // GENERIC: "nn.scan"(%{{.*}}, %{{.*}}, %{{.*}}) <{axis = 0 : i64, operandSegmentSizes = array<i32: 1, 1, 1>, reverse}> ({
  // GENERIC-NEXT: ^bb0(%{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32, #nn.axes<depth>>):
  // GENERIC: }) : (tensor<4xf32>, tensor<?x4xf32, #nn.axes<time, depth>>, index) -> (tensor<4xf32>, tensor<?x4xf32>)
  // CHECK: nn.scan init(%{{.*}} : tensor<4xf32>) over(%{{.*}} : tensor<?x4xf32, #nn.axes<time, depth>>) count %{{.*}} reverse -> tensor<4xf32>, tensor<?x4xf32> {
  %0:2 = nn.scan init(%h : tensor<4xf32>) over(%x : tensor<?x4xf32, #nn.axes<time, depth>>) count %n reverse -> tensor<4xf32>, tensor<?x4xf32> {
  ^bb0(%s: tensor<4xf32>, %v: tensor<4xf32, #nn.axes<depth>>):
    // CHECK: nn.yield %{{.*}}, %{{.*}} : tensor<4xf32>, tensor<4xf32, #nn.axes<depth>>
    nn.yield %s, %v : tensor<4xf32>, tensor<4xf32, #nn.axes<depth>>
  }
  // Along another axis, with two inputs and nothing that is carried.
  // CHECK: nn.scan over(%{{.*}}, %{{.*}} : tensor<?x4xf32, #nn.axes<time, depth>>, tensor<?x4xf32, #nn.axes<time, depth>>) axis 1 attributes {note} -> tensor<?x4xf32> {
  %1 = nn.scan over(%x, %x : tensor<?x4xf32, #nn.axes<time, depth>>, tensor<?x4xf32, #nn.axes<time, depth>>) axis 1 attributes {note} -> tensor<?x4xf32> {
  ^bb0(%u: tensor<?xf32, #nn.axes<time>>, %v: tensor<?xf32>):
    // CHECK: nn.yield %{{.*}} : tensor<?xf32>
    nn.yield %v : tensor<?xf32>
  }
  // A state alone, and a loop that does nothing.
  // CHECK: nn.scan init(%{{.*}}, %{{.*}} : tensor<4xf32>, tensor<4xf32>) count %{{.*}} -> tensor<4xf32>, tensor<4xf32> {
  %2:2 = nn.scan init(%h, %h : tensor<4xf32>, tensor<4xf32>) count %n -> tensor<4xf32>, tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>, %t: tensor<4xf32>):
    // CHECK: nn.yield %{{.*}}, %{{.*}} : tensor<4xf32>, tensor<4xf32>
    nn.yield %t, %s : tensor<4xf32>, tensor<4xf32>
  }
  // CHECK: nn.scan count %{{.*}} {
  nn.scan count %n {
  // CHECK-NEXT: }
  }
  // The axis 0 is what is meant without one.
  // CHECK: nn.scan over(%{{.*}} : tensor<?x4xf32, #nn.axes<time, depth>>) {
  nn.scan over(%x : tensor<?x4xf32, #nn.axes<time, depth>>) axis 0 {
  ^bb0(%v: tensor<4xf32>):
  }
  return
}
