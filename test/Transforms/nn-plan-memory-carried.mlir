// Buffers of a loop that its next iteration reads.
// RUN: nn-opt %s --nn-plan-memory --split-input-file --verify-diagnostics | FileCheck %s

// It has two places, of which iterations take one in turn.
// CHECK-LABEL: func.func private @next.plan() -> (i1, index, index)
// CHECK: arith.constant 192 : index
// CHECK-LABEL: func.func @next.kernel
// CHECK-SAME: %[[WS:[a-z0-9]*]]: memref<?xi8>)
// CHECK: scf.for %[[I:.*]] = %[[LOW:.*]] to %{{.*}} step %[[STEP:.*]] iter_args
// CHECK: %[[FROM:.*]] = arith.subi %[[I]], %[[LOW]] : index
// CHECK: %[[NUMBER:.*]] = arith.divui %[[FROM]], %[[STEP]] : index
// CHECK: %[[TURN:.*]] = arith.remui %[[NUMBER]], %{{.*}} : index
// CHECK: %[[AWAY:.*]] = arith.muli %[[TURN]], %{{.*}} : index
// CHECK: %[[PLACE:.*]] = arith.addi %{{.*}}, %[[AWAY]] : index
// CHECK: memref.view %[[WS]][%[[PLACE]]][] : memref<?xi8> to memref<4xf32>
func.func @next.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "next", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<4xf32>
  %0 = memref.load %x[%c0] : memref<4xf32>
  memref.store %0, %a[%c0] : memref<4xf32>
  %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%last = %a) -> memref<4xf32> {
    %new = memref.alloc() : memref<4xf32>
    %1 = memref.load %last[%c0] : memref<4xf32>
    memref.store %1, %new[%c1] : memref<4xf32>
    %2 = memref.load %last[%c1] : memref<4xf32>
    memref.store %2, %new[%c0] : memref<4xf32>
    scf.yield %new : memref<4xf32>
  }
  %3 = memref.load %r[%c0] : memref<4xf32>
  memref.store %3, %y[%c0] : memref<4xf32>
  return
}

// -----

// Two places are not enough for what lives for two iterations.
func.func @later.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "later", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  %r:2 = scf.for %i = %c0 to %c4 step %c1 iter_args(%p = %a, %q = %b) -> (memref<4xf32>, memref<4xf32>) {
    // expected-error @below {{cannot be placed: a loop hands it on for longer than to its next iteration}}
    %new = memref.alloc() : memref<4xf32>
    %1 = memref.load %p[%c0] : memref<4xf32>
    memref.store %1, %new[%c0] : memref<4xf32>
    scf.yield %q, %new : memref<4xf32>, memref<4xf32>
  }
  %3 = memref.load %r#0[%c0] : memref<4xf32>
  memref.store %3, %y[%c0] : memref<4xf32>
  return
}

// -----

// Nor is it known how often a loop has run that does not count.
func.func @while.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "while", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %a = memref.alloc() : memref<4xf32>
  %r = scf.while (%p = %a) : (memref<4xf32>) -> memref<4xf32> {
    %1 = memref.load %p[%c0] : memref<4xf32>
    %2 = arith.cmpf olt, %1, %1 : f32
    scf.condition(%2) %p : memref<4xf32>
  } do {
  ^bb0(%p: memref<4xf32>):
    // expected-error @below {{cannot be placed: a loop hands it on for longer than to its next iteration}}
    %new = memref.alloc() : memref<4xf32>
    %1 = memref.load %p[%c0] : memref<4xf32>
    memref.store %1, %new[%c0] : memref<4xf32>
    scf.yield %new : memref<4xf32>
  }
  %3 = memref.load %r[%c0] : memref<4xf32>
  memref.store %3, %y[%c0] : memref<4xf32>
  return
}
