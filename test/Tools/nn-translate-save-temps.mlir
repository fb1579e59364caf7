// --save-temps writes every stage on the way, without large literals, and none if
// the translation fails.
// RUN: rm -rf %t && mkdir -p %t/temps && cd %t
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-translate %s --save-temps=temps -o m.o && nn-translate %s -o plain.o --symbol-prefix=m && cmp m.o plain.o
// RUN: FileCheck %s --check-prefix=MODEL < temps/1-model.mlir
// MODEL: nn.param @w : tensor<40xf32> = dense_resource<__elided__>
// MODEL: func.func @f(
// RUN: FileCheck %s --check-prefix=STRUCTURED < temps/2-structured.mlir
// STRUCTURED: func.func @f.kernel({{.*}}memref<40xf32>
// STRUCTURED: linalg.generic
// RUN: FileCheck %s --check-prefix=BUFFERS < temps/3-buffers.mlir
// BUFFERS: scf.for
// RUN: FileCheck %s --check-prefix=LLVM < temps/4-machine.ll
// LLVM: define {{.*}}i32 @m_f(
// RUN: FileCheck %s --check-prefix=ASM < temps/5-machine.s
// ASM: m_f:
// RUN: %{expect} 1 "cannot write 'none/1-model.mlir'" out nn-translate %s --save-temps=none -o out.o
// RUN: mkdir empty && not nn-translate %s -mcpu=nothing --save-temps=empty -o out.o && ls empty | count 0
nn.param @w : tensor<40xf32> = dense<"0x000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000000080BF00000000">
func.func @f(%x: tensor<40xf32>) -> tensor<40xf32> {
  %w = nn.param_ref @w : tensor<40xf32>
  %y = arith.addf %x, %w : tensor<40xf32>
  return %y : tensor<40xf32>
}
