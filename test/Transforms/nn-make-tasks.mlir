// RUN: nn-opt %s --nn-make-tasks | FileCheck %s --implicit-check-not=part_buffers --implicit-check-not=nested_parts --implicit-check-not=distinct_buffers

// What is not read is not handed over; buffers are different ones.
// CHECK-LABEL: llvm.func @k.kernel.part0(
// CHECK-SAME: %{{.*}}: !llvm.ptr, %{{.*}}: i64, %{{.*}}: i64, %[[X:[^:]*]]: !llvm.ptr {llvm.noalias}, %[[V:[^:]*]]: f32, %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr {llvm.noalias}, %{{.*}}: i64, %{{.*}}: i64, %{{.*}}: i64)

// A task finds where its part begins and ends, and its memory: the first takes
// what it is given.
// CHECK-LABEL: llvm.func internal @k.kernel.part0.task(
// CHECK-SAME: %{{.*}}: !llvm.ptr, %[[INDEX:.*]]: i64)
// CHECK: %[[SIZE:.*]] = llvm.udiv %[[COUNT:.*]], %[[TASKS:.*]] : i64
// CHECK: %[[REST:.*]] = llvm.urem %[[COUNT]], %[[TASKS]] : i64
// CHECK: %[[LONGER:.*]] = llvm.icmp "ult" %[[INDEX]], %[[REST]] : i64
// CHECK: %[[BEFORE:.*]] = llvm.mul %[[INDEX]], %[[SIZE]] : i64
// CHECK: %[[MORE:.*]] = llvm.select %[[LONGER]], %[[INDEX]], %[[REST]]
// CHECK: %[[BEGIN:.*]] = llvm.add %[[BEFORE]], %[[MORE]] : i64
// CHECK: %[[WHOLE:.*]] = llvm.add %[[BEGIN]], %[[SIZE]] : i64
// CHECK: %[[ONE:.*]] = llvm.zext %[[LONGER]] : i1 to i64
// CHECK: %[[END:.*]] = llvm.add %[[WHOLE]], %[[ONE]] : i64
// CHECK: %[[FIRST:.*]] = llvm.icmp "eq" %[[INDEX]]
// CHECK: %[[MEMORY:.*]] = llvm.getelementptr %{{.*}}[%{{.*}}] : (!llvm.ptr, i64) -> !llvm.ptr, i8
// CHECK: %[[OWN:.*]] = llvm.select %[[FIRST]], %{{.*}}, %[[MEMORY]]
// CHECK: %[[ALIGNED:.*]] = llvm.select %[[FIRST]], %{{.*}}, %[[MEMORY]]
// CHECK: llvm.call @k.kernel.part0(%{{.*}}, %[[BEGIN]], %[[END]], %{{.*}}, %{{.*}}, %[[OWN]], %[[ALIGNED]],

// Without a team, or with one part, the task is called; what the team of the
// parts is depends on that.
// CHECK-LABEL: llvm.func internal @k.kernel.part0.run(
// CHECK-SAME: %[[TEAM:[^:]*]]: !llvm.ptr, %[[COUNT:[^:]*]]: i64, %[[GRAIN:[^:]*]]: i64
// CHECK: %[[PLACE:.*]] = llvm.alloca
// CHECK: %[[NULL:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: %[[NONE:.*]] = llvm.icmp "eq" %[[TEAM]], %[[NULL]]
// CHECK: llvm.cond_br %[[NONE]], ^[[ALONE:.*]], ^[[COUNTING:.*]]
// CHECK: ^[[COUNTING]]:
// CHECK: %[[LARGE:.*]] = llvm.udiv %[[COUNT]], %[[GRAIN]] : i64
// CHECK: llvm.intr.umin(%{{.*}}, %[[LARGE]])
// CHECK: llvm.cond_br %{{.*}}, ^[[PARALLEL:.*]](%{{.*}} : i64), ^[[ALONE]]
// CHECK: ^[[PARALLEL]](%[[TASKS:.*]]: i64):
// CHECK: llvm.store %[[NULL]]
// CHECK: %[[TASK:.*]] = llvm.mlir.addressof @k.kernel.part0.task
// CHECK: llvm.call %{{.*}}(%{{.*}}, %[[TASKS]], %[[TASK]], %[[PLACE]])
// CHECK: ^[[ALONE]]:
// CHECK: llvm.store %[[TEAM]]
// CHECK: llvm.call @k.kernel.part0.task(%[[PLACE]], %{{.*}})

llvm.func @k.kernel.part0(%team: !llvm.ptr, %begin: i64, %end: i64, %a: !llvm.ptr, %aligned: !llvm.ptr, %offset: i64, %v: f32, %own: !llvm.ptr, %ownAligned: !llvm.ptr, %ownOffset: i64, %size: i64, %stride: i64) {
  llvm.store %v, %aligned : f32, !llvm.ptr
  llvm.return
}
llvm.func @k.kernel.part0.run(!llvm.ptr, i64, i64, !llvm.ptr, !llvm.ptr, i64, f32, !llvm.ptr, !llvm.ptr, i64, i64, i64) attributes {distinct_buffers, nested_parts, part_buffers = array<i64: 1>, sym_visibility = "private"}
llvm.func @k.kernel(%team: !llvm.ptr, %x: !llvm.ptr, %n: i64, %v: f32) {
  llvm.call @k.kernel.part0.run(%team, %n, %n, %x, %x, %n, %v, %x, %x, %n, %n, %n) : (!llvm.ptr, i64, i64, !llvm.ptr, !llvm.ptr, i64, f32, !llvm.ptr, !llvm.ptr, i64, i64, i64) -> ()
  llvm.return
}
