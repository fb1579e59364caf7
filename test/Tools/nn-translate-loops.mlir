// A loop of as many rounds as shows at run time has its body once, or as vectors
// and once for the rest.
// RUN: nn-translate %s --target=x86_64-linux-gnu -mcpu=x86-64 --emit=llvm-ir -o - | FileCheck %s

// CHECK: define {{.*}}@model_running(
// CHECK: fadd float
// CHECK-NOT: fadd float
// CHECK: !"llvm.loop.unroll.runtime.disable"
func.func @running(%x: tensor<?xf32>) -> tensor<f32> {
  %zero = arith.constant dense<0.0> : tensor<f32>
  %sum = nn.scan init(%zero : tensor<f32>) over(%x : tensor<?xf32>) -> tensor<f32> {
  ^bb0(%s: tensor<f32>, %v: tensor<f32>):
    %next = nn.map %s, %v : (tensor<f32>, tensor<f32>) -> tensor<f32> {
    ^bb0(%a: f32, %b: f32):
      %t = arith.addf %a, %b : f32
      nn.yield %t : f32
    }
    nn.yield %next : tensor<f32>
  }
  return %sum : tensor<f32>
}
