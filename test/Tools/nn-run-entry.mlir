// Which function runs: the one of --entry, else main, forward, or the first.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; np.save('%t/x.npy', np.int32([3, -4]))"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-run %s %t/x.npy | FileCheck %s --check-prefix=MAIN
// MAIN: twice: i32 [2]
// MAIN-NEXT: 6 -8
// RUN: nn-run %s %t/x.npy --entry negate | FileCheck %s --check-prefix=NEGATE
// NEGATE: minus: i32 [2]
// NEGATE-NEXT: -3 4
// RUN: sed 's/@main/@double/' %s > %t/forward.mlir && nn-run %t/forward.mlir %t/x.npy | FileCheck %s --check-prefix=FORWARD
// FORWARD: square: i32 [2]
// FORWARD-NEXT: 9 16
// RUN: sed 's/@main/@double/; s/@forward/@multiply/' %s > %t/first.mlir && nn-run %t/first.mlir %t/x.npy | FileCheck %s --check-prefix=NEGATE

// Of the others nothing is compiled.
// RUN: nn-run --mlir-print-ir-before-all %s %t/x.npy --entry negate 2>&1 | FileCheck %s --check-prefix=ALONE
// ALONE: IR Dump Before {{.*}}nn-strip-axes
// ALONE-NOT: @{{forward|main}}
// ALONE: func.func @negate
// ALONE-NOT: @{{forward|main}}

// The evaluator has the same rules; a private function is no entry.
// RUN: nn-run --reference %s %t/x.npy | FileCheck %s --check-prefix=MAIN
// RUN: %{expect} 2 "the model has no entry 'hidden'; its entries are: negate, forward, main" %t/out nn-run %s %t/x.npy --entry hidden -o %t/out
// RUN: %{expect} 2 "the model has no entry 'hidden'" %t/out nn-run --reference %s %t/x.npy --entry=hidden -o %t/out

func.func private @hidden(%x: tensor<2xi32>) -> tensor<2xi32> {
  return %x : tensor<2xi32>
}
func.func @negate(%x: tensor<2xi32>) -> (tensor<2xi32> {nn.name = "minus"}) {
  %zero = arith.constant dense<0> : tensor<2xi32>
  %y = arith.subi %zero, %x : tensor<2xi32>
  return %y : tensor<2xi32>
}
func.func @forward(%x: tensor<2xi32>) -> (tensor<2xi32> {nn.name = "square"}) {
  %y = arith.muli %x, %x : tensor<2xi32>
  return %y : tensor<2xi32>
}
func.func @main(%x: tensor<2xi32>) -> (tensor<2xi32> {nn.name = "twice"}) {
  %y = arith.addi %x, %x : tensor<2xi32>
  return %y : tensor<2xi32>
}
