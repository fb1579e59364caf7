// RUN: nn-opt %s --nn-report-checks | FileCheck %s

// The first check that fails writes its number, counted from 1. The signature
// has the status of each, 9 for an index, 8 for an iteration, 10 for a value, and
// its text with the place.
// CHECK-LABEL: func.func @f.kernel
// CHECK-SAME: (%[[P:.*]]: i1, %[[FAILED:.*]]: memref<i32>)
// CHECK-SAME: checks =
// CHECK-SAME: [9 : i32, "{{.*}}nn-report-checks.mlir:[[#]]:3: an index"]
// CHECK-SAME: [8 : i32, "m.py:7:9: an iteration"]
// CHECK-SAME: [10 : i32, "a value"]
// CHECK-NOT: nn.check
// CHECK: %[[OWN:.*]] = arith.constant 1 : i32
// CHECK: scf.if
// CHECK: %[[KNOWN:.*]] = memref.load %[[FAILED]][]
// CHECK: %[[NONE:.*]] = arith.constant 0 : i32
// CHECK: %[[ISFIRST:.*]] = arith.cmpi eq, %[[KNOWN]], %[[NONE]] : i32
// CHECK: %[[FIRST:.*]] = arith.select %[[ISFIRST]], %[[OWN]], %[[KNOWN]] : i32
// CHECK: memref.store %[[FIRST]], %[[FAILED]][]
// CHECK: arith.constant 2 : i32
// CHECK: scf.if
// CHECK: memref.store %{{.*}}, %[[FAILED]][]
// CHECK: arith.constant 3 : i32
// The same of the same place once more.
// CHECK: arith.constant 2 : i32
func.func @f.kernel(%p: i1) attributes {nn.signature = {inputs = [], name = "f", outputs = [], params = []}} {
  nn.check index %p, "an index"
  nn.check numeric %p, "an iteration" loc(callsite("m.py":7:9 at "m.py":1:1))
  nn.check value %p, "a value" loc(unknown)
  nn.check numeric %p, "an iteration" loc("loop"("m.py":7:9))
  return
}

// What is no entry has no status.
// CHECK-LABEL: func.func @other(%{{.*}}: i1) {
func.func @other(%p: i1) {
  return
}
