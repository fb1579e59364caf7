// RUN: nn-opt %s --nn-hold-halves-as-bits | FileCheck %s
// RUN: nn-opt %s --nn-hold-halves-as-bits=native-f16 | FileCheck %s --check-prefix=NATIVE

// A number that comes from two blocks.
// CHECK-LABEL: llvm.func @merge
// CHECK-NOT: bf16
// CHECK: %[[one:.*]] = llvm.mlir.constant(16256 : i16) : i16
// CHECK: %[[x:.*]] = llvm.load %{{.*}} : !llvm.ptr -> i16
// CHECK: llvm.br ^[[out:.*]](%[[x]] : i16)
// CHECK: llvm.br ^[[out]](%[[one]] : i16)
// CHECK: ^[[out]](%[[y:.*]]: i16):
// CHECK: llvm.getelementptr {{.*}} -> !llvm.ptr, i16
// CHECK-NEXT: llvm.store %[[y]], %{{.*}} : i16, !llvm.ptr
// NATIVE-LABEL: llvm.func @merge
// NATIVE-NOT: bf16
// NATIVE: llvm.return
llvm.func @merge(%p: !llvm.ptr, %q: !llvm.ptr, %c: i1, %i: i64) {
  %one = llvm.mlir.constant(1.0 : bf16) : bf16
  llvm.cond_br %c, ^a, ^b
^a:
  %x = llvm.load %p : !llvm.ptr -> bf16
  llvm.br ^out(%x : bf16)
^b:
  llvm.br ^out(%one : bf16)
^out(%y: bf16):
  %at = llvm.getelementptr %q[%i] : (!llvm.ptr, i64) -> !llvm.ptr, bf16
  llvm.store %y, %at : bf16, !llvm.ptr
  llvm.return
}

// Casts to and from bits go.
// CHECK-LABEL: llvm.func @bits
// CHECK-NOT: bitcast
// CHECK: llvm.select %{{.*}}, %{{.*}}, %{{.*}} : i1, i16
// CHECK-NOT: bitcast
// CHECK: llvm.return
// NATIVE-LABEL: llvm.func @bits
// NATIVE: llvm.bitcast %{{.*}} : i16 to f16
// NATIVE: llvm.select %{{.*}}, %{{.*}}, %{{.*}} : i1, f16
llvm.func @bits(%p: !llvm.ptr, %w: i16, %c: i1) {
  %a = llvm.bitcast %w : i16 to f16
  %b = llvm.load %p : !llvm.ptr -> f16
  %d = llvm.select %c, %a, %b : i1, f16
  llvm.store %d, %p : f16, !llvm.ptr
  llvm.return
}

// Vectors, and wider floats.
// CHECK-LABEL: llvm.func @vectors
// CHECK: llvm.mlir.constant(dense<[16256, -16384]> : vector<2xi16>) : vector<2xi16>
// CHECK: llvm.mlir.constant(1.000000e+00 : f32) : f32
llvm.func @vectors(%p: !llvm.ptr, %q: !llvm.ptr) {
  %x = llvm.mlir.constant(dense<[1.0, -2.0]> : vector<2xbf16>) : vector<2xbf16>
  %y = llvm.mlir.constant(1.0 : f32) : f32
  llvm.store %x, %p : vector<2xbf16>, !llvm.ptr
  llvm.store %y, %q : f32, !llvm.ptr
  llvm.return
}
