// Calls are timed after one that is not counted; numbers are checked.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; np.save('%t/x.npy', np.float32([1, -2]))"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-run %s %t/x.npy --repeat 7 | FileCheck %s
// CHECK: output0: f32 [2]
// CHECK-NEXT: 2 -4
// CHECK-NEXT: time: min {{[0-9]+\.[0-9]+}} us, median {{[0-9]+\.[0-9]+}} us (7 calls)
// Without --repeat nothing is timed.
// RUN: nn-run %s %t/x.npy --threads 16 | FileCheck %s --check-prefix=UNTIMED --implicit-check-not=time
// UNTIMED: 2 -4
// RUN: for value in 0 -1 1000001 x 1.5; do %{expect} 2 "option '--repeat' expects a whole number from 1 to 1000000, got '$value'" - nn-run %s %t/x.npy --repeat=$value || exit 1; done
// RUN: for value in 0 1025 x; do %{expect} 2 "option '--threads' expects a whole number from 1 to 1024, got '$value'" - nn-run %s %t/x.npy --threads $value || exit 1; done
// RUN: %{expect} 2 "'--repeat'" - nn-run %s %t/x.npy --repeat
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = arith.addf %x, %x : tensor<2xf32>
  return %y : tensor<2xf32>
}
