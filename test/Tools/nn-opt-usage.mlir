// Input, output and wrong usage of nn-opt; a failed run leaves its output alone.
// RUN: rm -rf %t && mkdir -p %t
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-opt %s -o %t/a.mlir && nn-opt < %s | diff - %t/a.mlir && nn-opt - < %s | diff - %t/a.mlir
// RUN: nn-opt %s --emit-bytecode -o %t/a.mlirbc && nn-opt %t/a.mlirbc | diff - %t/a.mlir
// RUN: echo old > %t/old && %{expect} 1 "cannot stand at stage 'machine'" - nn-opt %s --nn-verify-stage=stage=machine -o %t/old && grep -q old %t/old
// RUN: %{expect} 1 "none.mlir" - nn-opt %t/none.mlir
// RUN: %{expect} 1 "cannot write" - nn-opt %s -o %t/none/out.mlir
// RUN: %{expect} 2 "Unknown command line argument '--nn-nothing'" - nn-opt %s --nn-nothing
// RUN: %{expect} 1 "does not refer to a registered pass" - nn-opt %s --pass-pipeline='builtin.module(nn-nothing)'
// RUN: %{expect} 1 "no such option depth" - nn-opt %s --nn-decompose=depth=1
// RUN: nn-opt --show-dialects | FileCheck %s --check-prefix=DIALECTS
// DIALECTS: {{^}}linalg{{$}}
// DIALECTS: {{^}}nn{{$}}
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = nn.softmax %x axis 0 : tensor<2xf32>
  return %y : tensor<2xf32>
}
