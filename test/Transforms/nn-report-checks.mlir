// RUN: nn-opt %s --nn-report-checks | FileCheck %s

// The first check that fails writes its status: 9 for an index, 8 for an
// iteration.
// CHECK-LABEL: func.func @f.kernel
// CHECK-SAME: (%[[P:.*]]: i1, %[[STATUS:.*]]: memref<i32>)
// CHECK-NOT: nn.check
// CHECK: scf.if
// CHECK: %[[KNOWN:.*]] = memref.load %[[STATUS]][]
// CHECK: arith.constant 9 : i32
// CHECK: memref.store %{{.*}}, %[[STATUS]][]
// CHECK: scf.if
// CHECK: arith.constant 8 : i32
// CHECK: memref.store %{{.*}}, %[[STATUS]][]
func.func @f.kernel(%p: i1) attributes {nn.signature = {inputs = [], name = "f", outputs = [], params = []}} {
  nn.check index %p, "an index"
  nn.check numeric %p, "an iteration"
  return
}

// What is no entry has no status.
// CHECK-LABEL: func.func @other(%{{.*}}: i1) {
func.func @other(%p: i1) {
  return
}
