// A test that says nothing, and modules that are broken, or as small as can be.
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: %{expect} 1 "expected '/bin/true' to find the module interesting, that is to answer other than 0" - nn-reduce %s -nn-reduce-networks=test=/bin/true
// RUN: echo 'func.func @f(' > %t.mlir && %{expect} 1 "tmp.mlir\"?:1:14\)?: error: expected non-function type" - nn-reduce %t.mlir -nn-reduce-networks=test=/bin/true
// What is as small as it can be stays.
// RUN: nn-reduce %s -nn-reduce-networks=test=%S/Inputs/has-softmax.sh | FileCheck %s
// CHECK: func.func @f(%[[X:[a-z0-9]+]]: tensor<2xf32>
// CHECK-NEXT: %[[Y:.*]] = nn.softmax %[[X]] axis 0
// CHECK-NEXT: return %[[Y]]
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = nn.softmax %x axis 0 : tensor<2xf32>
  return %y : tensor<2xf32>
}
