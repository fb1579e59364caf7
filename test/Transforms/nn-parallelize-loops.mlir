// RUN: nn-opt %s --pass-pipeline="builtin.module(func.func(nn-parallelize-loops))" | FileCheck %s
// RUN: nn-opt %s --pass-pipeline="builtin.module(func.func(nn-parallelize-loops{part-cycles=0}))" | FileCheck %s --check-prefix=NONE
// NONE-NOT: nn.parallel
// NONE-NOT: nn.independent

// The loop runs from the begin to the end of the part, which does not lie behind
// the last iteration.
// CHECK-DAG: #[[MIN:.*]] = affine_map<(d0, d1, d2) -> (d0 + d1, d2)>
// CHECK-DAG: #[[DIV:.*]] = affine_map<(d0) -> (d0 floordiv 7)>
// CHECK-DAG: #[[MOD:.*]] = affine_map<(d0) -> (d0 mod 7)>
// CHECK-DAG: #[[FIVES:.*]] = affine_map<(d0) -> (d0 * 5)>
// CHECK-LABEL: @batch.kernel
// CHECK-SAME: %[[N:[^:]*]]: index)
// CHECK: %[[GRAIN:.*]] = arith.constant 2 : index
// CHECK: nn.parallel %[[N]] grain %[[GRAIN]] {
// CHECK-NEXT: ^bb0(%[[BEGIN:.*]]: index, %[[END:.*]]: index):
// CHECK: %[[LOW:.*]] = affine.apply #{{.*}}(%[[BEGIN]])
// CHECK: %[[HIGH:.*]] = affine.min #[[MIN]](%{{.*}}, %[[END]], %[[N]])
// CHECK: scf.for %{{.*}} = %[[LOW]] to %[[HIGH]]
// CHECK-NEXT: memref.alloc
func.func @batch.kernel(%x: memref<?x64xf32>, %y: memref<?x64xf32>, %n: index) attributes {nn.signature = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c64 = arith.constant 64 : index
  scf.for %i = %c0 to %n step %c1 {
    %row = memref.alloc() : memref<64xf32>
    scf.for %j = %c0 to %c64 step %c1 {
      %v = memref.load %x[%i, %j] : memref<?x64xf32>
      %e = math.exp %v : f32
      memref.store %e, %row[%j] : memref<64xf32>
    }
    scf.for %j = %c0 to %c64 step %c1 {
      %e = memref.load %row[%j] : memref<64xf32>
      memref.store %e, %y[%i, %j] : memref<?x64xf32>
    }
  } {nn.independent}
  return
}

// Two loops of which one holds only the other are one.
// CHECK-LABEL: @nested.kernel
// CHECK: %[[COUNT:.*]] = arith.constant 21 : index
// CHECK: nn.parallel %{{.*}} grain
// CHECK: scf.for %[[NUMBER:.*]] = %
// CHECK-DAG: %[[ROUND:.*]] = affine.apply #[[DIV]](%[[NUMBER]])
// CHECK-DAG: %[[STEP:.*]] = affine.apply #[[MOD]](%[[NUMBER]])
// CHECK-DAG: %[[J:.*]] = affine.apply #[[FIVES]](%[[STEP]])
// CHECK: %[[PART:.*]] = memref.subview
// CHECK: scf.for
// CHECK: memref.store %{{.*}}, %[[PART]][%[[J]], %{{.*}}]
// CHECK-NOT: nn.parallel
func.func @nested.kernel(%y: memref<3x32x64xf32>) attributes {nn.signature = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c5 = arith.constant 5 : index
  %c32 = arith.constant 32 : index
  %c64 = arith.constant 64 : index
  %v = arith.constant 2.0 : f32
  scf.for %i = %c0 to %c3 step %c1 {
    %part = memref.subview %y[%i, 0, 0] [1, 32, 64] [1, 1, 1] : memref<3x32x64xf32> to memref<32x64xf32, strided<[64, 1], offset: ?>>
    scf.for %j = %c0 to %c32 step %c5 {
      scf.for %k = %c0 to %c64 step %c1 {
        %e = math.exp %v : f32
        memref.store %e, %part[%j, %k] : memref<32x64xf32, strided<[64, 1], offset: ?>>
      }
    } {nn.independent}
  } {nn.independent}
  return
}
