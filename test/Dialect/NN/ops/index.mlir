// The forms of nn.index: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @index(
func.func @index(%x: tensor<?x8xf32>) {
  // CHECK: nn.map %{{.*}} : (tensor<?x8xf32>) -> tensor<?x8xi1> {
  %0 = nn.map %x : (tensor<?x8xf32>) -> tensor<?x8xi1> {
  ^bb0(%v: f32):
    // GENERIC: "nn.index"() <{axis = 1 : i64}> : () -> index
    // CHECK: nn.index 1
    %j = nn.index 1
    // CHECK: nn.index 0 {note}
    %i = nn.index 0 {note}
    %m = arith.cmpi ugt, %j, %i : index
    // CHECK: nn.yield %{{.*}} : i1
    nn.yield %m : i1
  }
  return
}
