// nn-run --bisect-numerics names the op that a test pass changes, and no other.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; a = np.arange(24, dtype='f4').reshape(6, 4); np.save('%t/x.npy', a / 7 - 1.5); np.save('%t/empty.npy', a[:0]); np.save('%t/i.npy', a.astype('i4'))"
// DEFINE: %{bisect} = nn-run --bisect-numerics --load-pass-plugin=%test_passes
// DEFINE: %{expect} = %python %S/Inputs/expect.py

// Everything agrees: with the evaluator, between levels, without elements.
// RUN: %{bisect} %s %t/x.npy --entry net | FileCheck %s --check-prefix=SAME
// RUN: %{bisect} -O0 --against=-O3 %s %t/x.npy --entry net
// RUN: %{bisect} %s %t/empty.npy --entry net
// RUN: %{bisect} %s %t/x.npy --entry special
// RUN: %{bisect} %s %t/i.npy --entry integers --rtol 1 --atol 100
// SAME: no difference: 1 outputs and 4 values agree between '-O2' and '--reference'

// A layer. Its first operand agrees, as does all before it.
// RUN: not %{bisect} --passes='nn-test-break{op=nn.softmax}' %s %t/x.npy --entry net 2>&1 | FileCheck %s --check-prefix=LAYER
// LAYER: nn-run-bisect.mlir:[[#]]:8: error: 'nn.softmax' op is the first with values that differ between '-O2 --passes=nn-test-break{op=nn.softmax}' and '--reference'
// LAYER-NEXT: %y = nn.softmax %h axis 1
// LAYER: note: element {{\[[0-5], [0-2]\]}} of result ('tensor<?x3xf32>') is {{.*}} with '-O2{{.*}}' and {{.*}} with '--reference': absolute error {{.*}}, relative error 1; 18 of 18 elements differ
// LAYER: note: operand 0, of 'nn.activation', agrees:
// LAYER: note: alone, on operands as with '--reference', it differs, too:

// The op of a decomposition, in a function that is applied.
// RUN: not %{bisect} --passes='nn-decompose,nn-test-break{op=nn.einsum}' %s %t/x.npy --entry net 2>&1 | FileCheck %s --check-prefix=INNER
// INNER: nn-run-bisect.mlir:[[#]]:8: error: 'nn.einsum' op is the first with values that differ
// INNER-NEXT: %y = nn.linear %x, %w
// INNER: note: it stands in the decomposition of 'nn.linear'
// INNER: note: it is: {{.*}} = nn.einsum

// The other way is the one with the pass; values go in groups of
// one, beside the output.
// RUN: not %{bisect} -O1 --against="-O0 --passes='nn-test-break{op=nn.activation}'" --bisect-bytes=150 %s %t/x.npy --entry net 2>&1 | FileCheck %s --check-prefix=OTHER
// OTHER: error: 'nn.activation' op is the first with values that differ between '-O1' and '-O0 --passes=nn-test-break{op=nn.activation}'

// What differs does not reach an output.
// RUN: not %{bisect} --passes='nn-test-break{op=arith.mulf}' %s %t/x.npy --entry hidden 2>&1 | FileCheck %s --check-prefix=HIDDEN
// HIDDEN: error: 'arith.mulf' op is the first
// HIDDEN: note: the outputs of the entry agree

// A difference that vanishes where a value is exposed, as one by fusion does.
// RUN: not %{bisect} --passes='nn-test-break{op=arith.mulf single-use}' %s %t/x.npy --entry chain 2>&1 | FileCheck %s --check-prefix=FUSED
// FUSED: error: 'arith.addf' op is the first
// FUSED: note: operand 0, of 'arith.mulf', agrees: all elements are equal
// FUSED: note: alone, on operands as with '--reference', it agrees, so that it matters what it is compiled with

// Integers are equal or differ.
// RUN: not %{bisect} --passes='nn-test-break{op=arith.addi}' %s %t/i.npy --entry integers --rtol 1 --atol 100 2>&1 | FileCheck %s --check-prefix=INTEGER
// INTEGER: note: element [5, 3] of result ('tensor<?x4xi32>') is 92 with {{.*}} and 46 with '--reference': absolute error 46, relative error 1; 23 of 24 elements differ

// Passes run first without bisection, too.
// RUN: not nn-run --load-pass-plugin=%test_passes --passes='nn-test-break{op=arith.addi}' %s %t/i.npy --entry integers --expected %t/i.npy

// Bad usage, and values that exceed the limit.
// RUN: %{expect} 2 "option '--against': expected '--reference'.*got '-O7'" - %{bisect} --against=-O7 %s %t/x.npy
// RUN: %{expect} 2 "option '--passes': .*'nn-tset-break' does not refer to a registered pass" - %{bisect} --passes=nn-tset-break %s %t/x.npy
// RUN: %{expect} 2 "option '--passes': .*'nn-tset-break'" - %{bisect} --against=--passes=nn-tset-break %s %t/x.npy
// RUN: %{expect} 2 "option '--output' has no meaning" - %{bisect} %s %t/x.npy --entry net -o %t/y.npy
// RUN: %{expect} 2 "'--against' and '--bisect-bytes' go with '--bisect-numerics'" - nn-run --against=-O0 %s %t/x.npy --entry net
// RUN: %{expect} 2 "no file for input" - %{bisect} %s --entry net
// RUN: %{expect} 3 "cannot be looked at: .* more than 8 bytes" - %{bisect} --bisect-bytes=8 %s %t/x.npy --entry net

nn.param @w : tensor<3x4xf32> = #nn.init<uniform, seed = 1, low = -1.0, high = 1.0>

func.func private @affine(%x: tensor<?x4xf32>) -> tensor<?x3xf32> {
  %w = nn.param_ref @w : tensor<3x4xf32>
  %y = nn.linear %x, %w : (tensor<?x4xf32>, tensor<3x4xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

func.func @net(%x: tensor<?x4xf32>) -> tensor<?x3xf32> {
  %l = nn.apply @affine(%x) : (tensor<?x4xf32>) -> tensor<?x3xf32>
  %h = nn.activation #nn.relu, %l : tensor<?x3xf32>
  %y = nn.softmax %h axis 1 : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// Values that are infinite, or none.
func.func @special(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %a = math.log %x : tensor<?x4xf32>
  %b = arith.divf %a, %x : tensor<?x4xf32>
  return %b : tensor<?x4xf32>
}

func.func @hidden(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %a = arith.mulf %x, %x : tensor<?x4xf32>
  %b = arith.subf %a, %a : tensor<?x4xf32>
  return %b : tensor<?x4xf32>
}

func.func @chain(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %a = arith.mulf %x, %x : tensor<?x4xf32>
  %b = arith.addf %a, %x : tensor<?x4xf32>
  %c = arith.negf %b : tensor<?x4xf32>
  return %c : tensor<?x4xf32>
}

func.func @integers(%x: tensor<?x4xi32>) -> tensor<?x4xi32> {
  %a = arith.addi %x, %x : tensor<?x4xi32>
  return %a : tensor<?x4xi32>
}
