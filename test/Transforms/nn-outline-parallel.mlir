// RUN: nn-opt %s --nn-outline-parallel --split-input-file | FileCheck %s

// Inner parts first. Constants, views and indices are made again; a number that
// was computed is handed over.

// CHECK-LABEL: func.func private @k.kernel.part1(
// CHECK-SAME: %[[TEAM:[^:]*]]: !llvm.ptr, %[[BEGIN:[^:]*]]: index, %[[END:[^:]*]]: index, %[[X:[^:]*]]: memref<8x64xf32>, %[[V:[^:]*]]: f32, %[[OWN:[^:]*]]: memref<128xi8>)
// CHECK: scf.for %[[I:.*]] = %[[BEGIN]] to %[[END]]
// CHECK: %[[PART:.*]] = memref.view %[[OWN]]
// CHECK: func.call @k.kernel.part0.run(%[[TEAM]], %{{.*}}, %{{.*}}, %[[V]], %[[X]], %[[I]], %[[PART]])
// CHECK-LABEL: func.func private @k.kernel.part1.run(!llvm.ptr, index, index, memref<8x64xf32>, f32, memref<128xi8>) attributes {distinct_buffers, nested_parts, part_buffers = array<i64: 1>}

// CHECK-LABEL: func.func private @k.kernel.part0(
// CHECK-SAME: %[[INNERTEAM:[^:]*]]: !llvm.ptr, %[[BEGIN:[^:]*]]: index, %[[END:[^:]*]]: index, %[[V:[^:]*]]: f32, %[[X:[^:]*]]: memref<8x64xf32>, %[[I:[^:]*]]: index, %[[OWN:[^:]*]]: memref<64xi8>)
// CHECK: %[[ROW:.*]] = memref.subview %[[X]][%[[I]], 0]
// CHECK: memref.view %[[OWN]]
// CHECK: memref.store %[[V]], %[[ROW]]
// CHECK: return
// CHECK-LABEL: func.func private @k.kernel.part0.run(!llvm.ptr, index, index, f32, memref<8x64xf32>, index, memref<64xi8>) attributes {distinct_buffers, part_buffers = array<i64: 1>}

// CHECK-LABEL: func.func @k.kernel(
// CHECK-SAME: %[[X:[^:]*]]: memref<8x64xf32>, %[[Y:[^:]*]]: memref<f32>, %[[WS:[^:]*]]: memref<?xi8>, %[[TEAM:[^:]*]]: !llvm.ptr)
// CHECK: %[[V:.*]] = memref.load %[[Y]][]
// CHECK: %[[FIRST:.*]] = memref.view %[[WS]]
// CHECK: call @k.kernel.part1.run(%[[TEAM]], %{{.*}}, %{{.*}}, %[[X]], %[[V]], %[[FIRST]])
// CHECK-NOT: nn.parallel
func.func @k.kernel(%x: memref<8x64xf32>, %y: memref<f32>, %workspace: memref<?xi8>) attributes {nn.signature = {}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %c64 = arith.constant 64 : index
  %v = memref.load %y[] : memref<f32>
  %first = memref.view %workspace[%c64][] : memref<?xi8> to memref<128xi8>
  nn.parallel %c8 grain %c1 buffers(%first : memref<128xi8>) {
  ^bb0(%begin: index, %end: index, %own: memref<128xi8>):
    scf.for %i = %begin to %end step %c1 {
      %row = memref.subview %x[%i, 0] [1, 64] [1, 1] : memref<8x64xf32> to memref<64xf32, strided<[1], offset: ?>>
      %part = memref.view %own[%c64][] : memref<128xi8> to memref<64xi8>
      nn.parallel %c64 grain %c8 buffers(%part : memref<64xi8>) {
      ^bb0(%innerBegin: index, %innerEnd: index, %innerOwn: memref<64xi8>):
        %t = memref.view %innerOwn[%c0][] : memref<64xi8> to memref<16xf32>
        memref.store %v, %t[%c0] : memref<16xf32>
        memref.store %v, %row[%innerBegin] : memref<64xf32, strided<[1], offset: ?>>
      }
    }
  }
  return
}

// An entry without parts gets the argument as well, another function does not.
// CHECK-LABEL: func.func @plain.kernel(%{{.*}}: memref<4xf32>, %{{.*}}: !llvm.ptr)
func.func @plain.kernel(%x: memref<4xf32>) attributes {nn.signature = {}} {
  return
}
// CHECK-LABEL: func.func private @other(%{{.*}}: memref<4xf32>) {
func.func private @other(%x: memref<4xf32>) {
  return
}

// -----

// Which of two buffers it is shows at run time, so they may be one.
// CHECK-LABEL: func.func private @chosen.kernel.part0.run(
// CHECK-NOT: distinct_buffers
// CHECK-SAME: attributes {part_buffers = array<i64>}
func.func @chosen.kernel(%x: memref<4xf32>, %y: memref<4xf32>, %n: index, %p: i1) attributes {nn.signature = {}} {
  %zero = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %z = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> memref<4xf32> {
    nn.parallel %n grain %n {
    ^bb0(%begin: index, %end: index):
      memref.store %zero, %a[%begin] : memref<4xf32>
      memref.store %zero, %x[%begin] : memref<4xf32>
    }
    scf.yield %y : memref<4xf32>
  }
  return
}

// -----

// Equal loops on buffers of their own have one function, and so have those
// around them. One that differs in a constant has not.
// CHECK: func.func private @layers.kernel.part4(
// CHECK: arith.constant 3.0
// CHECK-LABEL: func.func private @layers.kernel.part4.run(
// CHECK-NOT: part3
// CHECK-NOT: part2
// CHECK-LABEL: func.func private @layers.kernel.part1(
// CHECK: call @layers.kernel.part0.run
// CHECK-LABEL: func.func private @layers.kernel.part1.run(
// CHECK-LABEL: func.func private @layers.kernel.part0(
// CHECK: arith.constant 2.0
// CHECK-LABEL: func.func private @layers.kernel.part0.run(
// CHECK-LABEL: func.func @layers.kernel(
// CHECK-SAME: %[[X:[^:]*]]: memref<4xf32>, %[[Y:[^:]*]]: memref<4xf32>
// CHECK: call @layers.kernel.part1.run(%{{.*}}, %{{.*}}, %{{.*}}, %[[X]])
// CHECK: call @layers.kernel.part1.run(%{{.*}}, %{{.*}}, %{{.*}}, %[[Y]])
// CHECK: call @layers.kernel.part4.run(%{{.*}}, %{{.*}}, %{{.*}}, %[[Y]])
func.func @layers.kernel(%x: memref<4xf32>, %y: memref<4xf32>) attributes {nn.signature = {}} {
  %two = arith.constant 2.0 : f32
  %three = arith.constant 3.0 : f32
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  nn.parallel %c4 grain %c1 {
  ^bb0(%begin: index, %end: index):
    nn.parallel %c4 grain %c1 {
    ^bb0(%innerBegin: index, %innerEnd: index):
      memref.store %two, %x[%innerBegin] : memref<4xf32>
    }
  }
  nn.parallel %c4 grain %c1 {
  ^bb0(%begin: index, %end: index):
    nn.parallel %c4 grain %c1 {
    ^bb0(%innerBegin: index, %innerEnd: index):
      memref.store %two, %y[%innerBegin] : memref<4xf32>
    }
  }
  nn.parallel %c4 grain %c1 {
  ^bb0(%begin: index, %end: index):
    memref.store %three, %y[%begin] : memref<4xf32>
  }
  return
}
