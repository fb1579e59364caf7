// nn-reduce keeps the op that makes a test succeed and drops the others.
// RUN: nn-reduce %s -reduction-tree="traversal-mode=0 test=%S/Inputs/has-softmax.sh" | FileCheck %s

// CHECK: nn.softmax
// CHECK-NOT: func.func @other
func.func @keep(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = nn.softmax %x axis 0 : tensor<2xf32>
  return %y : tensor<2xf32>
}
func.func @other(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = nn.activation #nn.relu, %x : tensor<2xf32>
  return %y : tensor<2xf32>
}
