// An entry without checks has a status, too: all entries are called alike.
// RUN: nn-opt %s --nn-report-checks | FileCheck %s
// CHECK-LABEL: func.func @f.kernel
// CHECK-SAME: (%{{.*}}: memref<4xf32>, %{{.*}}: memref<i32>)
// CHECK-NEXT: return
func.func @f.kernel(%x: memref<4xf32>) attributes {nn.signature = {inputs = [], name = "f", outputs = [], params = []}} {
  return
}

// In loops and conditions, a check counts where it is reached.
// CHECK-LABEL: func.func @g.kernel
// CHECK-SAME: %[[STATUS:[a-z0-9]*]]: memref<i32>)
// CHECK: scf.for
// CHECK: scf.if
// CHECK: scf.if
// CHECK: memref.store %{{.*}}, %[[STATUS]][]
// CHECK-NOT: nn.check
func.func @g.kernel(%n: index, %p: i1, %q: i1) attributes {nn.signature = {inputs = [], name = "g", outputs = [], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    scf.if %p {
      nn.check index %q, "an index"
    }
  }
  return
}
