// An op whose result is read by rows and as a whole is not computed rows by rows:
// it would be computed as a whole for each of them.
// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-fuse-rows --canonicalize --cse | FileCheck %s

// CHECK-LABEL: func.func @twice.kernel
// CHECK-COUNT-1: math.exp
// CHECK-NOT: math.exp
// CHECK: return
func.func @twice(%x: tensor<256x256xf32>) -> tensor<256x256xf32> {
  %s = nn.softmax %x axis 1 : tensor<256x256xf32>
  %y = nn.einsum "i k, j k -> i j" %s, %s : (tensor<256x256xf32>, tensor<256x256xf32>) -> tensor<256x256xf32>
  return %y : tensor<256x256xf32>
}
