// RUN: nn-opt %s --nn-hoist-extents --canonicalize --cse --split-input-file --verify-diagnostics | FileCheck %s

// The size of a buffer inside of a loop, which comes from a carried buffer, and
// the check beside it are computed from the argument.
// CHECK-LABEL: func.func @f.kernel
// CHECK-SAME: (%[[X:.*]]: memref<?xf32>, %[[N:.*]]: index)
// CHECK: %[[D:.*]] = memref.dim %[[X]], %{{.*}} : memref<?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[D]], %{{.*}} : index
// CHECK: cf.assert %[[OK]], "too small"
// CHECK: scf.for
// CHECK-NOT: memref.dim
// CHECK: memref.alloc(%[[D]]) : memref<?xf32>
// CHECK-NOT: cf.assert
// CHECK: return %[[D]] : index
func.func @f.kernel(%x: memref<?xf32>, %n: index) -> index attributes {nn.signature = {inputs = [], name = "f", outputs = [], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = memref.dim %x, %c0 : memref<?xf32>
  %a = memref.alloc(%d) : memref<?xf32>
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %a) -> (memref<?xf32>) {
    %e = memref.dim %s, %c0 : memref<?xf32>
    %ok = arith.cmpi sge, %e, %c1 : index
    cf.assert %ok, "too small"
    %t = memref.alloc(%e) : memref<?xf32>
    memref.copy %s, %t : memref<?xf32> to memref<?xf32>
    memref.copy %x, %s : memref<?xf32> to memref<?xf32>
    scf.yield %t : memref<?xf32>
  }
  %e = memref.dim %r, %c0 : memref<?xf32>
  return %e : index
}

// -----

// What has been checked is not checked again.
// CHECK-LABEL: func.func @once.kernel
// CHECK: cf.assert %{{.*}}, "too small"
// CHECK-NOT: cf.assert
func.func @once.kernel(%x: memref<?xf32>) attributes {nn.signature = {inputs = [], name = "once", outputs = [], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %d = memref.dim %x, %c0 : memref<?xf32>
  %ok = arith.cmpi sge, %d, %c1 : index
  cf.assert %ok, "too small"
  cf.assert %ok, "empty"
  return
}

// -----

// An extent that depends on data is refused.
func.func @g.kernel(%x: memref<4xindex>) attributes {nn.signature = {inputs = [], name = "g", outputs = [], params = []}} {
  %c0 = arith.constant 0 : index
  // expected-error @below {{expected an extent to follow from the extents of inputs by arithmetic}}
  %n = memref.load %x[%c0] : memref<4xindex>
  %a = memref.alloc(%n) : memref<?xf32>
  memref.dealloc %a : memref<?xf32>
  return
}
