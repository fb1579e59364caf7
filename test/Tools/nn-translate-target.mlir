// Other processors, features, and levels.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: for target in x86_64-linux-gnu aarch64-linux-gnu riscv64-linux-gnu; do nn-translate %s --target=$target -o $target.o && llvm-readobj -h $target.o || exit 1; done | FileCheck %s
// CHECK: Machine: EM_X86_64
// CHECK: Machine: EM_AARCH64
// CHECK: Machine: EM_RISCV
// RUN: nn-translate %s --target=x86_64-linux-gnu -mcpu=x86-64-v3 -o - --emit=llvm-ir | FileCheck %s --check-prefix=V3
// V3: target triple = "x86_64-{{.*}}linux-gnu"
// V3: c"x86-64-v3\00"
// RUN: nn-translate %s --target=x86_64-linux-gnu -mattr=+avx2,-fma -o - --emit=llvm-ir | FileCheck %s --check-prefix=ATTR
// ATTR: c"avx,avx2,sse3,sse4.1,sse4.2,ssse3\00"
// Level 3 makes vectors, level 0 does not.
// RUN: nn-translate -O3 %s --target=x86_64-linux-gnu -mcpu=x86-64-v3 --emit=asm -o - | FileCheck %s --check-prefix=FAST
// FAST: vmaxps {{.*}}ymm
// RUN: nn-translate -O0 %s --target=x86_64-linux-gnu -mcpu=x86-64-v3 --emit=asm -o - | FileCheck %s --check-prefix=SLOW --implicit-check-not=ymm
// SLOW: net_f:
// RUN: %{expect} 2 "expected '-O0' to '-O3', got '-O4'" out.o nn-translate -O4 %s -o out.o
// RUN: %{expect} 1 "unknown target" out.o nn-translate --target=vax-dec-vms %s -o out.o
// RUN: %{expect} 1 "unknown processor 'x86-64'" out.o nn-translate --target=aarch64-linux-gnu -mcpu=x86-64 %s -o out.o
// Linking takes a compiler and, for executables, libraries of the target.
// RUN: %{expect} 4 "expected a C compiler \('riscv64-linux-musl-gcc'.*'--linker'" out.so nn-translate --target=riscv64-linux-musl %s -o out.so
// RUN: %{expect} 4 "cannot find the linker 'nothing'" out.so nn-translate --linker=nothing %s -o out.so
// RUN: %{expect} 4 "expected the runtime library '.*lib/riscv64-linux-musl/libNNProgramMain.a'; '--runtime-dir'" out nn-translate --target=riscv64-linux-musl --linker=%cc %s -o out
// RUN: %{expect} 4 "linking with '.*' failed" out.so nn-translate --target=riscv64-linux-gnu --linker=%cc %s -o out.so
// RUN: nn-translate --linker=%cc %s -o linked.so
module @net {
  func.func @f(%x: tensor<64xf32>) -> tensor<64xf32> {
    %y = nn.activation #nn.relu, %x : tensor<64xf32>
    return %y : tensor<64xf32>
  }
}
