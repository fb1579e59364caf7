// What the help of a module says of its entries, and what it was compiled for.
// RUN: nn-run %s --help | FileCheck %s
// CHECK: usage: nn-run [options] INPUT.npy...
// CHECK: Runs the model 'net'
// CHECK: Entry score (chosen)
// CHECK-NEXT: inputs:
// CHECK-NEXT: x f32 [batch, 4]
// CHECK-NEXT: scale f16 []
// CHECK-NEXT: outputs:
// CHECK-NEXT: y f32 [batch, 4]
// CHECK: Entry other
// CHECK-NEXT: inputs:
// CHECK-NEXT: input0 i64 [input0_0]
// CHECK-NEXT: outputs:
// CHECK-NEXT: output0 i64 [?]
// CHECK: Exit codes: 0 good, 1 bad input or a mismatch, 2 bad usage
// RUN: nn-run %s --version | FileCheck %s --check-prefix=VERSION
// VERSION: model 'net', NN-MLIR model interface {{[0-9]+}}
// VERSION-NEXT: target {{[^ ]+}}, cpu {{.+}}
// RUN: %if x86_64 %{ nn-run --mcpu=x86-64 %s --version | FileCheck %s --check-prefix=BASE %}
// BASE: cpu x86-64
// The help of the tool needs no module.
// RUN: nn-run --help | FileCheck %s --check-prefix=TOOL
// TOOL: USAGE: nn-run [options] <module>
// TOOL: --bisect-numerics
// RUN: %python %S/Inputs/expect.py 2 "[Nn]ot enough positional" - nn-run
// RUN: %python %S/Inputs/expect.py 2 "unknown option '--nonsense'" - nn-run %s --nonsense
// RUN: %python %S/Inputs/expect.py 2 "Unknown command line argument '--nonsense'" - nn-run --nonsense %s
module @net {
  func.func @score(%x: tensor<?x4xf32, #nn.axes<batch, _>> {nn.name = "x"}, %s: tensor<f16> {nn.name = "scale"})
      -> (tensor<?x4xf32, #nn.axes<batch, _>> {nn.name = "y"}) {
    return %x : tensor<?x4xf32, #nn.axes<batch, _>>
  }
  func.func @other(%x: tensor<?xi64>) -> tensor<?xi64> {
    return %x : tensor<?xi64>
  }
}
