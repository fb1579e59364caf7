// Products of bf16 are dot products where the processor has them, but for those
// with matrix registers, where these are slower than to extend the elements.
// RUN: nn-translate %s --target=x86_64-linux-gnu -mcpu=znver4 --emit=asm -o - | FileCheck %s
// RUN: nn-translate %s --target=x86_64-linux-gnu -mcpu=sapphirerapids --emit=asm -o - | FileCheck %s --check-prefix=MATRIX
// CHECK: vdpbf16ps
// MATRIX-NOT: vdpbf16ps
// MATRIX: vfmadd231ps
// MATRIX-NOT: vdpbf16ps
nn.param @w : tensor<64x64xbf16> = #nn.init<normal, seed = 5, mean = 0.0, stddev = 0.25>
func.func @f(%x: tensor<64x64xbf16>) -> tensor<64x64xbf16> {
  %w = nn.param_ref @w : tensor<64x64xbf16>
  %y = nn.linear %x, %w : (tensor<64x64xbf16>, tensor<64x64xbf16>) -> tensor<64x64xbf16>
  return %y : tensor<64x64xbf16>
}
