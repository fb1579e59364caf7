// Parameters and constants whose values are computed are limited.
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-run --max-constant-bytes=16 %s | FileCheck %s
// CHECK: 3 3 3 3
// RUN: %{expect} 3 "nn-run-max-constant-bytes.mlir:[0-9]+:.*16 bytes.*limit of 15" - nn-run --max-constant-bytes=15 %s
// RUN: %{expect} 3 "limit of 15" - nn-run --reference --max-constant-bytes=15 %s
// RUN: %{expect} 3 "limit of 15" %t nn-translate --max-constant-bytes=15 %s -o %t.o
// RUN: %{expect} 2 "value invalid" - nn-run --max-constant-bytes=many %s
nn.param @w : tensor<4xf32> = dense<3.0>
func.func @f() -> tensor<4xf32> {
  %w = nn.param_ref @w : tensor<4xf32>
  return %w : tensor<4xf32>
}
