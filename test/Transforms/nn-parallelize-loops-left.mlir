// Loops that stay as they are; the attribute goes.
// RUN: nn-opt %s --pass-pipeline="builtin.module(func.func(nn-parallelize-loops))" | FileCheck %s --implicit-check-not=nn.parallel --implicit-check-not=nn.independent

// Checks tell which iteration failed first.
// CHECK-LABEL: @check.kernel
// CHECK: scf.for
func.func @check.kernel(%x: memref<?xf32>, %n: index, %good: i1) attributes {nn.signature = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %e = memref.load %x[%i] : memref<?xf32>
    scf.for %j = %c0 to %n step %c1 {
      %f = math.exp %e : f32
      memref.store %f, %x[%i] : memref<?xf32>
    }
    nn.check value %good, "good"
  } {nn.independent}
  return
}

// A subroutine may check.
// CHECK-LABEL: @calls.kernel
// CHECK: scf.for
func.func private @subroutine(%x: memref<?xf32>, %i: index)
func.func @calls.kernel(%x: memref<?xf32>, %n: index) attributes {nn.signature = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    scf.for %j = %c0 to %n step %c1 {
      %e = memref.load %x[%i] : memref<?xf32>
      %f = math.exp %e : f32
      memref.store %f, %x[%i] : memref<?xf32>
    }
    func.call @subroutine(%x, %i) : (memref<?xf32>, index) -> ()
  } {nn.independent}
  return
}

// All iterations write to one buffer from before the loop, whatever it was on
// tensors.
// CHECK-LABEL: @shared.kernel
// CHECK: scf.for
func.func @shared.kernel(%x: memref<?xf32>, %n: index) attributes {nn.signature = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %one = memref.alloc() : memref<64xf32>
  scf.for %i = %c0 to %n step %c1 {
    scf.for %j = %c0 to %n step %c1 {
      %e = memref.load %x[%i] : memref<?xf32>
      %f = math.exp %e : f32
      memref.store %f, %one[%j] : memref<64xf32>
    }
    %f = memref.load %one[%c0] : memref<64xf32>
    memref.store %f, %x[%i] : memref<?xf32>
  } {nn.independent}
  return
}

// Of two loops, the inner one writes to one place: they do not become one, and
// the outer one has too little to do with its two iterations.
// CHECK-LABEL: @inner_shared.kernel
// CHECK: scf.for
// CHECK: scf.for
// CHECK: scf.for
func.func @inner_shared.kernel(%x: memref<2x8xf32>, %n: index) attributes {nn.signature = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c8 = arith.constant 8 : index
  scf.for %i = %c0 to %c2 step %c1 {
    scf.for %j = %c0 to %c8 step %c1 {
      scf.for %k = %c0 to %c8 step %c1 {
        %e = memref.load %x[%i, %k] : memref<2x8xf32>
        %f = math.exp %e : f32
        memref.store %f, %x[%i, %k] : memref<2x8xf32>
      }
    } {nn.independent}
  } {nn.independent}
  return
}

// Too little to do.
// CHECK-LABEL: @short.kernel
// CHECK: scf.for
func.func @short.kernel(%x: memref<64xf32>) attributes {nn.signature = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c64 = arith.constant 64 : index
  scf.for %i = %c0 to %c64 step %c1 {
    %e = memref.load %x[%i] : memref<64xf32>
    %f = math.exp %e : f32
    memref.store %f, %x[%i] : memref<64xf32>
  } {nn.independent}
  return
}

// A subroutine has no threads.
// CHECK-LABEL: @not_an_entry
// CHECK: scf.for
func.func private @not_an_entry(%x: memref<?x1024xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    scf.for %j = %c0 to %n step %c1 {
      %e = memref.load %x[%i, %j] : memref<?x1024xf32>
      %f = math.exp %e : f32
      memref.store %f, %x[%i, %j] : memref<?x1024xf32>
    }
  } {nn.independent}
  return
}
