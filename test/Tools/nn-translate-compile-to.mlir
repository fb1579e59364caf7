// The module after each stage, as text and as bytecode, which can be read again.
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-translate %s --emit=mlir -o - | FileCheck %s --check-prefix=READ
// READ: nn.softmax
// RUN: nn-translate %s --compile-to=model -o - --emit=mlir | FileCheck %s --check-prefix=MODEL --implicit-check-not=nn.softmax
// MODEL: func.func @f(
// MODEL: nn.reduce
// RUN: nn-translate %s --compile-to=structured -o - --emit=mlir | FileCheck %s --check-prefix=STRUCTURED --implicit-check-not=nn.reduce
// STRUCTURED: func.func @f.kernel(
// STRUCTURED: linalg.generic
// RUN: nn-translate %s --compile-to=buffers -o - --emit=mlir | FileCheck %s --check-prefix=BUFFERS --implicit-check-not=linalg --implicit-check-not=memref.alloc
// BUFFERS: func.func private @f.plan(
// BUFFERS: scf.for
// RUN: nn-translate %s --compile-to=machine -o - --emit=mlir | FileCheck %s --check-prefix=MACHINE --implicit-check-not=scf. --implicit-check-not=memref.
// MACHINE: llvm.func @f.kernel(

// Loops in parts are those of the code.
// RUN: nn-translate %s --compile-to=buffers --part-cycles=1 -o - --emit=mlir | FileCheck %s --check-prefix=PARTS
// RUN: nn-translate %s --compile-to=buffers --part-cycles=0 -o - --emit=mlir | FileCheck %s --check-prefix=WHOLE --implicit-check-not=nn.parallel
// PARTS: nn.parallel
// WHOLE: scf.for

// So are vectors, those of the processor.
// RUN: nn-translate %s --target=x86_64-linux-gnu -mcpu=x86-64-v4 --compile-to=buffers -o - --emit=mlir | FileCheck %s --check-prefix=WIDE
// RUN: nn-translate %s --target=x86_64-linux-gnu --compile-to=buffers -o - --emit=mlir | FileCheck %s --check-prefix=NARROW --implicit-check-not='vector<16xf32>'
// WIDE: vector<16xf32>
// NARROW: vector<4xf32>
// RUN: %{expect} 1 "unknown processor 'nothing'" - nn-translate %s --target=x86_64-linux-gnu -mcpu=nothing --compile-to=model -o - --emit=mlir
// RUN: %{expect} 2 "'--cpu-levels' goes with output that is compiled" - nn-translate %s --cpu-levels=x86-64 --compile-to=model -o - --emit=mlir

// Each stage is what its verifier admits, and what the next one begins with.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: for stage in model structured buffers machine; do nn-translate %s --compile-to=$stage -o $stage.mlirbc && nn-opt $stage.mlirbc --nn-verify-stage=stage=$stage -o $stage.mlir || exit 1; done

// From level 1 on, ops are fused.
// RUN: nn-translate -O0 %s --compile-to=structured -o - --emit=mlir | grep -c linalg.generic > level0
// RUN: nn-translate -O1 %s --compile-to=structured -o - --emit=mlir | grep -c linalg.generic > level1
// RUN: test $(cat level0) -gt $(cat level1)

// RUN: %{expect} 2 "'--compile-to' goes with --emit=mlir and --emit=bytecode" out.o nn-translate %s --compile-to=buffers -o out.o
// RUN: %{expect} 2 "Cannot find option named 'loops'" out.mlir nn-translate %s --compile-to=loops -o out.mlir
func.func @f(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %a = nn.activation #nn.relu, %x : tensor<?x4xf32>
  %b = nn.activation #nn.square, %a : tensor<?x4xf32>
  %y = nn.softmax %b axis 1 : tensor<?x4xf32>
  return %y : tensor<?x4xf32>
}
