// AddressSanitizer sees accesses outside of temporaries, which lie in one block, by
// scalars, vectors, masked vectors and gathers; and that no lane that a mask leaves
// out is accessed.
// REQUIRES: clang
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: nn-opt %s --nn-plan-memory=redzones --canonicalize --expand-strided-metadata \
// RUN:   --convert-scf-to-cf --convert-vector-to-llvm --convert-arith-to-llvm \
// RUN:   --finalize-memref-to-llvm --convert-func-to-llvm --convert-cf-to-llvm \
// RUN:   --reconcile-unrealized-casts | mlir-translate --mlir-to-llvmir | \
// RUN:   sed 's/^\(define .*\) {$/\1 sanitize_address {/' > kernels.ll
// RUN: %clang -O2 -fsanitize=address -Wno-override-module -c kernels.ll
// RUN: %clang -std=c11 -Wall -Wextra -Werror -fsanitize=address %S/Inputs/call_kernel.c kernels.o -o call
// RUN: for kernel in store load vector masked gather; do \
// RUN:   for at in 0 4 5 7 8 12 -1 -4; do \
// RUN:     echo $kernel $at $(./call $kernel $at 2>&1 | grep -o 'fine\|use-after-poison' | head -1); \
// RUN:   done; done > answers
// RUN: ./call turns 0 >> answers
// RUN: FileCheck %s < answers

// CHECK: store 0 fine
// CHECK-NEXT: store 4 fine
// CHECK-NEXT: store 5 fine
// CHECK-NEXT: store 7 fine
// CHECK-NEXT: store 8 use-after-poison
// CHECK-NEXT: store 12 use-after-poison
// CHECK-NEXT: store -1 use-after-poison
// CHECK-NEXT: store -4 use-after-poison
func.func @store.kernel(%at: memref<i64>, %x: memref<8xf32>, %y: memref<8xf32>) attributes {nn.signature = {inputs = [["at", tensor<i64>], ["x", tensor<8xf32>]], name = "store", outputs = [["y", tensor<8xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %before = memref.alloc() : memref<8xf32>
  %buffer = memref.alloc() : memref<8xf32>
  %behind = memref.alloc() : memref<8xf32>
  %0 = memref.load %at[] : memref<i64>
  %i = arith.index_cast %0 : i64 to index
  %all = vector.load %x[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %before[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %buffer[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %behind[%c0] : memref<8xf32>, vector<8xf32>
  %one = arith.constant 1.0 : f32
  memref.store %one, %buffer[%i] : memref<8xf32>
  %1 = vector.load %before[%c0] : memref<8xf32>, vector<8xf32>
  %2 = vector.load %buffer[%c0] : memref<8xf32>, vector<8xf32>
  %3 = vector.load %behind[%c0] : memref<8xf32>, vector<8xf32>
  %4 = arith.addf %1, %2 : vector<8xf32>
  %5 = arith.addf %3, %4 : vector<8xf32>
  vector.store %5, %y[%c0] : memref<8xf32>, vector<8xf32>
  return
}

// CHECK-NEXT: load 0 fine
// CHECK-NEXT: load 4 fine
// CHECK-NEXT: load 5 fine
// CHECK-NEXT: load 7 fine
// CHECK-NEXT: load 8 use-after-poison
// CHECK-NEXT: load 12 use-after-poison
// CHECK-NEXT: load -1 use-after-poison
// CHECK-NEXT: load -4 use-after-poison
func.func @load.kernel(%at: memref<i64>, %x: memref<8xf32>, %y: memref<8xf32>) attributes {nn.signature = {inputs = [["at", tensor<i64>], ["x", tensor<8xf32>]], name = "load", outputs = [["y", tensor<8xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %before = memref.alloc() : memref<8xf32>
  %buffer = memref.alloc() : memref<8xf32>
  %behind = memref.alloc() : memref<8xf32>
  %0 = memref.load %at[] : memref<i64>
  %i = arith.index_cast %0 : i64 to index
  %all = vector.load %x[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %before[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %buffer[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %behind[%c0] : memref<8xf32>, vector<8xf32>
  %one = memref.load %buffer[%i] : memref<8xf32>
  memref.store %one, %y[%c0] : memref<8xf32>
  memref.store %one, %before[%c0] : memref<8xf32>
  %1 = vector.load %before[%c0] : memref<8xf32>, vector<8xf32>
  %2 = vector.load %buffer[%c0] : memref<8xf32>, vector<8xf32>
  %3 = vector.load %behind[%c0] : memref<8xf32>, vector<8xf32>
  %4 = arith.addf %1, %2 : vector<8xf32>
  %5 = arith.addf %3, %4 : vector<8xf32>
  vector.store %5, %y[%c0] : memref<8xf32>, vector<8xf32>
  return
}

// Four elements.
// CHECK-NEXT: vector 0 fine
// CHECK-NEXT: vector 4 fine
// CHECK-NEXT: vector 5 use-after-poison
// CHECK-NEXT: vector 7 use-after-poison
// CHECK-NEXT: vector 8 use-after-poison
// CHECK-NEXT: vector 12 use-after-poison
// CHECK-NEXT: vector -1 use-after-poison
// CHECK-NEXT: vector -4 use-after-poison
func.func @vector.kernel(%at: memref<i64>, %x: memref<8xf32>, %y: memref<8xf32>) attributes {nn.signature = {inputs = [["at", tensor<i64>], ["x", tensor<8xf32>]], name = "vector", outputs = [["y", tensor<8xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %before = memref.alloc() : memref<8xf32>
  %buffer = memref.alloc() : memref<8xf32>
  %behind = memref.alloc() : memref<8xf32>
  %0 = memref.load %at[] : memref<i64>
  %i = arith.index_cast %0 : i64 to index
  %all = vector.load %x[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %before[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %buffer[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %behind[%c0] : memref<8xf32>, vector<8xf32>
  %four = arith.constant dense<1.0> : vector<4xf32>
  vector.store %four, %buffer[%i] : memref<8xf32>, vector<4xf32>
  %1 = vector.load %before[%c0] : memref<8xf32>, vector<8xf32>
  %2 = vector.load %buffer[%c0] : memref<8xf32>, vector<8xf32>
  %3 = vector.load %behind[%c0] : memref<8xf32>, vector<8xf32>
  %4 = arith.addf %1, %2 : vector<8xf32>
  %5 = arith.addf %3, %4 : vector<8xf32>
  vector.store %5, %y[%c0] : memref<8xf32>, vector<8xf32>
  return
}

// Four lanes, of which the first three count.
// CHECK-NEXT: masked 0 fine
// CHECK-NEXT: masked 4 fine
// CHECK-NEXT: masked 5 fine
// CHECK-NEXT: masked 7 use-after-poison
// CHECK-NEXT: masked 8 use-after-poison
// CHECK-NEXT: masked 12 use-after-poison
// CHECK-NEXT: masked -1 use-after-poison
// CHECK-NEXT: masked -4 use-after-poison
func.func @masked.kernel(%at: memref<i64>, %x: memref<8xf32>, %y: memref<8xf32>) attributes {nn.signature = {inputs = [["at", tensor<i64>], ["x", tensor<8xf32>]], name = "masked", outputs = [["y", tensor<8xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %before = memref.alloc() : memref<8xf32>
  %buffer = memref.alloc() : memref<8xf32>
  %behind = memref.alloc() : memref<8xf32>
  %0 = memref.load %at[] : memref<i64>
  %i = arith.index_cast %0 : i64 to index
  %all = vector.load %x[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %before[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %buffer[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %behind[%c0] : memref<8xf32>, vector<8xf32>
  %four = arith.constant dense<1.0> : vector<4xf32>
  %mask = arith.constant dense<[true, true, true, false]> : vector<4xi1>
  %read = vector.maskedload %buffer[%i], %mask, %four : memref<8xf32>, vector<4xi1>, vector<4xf32> into vector<4xf32>
  %sum = arith.addf %read, %four : vector<4xf32>
  vector.maskedstore %buffer[%i], %mask, %sum : memref<8xf32>, vector<4xi1>, vector<4xf32>
  %1 = vector.load %before[%c0] : memref<8xf32>, vector<8xf32>
  %2 = vector.load %buffer[%c0] : memref<8xf32>, vector<8xf32>
  %3 = vector.load %behind[%c0] : memref<8xf32>, vector<8xf32>
  %4 = arith.addf %1, %2 : vector<8xf32>
  %5 = arith.addf %3, %4 : vector<8xf32>
  vector.store %5, %y[%c0] : memref<8xf32>, vector<8xf32>
  return
}

// The second of two elements from there on.
// CHECK-NEXT: gather 0 fine
// CHECK-NEXT: gather 4 fine
// CHECK-NEXT: gather 5 fine
// CHECK-NEXT: gather 7 use-after-poison
// CHECK-NEXT: gather 8 use-after-poison
// CHECK-NEXT: gather 12 use-after-poison
// CHECK-NEXT: gather -1 fine
// CHECK-NEXT: gather -4 use-after-poison
func.func @gather.kernel(%at: memref<i64>, %x: memref<8xf32>, %y: memref<8xf32>) attributes {nn.signature = {inputs = [["at", tensor<i64>], ["x", tensor<8xf32>]], name = "gather", outputs = [["y", tensor<8xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %before = memref.alloc() : memref<8xf32>
  %buffer = memref.alloc() : memref<8xf32>
  %behind = memref.alloc() : memref<8xf32>
  %0 = memref.load %at[] : memref<i64>
  %i = arith.index_cast %0 : i64 to index
  %all = vector.load %x[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %before[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %buffer[%c0] : memref<8xf32>, vector<8xf32>
  vector.store %all, %behind[%c0] : memref<8xf32>, vector<8xf32>
  %zero = arith.constant dense<0.0> : vector<2xf32>
  %places = arith.constant dense<[9, 1]> : vector<2xindex>
  %mask = arith.constant dense<[false, true]> : vector<2xi1>
  %read = vector.gather %buffer[%i] [%places], %mask, %zero : memref<8xf32>, vector<2xindex>, vector<2xi1>, vector<2xf32> into vector<2xf32>
  vector.store %read, %before[%c0] : memref<8xf32>, vector<2xf32>
  %1 = vector.load %before[%c0] : memref<8xf32>, vector<8xf32>
  %2 = vector.load %buffer[%c0] : memref<8xf32>, vector<8xf32>
  %3 = vector.load %behind[%c0] : memref<8xf32>, vector<8xf32>
  %4 = arith.addf %1, %2 : vector<8xf32>
  %5 = arith.addf %3, %4 : vector<8xf32>
  vector.store %5, %y[%c0] : memref<8xf32>, vector<8xf32>
  return
}

// Fibonacci numbers, in a buffer that each iteration makes for the next.
// CHECK-NEXT: turns: 55
func.func @turns.kernel(%at: memref<i64>, %x: memref<8xf32>, %y: memref<8xf32>) attributes {nn.signature = {inputs = [["at", tensor<i64>], ["x", tensor<8xf32>]], name = "turns", outputs = [["y", tensor<8xf32>]], params = []}} {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c30 = arith.constant 30 : index
  %one = arith.constant 1.0 : f32
  %first = memref.alloc() : memref<2xf32>
  memref.store %one, %first[%c0] : memref<2xf32>
  memref.store %one, %first[%c1] : memref<2xf32>
  %r = scf.for %i = %c3 to %c30 step %c3 iter_args(%last = %first) -> memref<2xf32> {
    %next = memref.alloc() : memref<2xf32>
    %0 = memref.load %last[%c1] : memref<2xf32>
    memref.store %0, %next[%c0] : memref<2xf32>
    %1 = memref.load %last[%c0] : memref<2xf32>
    %2 = arith.addf %0, %1 : f32
    memref.store %2, %next[%c1] : memref<2xf32>
    scf.yield %next : memref<2xf32>
  }
  %0 = memref.load %r[%c0] : memref<2xf32>
  memref.store %0, %y[%c0] : memref<8xf32>
  return
}
