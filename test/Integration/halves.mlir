// Half-width floats in artefacts: inputs, outputs and weights of f16 and bf16 in
// every kind of artefact and on every target.
// RUN: rm -rf %t && mkdir -p %t && cp %s %t/halves.mlir && cd %t
// RUN: %python %S/Inputs/halves.py
// RUN: for way in --reference "-O0 --mcpu=generic" "-O2 --mcpu=generic" -O2; do \
// RUN:   nn-run $way halves.mlir x.npy s.npy --expected y.npy --expected z.npy || exit 1; \
// RUN: done
// RUN: nn-translate halves.mlir -o halves && ./halves x.npy s.npy --expected y.npy --expected z.npy
// RUN: nn-translate halves.mlir --weights=external --weights-file=out.safetensors -o external
// RUN: ./external x.npy s.npy --expected y.npy --expected z.npy

// What the program writes is read again.
// RUN: ./halves x.npy s.npy -o y2.npy -o z2.npy && ./halves x.npy z2.npy --expected y2.npy --rtol 1 --atol 99
// RUN: %python -c "import numpy; print(numpy.load('y2.npy').dtype.str, numpy.load('z2.npy').dtype.str)" | FileCheck %s --check-prefix=FILES
// FILES: <f2 |V2
// RUN: not ./halves s.npy s.npy 2>&1 | FileCheck %s --check-prefix=WRONG
// WRONG: input 'x': expected f16 [n, 4], got bf16 [4] in s.npy; convert it in NumPy with a.astype('float16')

// RUN: nn-translate halves.mlir -o halves.a && FileCheck %s --check-prefix=HEADER < halves.h
// RUN: FileCheck %s --check-prefix=JSON < halves.json
// HEADER: 0  w: f16 [3, 4]
// HEADER-NEXT: 1  b: bf16 [3]
// HEADER: nn_status halves_run(const nn_f16 *x,
// HEADER-NEXT: const nn_bf16 *s,
// HEADER-NEXT: nn_f16 *y,
// HEADER-NEXT: nn_bf16 *z,
// JSON: "dtype": "F16"
// JSON: "dtype": "BF16"
// RUN: printf '#include "halves.h"\n#include "nn/Runtime/nn_halves.h"\n' > use.c && cp use.c use.cpp
// RUN: %clang -std=c99 -pedantic -Wall -Wextra -Werror -c -I . -I %src/include use.c
// RUN: %clang -x c++ -std=c++11 -pedantic -Wall -Wextra -Werror -c -I . -I %src/include use.cpp

// Code calls no function of a compiler's own library, on processors with
// instructions for f16 and without.
// RUN: for target in x86_64 aarch64 riscv64; do for level in 0 2; do \
// RUN:   nn-translate -O$level halves.mlir --target=$target-linux-gnu -o code.o || exit 1; \
// RUN:   llvm-nm -u code.o >> undefined.txt; \
// RUN: done; done
// RUN: nn-translate halves.mlir --target=x86_64-linux-gnu -mattr=+f16c -o code.o && llvm-nm -u code.o >> undefined.txt
// RUN: nn-translate halves.mlir --target=riscv64-linux-gnu -mattr=+zfhmin -o code.o && llvm-nm -u code.o >> undefined.txt
// RUN: echo end >> undefined.txt && FileCheck %s --check-prefix=CALLS < undefined.txt
// CALLS-NOT: __
// CALLS: end
// RUN: nn-translate halves.mlir --target=x86_64-linux-gnu -mattr=+f16c -o f16c.s && FileCheck %s --check-prefix=F16C < f16c.s
// F16C: vcvtph2ps
// RUN: nn-translate halves.mlir --target=x86_64-linux-gnu -o base.s && FileCheck %s --check-prefix=BASE < base.s
// BASE-NOT: vcvtph2ps
// BASE: base_run:
// RUN: nn-translate halves.mlir --target=aarch64-linux-gnu -o arm.s && FileCheck %s --check-prefix=ARM < arm.s
// ARM: fcvt{{.*}}, h

nn.param @w : tensor<3x4xf16> = #nn.external<"in.safetensors", "w">
nn.param @b : tensor<3xbf16> = #nn.external<"in.safetensors", "b">
nn.param @g : tensor<3xf16> = #nn.init<normal, seed = 5, mean = 1.0, stddev = 0.25>
nn.param @h : tensor<3xbf16> = dense<[0.1, -0.2, 1.5]>

func.func @run(%x: tensor<?x4xf16, #nn.axes<n, feature>> {nn.name = "x"},
               %s: tensor<4xbf16> {nn.name = "s"})
    -> (tensor<?x3xf16> {nn.name = "y"}, tensor<4xbf16> {nn.name = "z"}) {
  %w = nn.param_ref @w : tensor<3x4xf16>
  %b = nn.param_ref @b : tensor<3xbf16>
  %g = nn.param_ref @g : tensor<3xf16>
  %h = nn.param_ref @h : tensor<3xbf16>
  %p = nn.linear %x, %w : (tensor<?x4xf16, #nn.axes<n, feature>>, tensor<3x4xf16>) -> tensor<?x3xf16>
  // Both formats in one region; no op converts one into the other.
  %y = nn.map %p, %g, %b, %h : (tensor<?x3xf16>, tensor<3xf16>, tensor<3xbf16>, tensor<3xbf16>) -> tensor<?x3xf16> {
  ^bb0(%e: f16, %k: f16, %c: bf16, %d: bf16):
    %scaled = arith.mulf %e, %k : f16
    %sum = arith.addf %c, %d : bf16
    %wide = arith.extf %sum : bf16 to f32
    %bias = arith.truncf %wide : f32 to f16
    %r = arith.addf %scaled, %bias : f16
    nn.yield %r : f16
  }
  // Conversions of every width.
  %z = nn.map %s : (tensor<4xbf16>) -> tensor<4xbf16> {
  ^bb0(%e: bf16):
    %double = arith.extf %e : bf16 to f64
    %half = arith.truncf %double : f64 to f16
    %integer = arith.fptosi %half : f16 to i64
    %back = arith.sitofp %integer : i64 to bf16
    %wide = arith.extf %half : f16 to f64
    %narrow = arith.truncf %wide : f64 to bf16
    %r = arith.subf %narrow, %back : bf16
    nn.yield %r : bf16
  }
  return %y, %z : tensor<?x3xf16>, tensor<4xbf16>
}
