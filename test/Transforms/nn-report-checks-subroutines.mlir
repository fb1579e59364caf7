// RUN: nn-opt %s --nn-report-checks | FileCheck %s

// A subroutine takes the number behind which its checks begin. A check without
// a place of its own has that of the call.
// CHECK-LABEL: func.func @f.kernel
// CHECK-SAME: (%[[P:.*]]: i1, %[[FAILED:.*]]: memref<i32>)
// CHECK-SAME: checks =
// CHECK-SAME: [10 : i32, "own.py:1:1: own"]
// CHECK-SAME: [9 : i32, "first.py:2:2: an index"]
// CHECK-SAME: [8 : i32, "inner.py:7:9: an iteration"]
// CHECK-SAME: [9 : i32, "second.py:3:3: an index"]
// CHECK-SAME: [8 : i32, "inner.py:7:9: an iteration"]
// CHECK: scf.if
// CHECK: %[[FIRST:.*]] = arith.constant 1 : i32
// CHECK-NEXT: call @g(%[[P]], %[[FAILED]], %[[FIRST]])
// CHECK: call @none(%[[P]]) : (i1) -> ()
// CHECK: %[[SECOND:.*]] = arith.constant 3 : i32
// CHECK: call @g(%[[P]], %[[FAILED]], %[[SECOND]])
func.func @f.kernel(%p: i1) attributes {nn.signature = {inputs = [], name = "f", outputs = [], params = []}} {
  nn.check value %p, "own" loc("own.py":1:1)
  call @g(%p) : (i1) -> () loc("first.py":2:2)
  call @none(%p) : (i1) -> ()
  call @g(%p) : (i1) -> () loc("second.py":3:3)
  return
}

// CHECK-LABEL: func.func private @g
// CHECK-SAME: (%[[P:.*]]: i1, %[[FAILED:.*]]: memref<i32>, %[[BASE:.*]]: i32)
// CHECK: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK: %[[OWN:.*]] = arith.addi %[[BASE]], %[[ONE]]
// CHECK: arith.select %{{.*}}, %[[OWN]]
// CHECK: %[[REST:.*]] = arith.addi %[[BASE]], %{{.*}}
// CHECK: call @h(%[[P]], %[[FAILED]], %[[REST]])
func.func private @g(%p: i1) attributes {no_inline} {
  nn.check index %p, "an index" loc(unknown)
  call @h(%p) : (i1) -> () loc(unknown)
  return
}

func.func private @h(%p: i1) attributes {no_inline} {
  nn.check numeric %p, "an iteration" loc("inner.py":7:9)
  return
}

// CHECK-LABEL: func.func private @none(%{{.*}}: i1)
func.func private @none(%p: i1) attributes {no_inline} {
  return
}

// Calls whose checks say the same have the same numbers.
// CHECK-LABEL: func.func @same.kernel
// CHECK-SAME: checks =
// CHECK-SAME: [8 : i32, "inner.py:7:9: an iteration"], [9 : i32, "one.py:1:1: an index"], [8 : i32, "inner.py:7:9: an iteration"]]
// CHECK: %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK-NEXT: call @h(%{{.*}}, %{{.*}}, %[[ZERO]])
// CHECK-NEXT: %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK-NEXT: call @h(%{{.*}}, %{{.*}}, %[[ZERO]])
// CHECK-NEXT: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK-NEXT: call @g(%{{.*}}, %{{.*}}, %[[ONE]])
// CHECK-NEXT: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK-NEXT: call @g(%{{.*}}, %{{.*}}, %[[ONE]])
func.func @same.kernel(%p: i1) attributes {nn.signature = {inputs = [], name = "same", outputs = [], params = []}} {
  call @h(%p) : (i1) -> () loc("one.py":1:1)
  call @h(%p) : (i1) -> () loc("two.py":2:2)
  call @g(%p) : (i1) -> () loc("one.py":1:1)
  call @g(%p) : (i1) -> () loc("one.py":1:1)
  return
}
