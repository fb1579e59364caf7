// Levels, processors and features; all give the same numbers here.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; np.save('%t/x.npy', np.float32([1, -2, 3])); np.save('%t/y.npy', np.float32([2, -4, 6]))"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: for level in 0 1 2 3; do nn-run -O$level %s %t/x.npy --expected %t/y.npy || exit 1; done
// RUN: nn-run --mcpu=native %s %t/x.npy --expected %t/y.npy
// RUN: nn-run --mcpu=generic %s %t/x.npy --expected %t/y.npy
// RUN: %if x86_64 %{ nn-run --mcpu=x86-64 --mattr=+sse4.1,-avx %s --version | FileCheck %s %}
// CHECK: cpu x86-64
// CHECK-NEXT: needs {{.*}}sse4.1
// RUN: %{expect} 2 "expected '-O0' to '-O3', got '-O4'" - nn-run -O4 %s %t/x.npy
// RUN: %{expect} 2 "'x' value invalid for uint argument" - nn-run -Ox %s %t/x.npy
// RUN: %{expect} 1 "unknown processor 'nothing'" - nn-run --mcpu=nothing %s %t/x.npy
// RUN: %{expect} 1 "unknown feature 'nothing'" - nn-run --mattr=+nothing %s %t/x.npy
// RUN: %{expect} 1 "expected '\+' or '-' before feature 'avx'" - nn-run --mattr=avx %s %t/x.npy
// RUN: %{expect} 1 "cannot open input file '.*none.mlir'" - nn-run %t/none.mlir %t/x.npy
func.func @f(%x: tensor<3xf32>) -> tensor<3xf32> {
  %y = arith.addf %x, %x : tensor<3xf32>
  return %y : tensor<3xf32>
}
