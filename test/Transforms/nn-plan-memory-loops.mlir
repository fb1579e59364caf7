// Buffers in the bodies of loops: one that does not leave the body lives within an
// iteration, one that a loop carries as long as that loop.
// RUN: nn-opt %s --nn-plan-memory --canonicalize | FileCheck %s

// The first is read for the last time before the second is written.
// CHECK-LABEL: func.func private @body.plan() -> (i1, index, index)
// CHECK: arith.constant 64 : index
// CHECK-LABEL: func.func @body.kernel
// CHECK-SAME: %[[WS:[a-z0-9]*]]: memref<?xi8>)
// CHECK: scf.for
// CHECK: memref.view %[[WS]][%c0][] : memref<?xi8> to memref<4xf32>
// CHECK: memref.view %[[WS]][%c0][] : memref<?xi8> to memref<8xf16>
func.func @body.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "body", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  scf.for %i = %c0 to %c4 step %c1 {
    %a = memref.alloc() : memref<4xf32>
    %0 = memref.load %x[%i] : memref<4xf32>
    memref.store %0, %a[%i] : memref<4xf32>
    %1 = memref.load %a[%i] : memref<4xf32>
    %b = memref.alloc() : memref<8xf16>
    %2 = arith.truncf %1 : f32 to f16
    memref.store %2, %b[%i] : memref<8xf16>
    %3 = memref.load %b[%i] : memref<8xf16>
    %4 = arith.extf %3 : f16 to f32
    memref.store %4, %y[%i] : memref<4xf32>
  }
  return
}

// Both are read at the end of the body.
// CHECK-LABEL: func.func @together.kernel
// CHECK-SAME: %[[WS:[a-z0-9]*]]: memref<?xi8>)
// CHECK: scf.for
// CHECK-DAG: memref.view %[[WS]][%c0][] : memref<?xi8> to memref<4xf32>
// CHECK-DAG: memref.view %[[WS]][%c64][] : memref<?xi8> to memref<8xf16>
func.func @together.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "together", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  scf.for %i = %c0 to %c4 step %c1 {
    %a = memref.alloc() : memref<4xf32>
    %0 = memref.load %x[%i] : memref<4xf32>
    memref.store %0, %a[%i] : memref<4xf32>
    %b = memref.alloc() : memref<8xf16>
    %2 = arith.truncf %0 : f32 to f16
    memref.store %2, %b[%i] : memref<8xf16>
    %1 = memref.load %a[%i] : memref<4xf32>
    %3 = memref.load %b[%i] : memref<8xf16>
    %4 = arith.extf %3 : f16 to f32
    %5 = arith.addf %1, %4 : f32
    memref.store %5, %y[%i] : memref<4xf32>
  }
  return
}

// Two buffers that a loop swaps, as in a merge sort, both live as long as it and as
// what it returns: neither shares with the other, nor with one of the body.
// CHECK-LABEL: func.func private @swapped.plan() -> (i1, index, index)
// CHECK: arith.constant 192 : index
// CHECK-LABEL: func.func @swapped.kernel
// CHECK-SAME: %[[WS:[a-z0-9]*]]: memref<?xi8>)
// CHECK-DAG: memref.view %[[WS]][%c0][] : memref<?xi8> to memref<4xf32>
// CHECK-DAG: memref.view %[[WS]][%c64][] : memref<?xi8> to memref<4xf32>
// CHECK: scf.for
// CHECK: memref.view %[[WS]][%c128][] : memref<?xi8> to memref<8xf16>
func.func @swapped.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "swapped", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  %0 = memref.load %x[%c0] : memref<4xf32>
  memref.store %0, %a[%c0] : memref<4xf32>
  %r:2 = scf.for %i = %c0 to %c4 step %c1 iter_args(%from = %a, %to = %b) -> (memref<4xf32>, memref<4xf32>) {
    %h = memref.alloc() : memref<8xf16>
    %1 = memref.load %from[%c0] : memref<4xf32>
    %2 = arith.truncf %1 : f32 to f16
    memref.store %2, %h[%c0] : memref<8xf16>
    %3 = memref.load %h[%c0] : memref<8xf16>
    %4 = arith.extf %3 : f16 to f32
    memref.store %4, %to[%c0] : memref<4xf32>
    scf.yield %to, %from : memref<4xf32>, memref<4xf32>
  }
  %5 = memref.load %r#0[%c0] : memref<4xf32>
  memref.store %5, %y[%c0] : memref<4xf32>
  return
}

// What a loop reads that is made before it lives until its end.
// CHECK-LABEL: func.func @before.kernel
// CHECK-SAME: %[[WS:[a-z0-9]*]]: memref<?xi8>)
// CHECK-DAG: memref.view %[[WS]][%c0][] : memref<?xi8> to memref<4xf32>
// CHECK-DAG: memref.view %[[WS]][%c64][] : memref<?xi8> to memref<8xf16>
// CHECK: memref.view %[[WS]][%c0][] : memref<?xi8> to memref<2xf64>
func.func @before.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "before", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<4xf32>
  %0 = memref.load %x[%c0] : memref<4xf32>
  memref.store %0, %a[%c0] : memref<4xf32>
  scf.for %i = %c0 to %c4 step %c1 {
    %1 = memref.load %a[%i] : memref<4xf32>
    %h = memref.alloc() : memref<8xf16>
    %2 = arith.truncf %1 : f32 to f16
    memref.store %2, %h[%i] : memref<8xf16>
    %3 = memref.load %h[%i] : memref<8xf16>
    %4 = arith.extf %3 : f16 to f32
    memref.store %4, %y[%i] : memref<4xf32>
  }
  %d = memref.alloc() : memref<2xf64>
  %5 = memref.load %x[%c1] : memref<4xf32>
  %6 = arith.extf %5 : f32 to f64
  memref.store %6, %d[%c0] : memref<2xf64>
  %7 = memref.load %d[%c0] : memref<2xf64>
  %8 = arith.truncf %7 : f64 to f32
  memref.store %8, %y[%c0] : memref<4xf32>
  return
}

// Of two loops, what the inner one carries lives within an iteration of the outer
// one: it shares with what comes behind the inner loop there.
// CHECK-LABEL: func.func private @nested.plan() -> (i1, index, index)
// CHECK: arith.constant 128 : index
// CHECK-LABEL: func.func @nested.kernel
// CHECK-SAME: %[[WS:[a-z0-9]*]]: memref<?xi8>)
// CHECK: scf.for
// CHECK-DAG: memref.view %[[WS]][%c0][] : memref<?xi8> to memref<4xf32>
// CHECK-DAG: memref.view %[[WS]][%c64][] : memref<?xi8> to memref<4xf32>
// CHECK: scf.for
// CHECK: memref.view %[[WS]][%c0][] : memref<?xi8> to memref<2xf64>
func.func @nested.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "nested", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  scf.for %i = %c0 to %c4 step %c1 {
    %a = memref.alloc() : memref<4xf32>
    %b = memref.alloc() : memref<4xf32>
    %0 = memref.load %x[%i] : memref<4xf32>
    memref.store %0, %a[%c0] : memref<4xf32>
    %r:2 = scf.for %j = %c0 to %c4 step %c1 iter_args(%from = %a, %to = %b) -> (memref<4xf32>, memref<4xf32>) {
      %1 = memref.load %from[%c0] : memref<4xf32>
      memref.store %1, %to[%c0] : memref<4xf32>
      scf.yield %to, %from : memref<4xf32>, memref<4xf32>
    }
    %5 = memref.load %r#0[%c0] : memref<4xf32>
    %d = memref.alloc() : memref<2xf64>
    %6 = arith.extf %5 : f32 to f64
    memref.store %6, %d[%c0] : memref<2xf64>
    %7 = memref.load %d[%c0] : memref<2xf64>
    %8 = arith.truncf %7 : f64 to f32
    memref.store %8, %y[%i] : memref<4xf32>
  }
  return
}

// What the outer loop carries through the inner one lives as long as the outer one:
// nothing in it shares with that, also where it is read no more.
// CHECK-LABEL: func.func private @through.plan() -> (i1, index, index)
// CHECK: arith.constant 192 : index
// CHECK-LABEL: func.func @through.kernel
// CHECK-SAME: %[[WS:[a-z0-9]*]]: memref<?xi8>)
// CHECK: scf.for
// CHECK: scf.for
// CHECK: memref.view %[[WS]][%c128][] : memref<?xi8> to memref<2xf64>
func.func @through.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["x", tensor<4xf32>]], name = "through", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %a = memref.alloc() : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  %0 = memref.load %x[%c0] : memref<4xf32>
  memref.store %0, %a[%c0] : memref<4xf32>
  %r:2 = scf.for %i = %c0 to %c4 step %c1 iter_args(%p = %a, %q = %b) -> (memref<4xf32>, memref<4xf32>) {
    %s:2 = scf.for %j = %c0 to %c4 step %c1 iter_args(%from = %p, %to = %q) -> (memref<4xf32>, memref<4xf32>) {
      %1 = memref.load %from[%c0] : memref<4xf32>
      memref.store %1, %to[%c0] : memref<4xf32>
      scf.yield %to, %from : memref<4xf32>, memref<4xf32>
    }
    %d = memref.alloc() : memref<2xf64>
    %5 = memref.load %x[%i] : memref<4xf32>
    %6 = arith.extf %5 : f32 to f64
    memref.store %6, %d[%c0] : memref<2xf64>
    %7 = memref.load %d[%c0] : memref<2xf64>
    %8 = arith.truncf %7 : f64 to f32
    memref.store %8, %y[%i] : memref<4xf32>
    scf.yield %s#1, %s#0 : memref<4xf32>, memref<4xf32>
  }
  %9 = memref.load %r#0[%c0] : memref<4xf32>
  memref.store %9, %y[%c0] : memref<4xf32>
  return
}

// A condition hands a buffer on as a loop does.
// CHECK-LABEL: func.func private @branch.plan() -> (i1, index, index)
// CHECK: arith.constant 192 : index
func.func @branch.kernel(%p: memref<i1>, %x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {inputs = [["p", tensor<i1>], ["x", tensor<4xf32>]], name = "branch", outputs = [["y", tensor<4xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %if = memref.load %p[] : memref<i1>
  %0 = memref.load %x[%c0] : memref<4xf32>
  %r = scf.if %if -> memref<4xf32> {
    %a = memref.alloc() : memref<4xf32>
    memref.store %0, %a[%c0] : memref<4xf32>
    scf.yield %a : memref<4xf32>
  } else {
    %b = memref.alloc() : memref<4xf32>
    %1 = arith.negf %0 : f32
    memref.store %1, %b[%c0] : memref<4xf32>
    scf.yield %b : memref<4xf32>
  }
  %d = memref.alloc() : memref<2xf64>
  %2 = arith.extf %0 : f32 to f64
  memref.store %2, %d[%c0] : memref<2xf64>
  %3 = memref.load %r[%c0] : memref<4xf32>
  %4 = memref.load %d[%c0] : memref<2xf64>
  %5 = arith.truncf %4 : f64 to f32
  %6 = arith.addf %3, %5 : f32
  memref.store %6, %y[%c0] : memref<4xf32>
  return
}
