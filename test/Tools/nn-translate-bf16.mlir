// Products of bf16 are dot products where the processor has them, and matrices
// where it has registers for them; dot products of vectors are slower there than
// to extend the elements, where there are too few rows.
// RUN: nn-translate %s --target=x86_64-linux-gnu -mcpu=znver4 --emit=asm -o - | FileCheck %s
// RUN: nn-translate %s --target=x86_64-linux-gnu -mcpu=sapphirerapids --emit=asm -o - | FileCheck %s --check-prefix=MATRIX
// RUN: sed 's/%%x: tensor<64x/%%x: tensor<8x/; s/-> tensor<64x/-> tensor<8x/; s/(tensor<64x/(tensor<8x/; s/%%y : tensor<64x/%%y : tensor<8x/' %s > %t.mlir
// RUN: nn-translate %t.mlir --target=x86_64-linux-gnu -mcpu=sapphirerapids --emit=asm -o - | FileCheck %s --check-prefix=FEW
// CHECK: vdpbf16ps
// MATRIX-NOT: vdpbf16ps
// MATRIX: tdpbf16ps
// MATRIX-NOT: vdpbf16ps
// FEW-NOT: dpbf16ps
// FEW: vfmadd231ps
// FEW-NOT: dpbf16ps
nn.param @w : tensor<64x64xbf16> = #nn.init<normal, seed = 5, mean = 0.0, stddev = 0.25>
func.func @f(%x: tensor<64x64xbf16>) -> tensor<64x64xbf16> {
  %w = nn.param_ref @w : tensor<64x64xbf16>
  %y = nn.linear %x, %w : (tensor<64x64xbf16>, tensor<64x64xbf16>) -> tensor<64x64xbf16>
  return %y : tensor<64x64xbf16>
}
