// RUN: nn-opt %s | nn-opt | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: @plain
// CHECK-SAME: %[[N:[^:]*]]: index, %[[G:[^:]*]]: index
// CHECK: nn.parallel %[[N]] grain %[[G]] {
// CHECK-NEXT: ^bb0(%[[B:.*]]: index, %[[E:.*]]: index):
// CHECK-NEXT: scf.for %{{.*}} = %[[B]] to %[[E]]
func.func @plain(%n: index, %g: index, %x: memref<?xf32>) {
  %one = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  nn.parallel %n grain %g {
  ^bb0(%begin: index, %end: index):
    scf.for %i = %begin to %end step %one {
      memref.store %zero, %x[%i] : memref<?xf32>
    }
  }
  return
}

// CHECK-LABEL: @buffers
// CHECK-SAME: %{{.*}}: index, %[[A:.*]]: memref<64xi8>, %[[B:.*]]: memref<?x128xi8>
// CHECK: buffers(%[[A]], %[[B]] : memref<64xi8>, memref<?x128xi8>) attributes {note = "kept"} {
// CHECK-NEXT: ^bb0(%{{.*}}: index, %{{.*}}: index, %{{.*}}: memref<64xi8>, %{{.*}}: memref<?x128xi8>):
func.func @buffers(%n: index, %a: memref<64xi8>, %b: memref<?x128xi8>) {
  nn.parallel %n grain %n buffers(%a, %b : memref<64xi8>, memref<?x128xi8>) attributes {note = "kept"} {
  ^bb0(%begin: index, %end: index, %own: memref<64xi8>, %other: memref<?x128xi8>):
  }
  return
}
