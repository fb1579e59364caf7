// Buffers of the parts of an nn.parallel.
// RUN: nn-opt %s --nn-plan-memory --split-input-file | FileCheck %s

// What a part allocates lies in a buffer of its own; that of the first part lies
// in the workspace, beside what lives at the same time. Three buffers of a part
// that live one after the other share 64 bytes.
// CHECK-LABEL: func.func private @k.plan() -> (i1, index, index)
// CHECK-DAG: %[[TOTAL:.*]] = arith.constant 128 : index
// CHECK-DAG: %[[FURTHER:.*]] = arith.maxui
// CHECK: return %{{.*}}, %{{.*}}, %[[FURTHER]] : i1, index, index
// CHECK-LABEL: func.func @k.kernel
// CHECK-SAME: %[[X:[^:]*]]: memref<16xf32>, %[[Y:[^:]*]]: memref<16xf32>, %[[WS:[^:]*]]: memref<?xi8>
// CHECK-DAG: %[[C0:.*]] = arith.constant 0 : index
// CHECK: %[[OUTER:.*]] = memref.view %[[WS]]
// CHECK: %[[FIRST:.*]] = memref.view %[[WS]]{{.*}} to memref<64xi8>
// CHECK: nn.parallel %{{.*}} grain %{{.*}} buffers(%[[FIRST]] : memref<64xi8>) {
// CHECK-NEXT: ^bb0(%{{.*}}: index, %{{.*}}: index, %[[OWN:.*]]: memref<64xi8>):
// CHECK: memref.view %[[OWN]]{{.*}} to memref<16xf32>
// CHECK: memref.view %[[OWN]]{{.*}} to memref<16xf32>
// CHECK: memref.view %[[OWN]]{{.*}} to memref<16xf32>
func.func @k.kernel(%x: memref<16xf32>, %y: memref<16xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<16xf32>]], name = "k", outputs = [["y", tensor<16xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c16 = arith.constant 16 : index
  %zero = arith.constant 0.0 : f32
  %outer = memref.alloc() : memref<16xf32>
  memref.store %zero, %outer[%c0] : memref<16xf32>
  nn.parallel %c16 grain %c1 {
  ^bb0(%begin: index, %end: index):
    scf.for %i = %begin to %end step %c1 {
      %a = memref.alloc() : memref<16xf32>
      memref.store %zero, %a[%c0] : memref<16xf32>
      %b = memref.alloc() : memref<16xf32>
      %v = memref.load %a[%c0] : memref<16xf32>
      memref.store %v, %b[%c0] : memref<16xf32>
      %c = memref.alloc() : memref<16xf32>
      %w = memref.load %b[%c0] : memref<16xf32>
      memref.store %w, %c[%c0] : memref<16xf32>
      %u = memref.load %c[%c0] : memref<16xf32>
      memref.store %u, %y[%i] : memref<16xf32>
    }
  }
  %o = memref.load %outer[%c0] : memref<16xf32>
  memref.store %o, %y[%c0] : memref<16xf32>
  return
}

// -----

// Of nested ones, the buffers of the inner parts are a buffer of the outer part;
// run-time factors are those of the entry, in the plan and in the kernel.
// CHECK-LABEL: func.func private @n.plan
// CHECK-SAME: (%[[N:.*]]: index) -> (i1, index, index)
// CHECK: arith.muli %{{.*}}, %[[N]] : index
// CHECK: arith.maxui
// CHECK-LABEL: func.func @n.kernel
// CHECK: nn.parallel %{{.*}} grain %{{.*}} buffers(%{{.*}} : memref<?x64xi8>) {
// CHECK-NEXT: ^bb0(%{{.*}}: index, %{{.*}}: index, %[[OUTER:.*]]: memref<?x64xi8>):
// CHECK: %[[FLAT:.*]] = memref.collapse_shape %[[OUTER]]
// CHECK: %[[INNER:.*]] = memref.view %[[FLAT]]{{.*}} to memref<?x64xi8>
// CHECK: nn.parallel %{{.*}} grain %{{.*}} buffers(%[[INNER]] : memref<?x64xi8>) {
// CHECK-NEXT: ^bb0(%{{.*}}: index, %{{.*}}: index, %[[OWN:.*]]: memref<?x64xi8>):
// CHECK: %[[OWNFLAT:.*]] = memref.collapse_shape %[[OWN]]
// CHECK: memref.view %[[OWNFLAT]]{{.*}} to memref<?xf32>
func.func @n.kernel(%x: memref<?xf32>, %y: memref<4xf32>)
    attributes {nn.signature = {inputs = [["x", tensor<?xf32>]], name = "n", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %zero = arith.constant 0.0 : f32
  %n = memref.dim %x, %c0 : memref<?xf32>
  nn.parallel %c4 grain %c1 {
  ^bb0(%begin: index, %end: index):
    scf.for %i = %begin to %end step %c1 {
      nn.parallel %c4 grain %c1 {
      ^bb0(%innerBegin: index, %innerEnd: index):
        %a = memref.alloc(%n) : memref<?xf32>
        memref.store %zero, %a[%c0] : memref<?xf32>
        %v = memref.load %a[%c0] : memref<?xf32>
        memref.store %v, %y[%i] : memref<4xf32>
      }
    }
  }
  return
}
