// Matrix registers become LLVM's, in loops that carry them as well.
// RUN: nn-opt %s --nn-lower-matrices | FileCheck %s

// Upstream converts the ops alone, and not the arguments of the blocks of loops.
// RUN: not nn-opt %s --convert-scf-to-cf --convert-vector-to-llvm=enable-amx --convert-arith-to-llvm \
// RUN:   --finalize-memref-to-llvm --convert-func-to-llvm --convert-cf-to-llvm 2>&1 | FileCheck %s --check-prefix=UPSTREAM
// UPSTREAM: failed to legalize operation 'cf.

// CHECK-LABEL: func.func @sum
// CHECK: %[[ZERO:.*]] = llvm.call_intrinsic "llvm.x86.tilezero.internal"
// CHECK-SAME: x86_amx
// CHECK: %[[SUM:.*]]:2 = scf.for {{.*}} iter_args(%[[OLD:.*]] = %[[ZERO]], %{{.*}}) -> ({{.*}}x86_amx{{.*}}, vector<4xf32>)
// CHECK: llvm.call_intrinsic "llvm.x86.tileloadd64.internal"
// CHECK: %[[NEW:.*]] = llvm.call_intrinsic "llvm.x86.tdpbf16ps.internal"({{.*}}, %[[OLD]],
// CHECK: scf.yield %[[NEW]]
// CHECK: llvm.call_intrinsic "llvm.x86.tilestored64.internal"({{.*}}, %[[SUM]]#0)
func.func @sum(%x: memref<16x64xbf16>, %y: memref<16x16xf32>, %v: vector<4xf32>) -> vector<4xf32> {
  %c0 = arith.constant 0 : index
  %c32 = arith.constant 32 : index
  %c64 = arith.constant 64 : index
  %zero = amx.tile_zero : !amx.tile<16x16xf32>
  %sum:2 = scf.for %k = %c0 to %c64 step %c32 iter_args(%s = %zero, %t = %v) -> (!amx.tile<16x16xf32>, vector<4xf32>) {
    %a = amx.tile_load %x[%c0, %k] : memref<16x64xbf16> into !amx.tile<16x32xbf16>
    %p = amx.tile_mulf %a, %a, %s : !amx.tile<16x32xbf16>, !amx.tile<16x32xbf16>, !amx.tile<16x16xf32>
    %u = arith.addf %t, %t : vector<4xf32>
    scf.yield %p, %u : !amx.tile<16x16xf32>, vector<4xf32>
  }
  amx.tile_store %y[%c0, %c0], %sum#0 : memref<16x16xf32>, !amx.tile<16x16xf32>
  return %sum#1 : vector<4xf32>
}

// CHECK-LABEL: func.func @none
// CHECK-NOT: unrealized
// CHECK: return
func.func @none(%x: memref<4xf32>) -> memref<4xf32> {
  return %x : memref<4xf32>
}
