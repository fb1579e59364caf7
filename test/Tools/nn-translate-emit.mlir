// Each kind of output, by its extension and by --emit.
// RUN: rm -rf %t && mkdir -p %t/a %t/b && cd %t
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: for ext in mlir mlirbc ll s o a so h; do nn-translate %s -o a/m.$ext || exit 1; done
// RUN: nn-translate %s --emit=mlir -o b/mlir && cmp a/m.mlir b/mlir
// RUN: nn-translate %s --emit=bytecode -o b/mlirbc && cmp a/m.mlirbc b/mlirbc
// RUN: for pair in llvm-ir:ll asm:s obj:o header:h; do nn-translate %s --symbol-prefix=net --emit=${pair%%:*} -o b/${pair##*:} || exit 1; done
// RUN: for ext in ll s o h; do nn-translate %s --symbol-prefix=net -o b/m.$ext && cmp b/$ext b/m.$ext || exit 1; done

// RUN: FileCheck %s --check-prefix=MLIR < a/m.mlir
// MLIR: func.func @f(
// MLIR: nn.activation #nn.relu
// RUN: %python -c "assert open('a/m.mlirbc', 'rb').read(4) == b'ML\xefR'"
// RUN: FileCheck %s --check-prefix=LLVM < a/m.ll
// LLVM: define {{.*}}i32 @net_f(
// RUN: FileCheck %s --check-prefix=ASM < a/m.s
// ASM: net_f:
// RUN: for file in o so; do llvm-readobj -h a/m.$file; done | FileCheck %s --check-prefix=ELF
// ELF: Type: Relocatable
// ELF: Type: SharedObject
// RUN: llvm-ar t a/m.a | FileCheck %s --check-prefix=ARCHIVE
// ARCHIVE: net.o
// RUN: FileCheck %s --check-prefix=HEADER < a/m.h
// HEADER: nn_status net_f(const float *input0,
// HEADER-NEXT: float *output0,

// On standard output goes what is text.
// RUN: for kind in mlir llvm-ir asm header; do nn-translate %s --emit=$kind -o - > out.$kind && test -s out.$kind || exit 1; done
// RUN: for kind in obj lib shared exe; do %{expect} 2 "needs a file, not '-'" - nn-translate %s --emit=$kind -o - || exit 1; done
// RUN: %{expect} 2 "extension of 'm.xyz' does not say what to write; use '--emit'" m.xyz nn-translate %s -o m.xyz
// RUN: %{expect} 2 "Cannot find option named 'elf'" m.out nn-translate %s --emit=elf -o m.out
module @net {
  func.func @f(%x: tensor<4xf32>) -> tensor<4xf32> {
    %y = nn.activation #nn.relu, %x : tensor<4xf32>
    return %y : tensor<4xf32>
  }
}
