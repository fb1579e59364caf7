// What --check-each-pass tolerates: |difference| <= atol + rtol * |value|.
// DEFINE: %{check} = nn-opt %s --load-pass-plugin=%test_passes --check-each-pass=3 --pass-pipeline='builtin.module(nn-test-break{op=arith.mulf})' -o %t
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// A value of 100 becomes 200, which is 100 or 1 times as much off.
// RUN: %{expect} 1 "pass 'nn-test-break' changed what 'f' computes" - %{check}
// RUN: %{check} --check-atol=100 --check-rtol=0
// RUN: %{expect} 1 "is 200 instead of 100: absolute error 100, relative error 1" - %{check} --check-atol=99 --check-rtol=0
// RUN: %{check} --check-atol=0 --check-rtol=1
// RUN: %{expect} 1 "changed what 'f' computes" - %{check} --check-atol=0 --check-rtol=0.99
// RUN: %{expect} 2 "value invalid" - %{check} --check-rtol=small
// RUN: %{expect} 2 "expected a number as seed of '--check-each-pass', got '-1x'" - nn-opt %s --check-each-pass=-1x
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %ten = arith.constant dense<10.0> : tensor<2xf32>
  %y = arith.mulf %ten, %ten : tensor<2xf32>
  return %y : tensor<2xf32>
}
