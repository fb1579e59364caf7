// A product for AArch64: rows are multiplied by element of a register, two
// vectors of columns at a time, and the tile stays in registers.
// RUN: nn-translate %s --target=aarch64-linux-gnu --emit=asm -o - | FileCheck %s
// CHECK: ldp q{{[0-9]+}}, q{{[0-9]+}}, [x
// CHECK-NOT: {{(ldr|str|ldp|stp)}} q{{.*}}[sp
// CHECK-COUNT-16: fmla v{{[0-9]+}}.4s, v{{[0-9]+}}.4s, v{{[0-9]+}}.s[0]
// CHECK-NOT: {{(ldr|str|ldp|stp)}} q{{.*}}[sp
// CHECK: b.ne
module @net {
  nn.param @w : tensor<256x256xf32> = #nn.init<normal, seed = 5, mean = 0.0, stddev = 0.25>
  func.func @f(%x: tensor<256x256xf32>) -> tensor<256x256xf32> {
    %w = nn.param_ref @w : tensor<256x256xf32>
    %y = nn.einsum "m k, k n -> m n" %x, %w : (tensor<256x256xf32>, tensor<256x256xf32>) -> tensor<256x256xf32>
    return %y : tensor<256x256xf32>
  }
}
