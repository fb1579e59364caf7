// nn-run --bisect-numerics looks at parameters, constants and scalars, at calls
// as they were written, and not at what no output needs.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; a = np.arange(12, dtype='f4').reshape(3, 4); np.save('%t/x.npy', a / 7 - 0.5); np.save('%t/v.npy', a[0]); np.save('%t/i.npy', a[0].astype('i4'))"
// DEFINE: %{op} =
// DEFINE: %{bisect} = nn-run --bisect-numerics --load-pass-plugin=%test_passes --passes='nn-test-break{op=%{op}}' %s
// DEFINE: %{expect} = %python %S/Inputs/expect.py

// Not the op that reads them.
// REDEFINE: %{op} = nn.param_ref
// RUN: not %{bisect} %t/x.npy --entry f 2>&1 | FileCheck %s --check-prefix=PARAM
// PARAM: nn-run-bisect-operands.mlir:[[#]]:8: error: 'nn.param_ref' op is the first with values that differ
// PARAM: note: element [3] of result ('tensor<4xf32>') is 8 with {{.*}} and 4 with '--reference'
// REDEFINE: %{op} = arith.constant
// RUN: sed -n '/^func.func @g(/,/^}/p' %s > %t/g.mlir
// RUN: not nn-run --bisect-numerics --load-pass-plugin=%test_passes --passes='nn-test-break{op=%{op}}' %t/g.mlir %t/x.npy 2>&1 | FileCheck %s --check-prefix=CONSTANT
// CONSTANT: error: 'arith.constant' op is the first with values that differ
// REDEFINE: %{op} = arith.sitofp
// RUN: not %{bisect} %t/x.npy --entry f 2>&1 | FileCheck %s --check-prefix=SCALAR
// SCALAR: error: 'arith.sitofp' op is the first with values that differ
// SCALAR: note: element [] of result ('f32') is 6 with {{.*}} and 3 with '--reference'
// SCALAR: note: operand 0, of 'arith.index_cast', agrees: all elements are equal
// REDEFINE: %{op} = tensor.dim
// RUN: not %{bisect} %t/x.npy --entry f 2>&1 | FileCheck %s --check-prefix=INDEX
// INDEX: error: 'tensor.dim' op is the first with values that differ
// INDEX: note: element [] of result ('index') is 6 with {{.*}} and 3 with '--reference'

// Their error is told where the op itself is wrong, too.
// REDEFINE: %{op} = nn.map
// RUN: not %{bisect} %t/x.npy --entry f 2>&1 | FileCheck %s --check-prefix=MAP
// MAP: error: 'nn.map' op is the first with values that differ
// MAP: note: operand 1, of 'nn.param_ref', agrees: all elements are equal
// MAP: note: a value that its region uses, of 'arith.sitofp', agrees: all elements are equal

// A parameter may be larger than what is looked at.
// RUN: nn-run --bisect-numerics --bisect-bytes=100 %s %t/x.npy --entry large | FileCheck %s --check-prefix=LARGE
// LARGE: no difference: 1 outputs and 1 values agree

// What is wrong with a call is gone with the call.
// REDEFINE: %{op} = func.call
// RUN: not %{bisect} %t/v.npy --entry calls 2>&1 | FileCheck %s --check-prefix=CALL
// CALL: nn-run-bisect-operands.mlir:[[#]]:1: error: outputs differ between '-O2 --passes=nn-test-break{op=func.call}' and '--reference', but no value does when calls are inlined
// CALL: note: element {{.*}} of output 1 is {{.*}}; 4 of 4 elements differ

// An output without axes.
// RUN: nn-run --bisect-numerics %s %t/x.npy --entry scalar | FileCheck %s --check-prefix=RANK
// RANK: no difference: 1 outputs and 1 values agree

// An index that lies outside of a tensor, which no output depends on: dead, and
// used for its extents.
// RUN: nn-run --bisect-numerics --against=-O0 %s %t/v.npy %t/i.npy --entry dead 2>&1 | FileCheck %s --check-prefix=DEAD
// DEAD-NOT: error
// DEAD: no difference: 1 outputs and 1 values agree between '-O2' and '-O0'
// RUN: nn-run --bisect-numerics --reference %s %t/x.npy %t/i.npy --entry extent 2>&1 | FileCheck %s --check-prefix=EXTENT
// EXTENT-NOT: error
// EXTENT: no difference: 1 outputs and 6 values agree between '--reference' and '--reference'
// RUN: %{expect} 1 "error: the entry ends with 'an index lies outside" - nn-run --bisect-numerics %s %t/x.npy %t/i.npy --entry used

nn.param @w : tensor<4xf32> = dense<[1.0, 2.0, 3.0, 4.0]>
nn.param @k : tensor<100x4xf32> = dense<0.5>

func.func @f(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %w = nn.param_ref @w : tensor<4xf32>
  %c = arith.constant 0 : index
  %d = tensor.dim %x, %c : tensor<?x4xf32>
  %i = arith.index_cast %d : index to i64
  %s = arith.sitofp %i : i64 to f32
  %0 = nn.map %x, %w : (tensor<?x4xf32>, tensor<4xf32>) -> tensor<?x4xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.mulf %a, %b : f32
    %e = arith.addf %m, %s : f32
    nn.yield %e : f32
  }
  return %0 : tensor<?x4xf32>
}

func.func @g(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %k = arith.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  %0 = nn.map %x, %k : (tensor<?x4xf32>, tensor<4xf32>) -> tensor<?x4xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.mulf %a, %b : f32
    nn.yield %m : f32
  }
  return %0 : tensor<?x4xf32>
}

func.func @large(%x: tensor<?x4xf32>) -> tensor<4xf32> {
  %k = nn.param_ref @k : tensor<100x4xf32>
  %0 = nn.einsum "a c, b c -> c" %x, %k : (tensor<?x4xf32>, tensor<100x4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

func.func private @inner(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = math.exp %x : tensor<4xf32>
  return %0 : tensor<4xf32>
}

func.func @calls(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = func.call @inner(%x) : (tensor<4xf32>) -> tensor<4xf32>
  %1 = arith.negf %0 : tensor<4xf32>
  return %x, %1 : tensor<4xf32>, tensor<4xf32>
}

func.func @dead(%x: tensor<4xf32>, %n: tensor<4xi32>) -> tensor<4xf32> {
  %c = arith.constant dense<100> : tensor<4xi32>
  %i = arith.muli %n, %c : tensor<4xi32>
  %0 = nn.gather %x axes [0] at %i : (tensor<4xf32>, tensor<4xi32>) -> tensor<4xf32>
  %1 = math.exp %x : tensor<4xf32>
  return %1 : tensor<4xf32>
}

func.func @extent(%x: tensor<?x4xf32>, %n: tensor<4xi32>) -> tensor<i64> {
  %c = arith.constant dense<100> : tensor<4xi32>
  %i = arith.muli %n, %c : tensor<4xi32>
  %0 = nn.gather %x axes [1] at %i : (tensor<?x4xf32>, tensor<4xi32>) -> tensor<?x4xf32>
  %zero = arith.constant 0 : index
  %d = tensor.dim %0, %zero : tensor<?x4xf32>
  %e = arith.index_cast %d : index to i64
  %y = tensor.from_elements %e : tensor<i64>
  return %y : tensor<i64>
}

func.func @used(%x: tensor<?x4xf32>, %n: tensor<4xi32>) -> tensor<?x4xf32> {
  %c = arith.constant dense<100> : tensor<4xi32>
  %i = arith.muli %n, %c : tensor<4xi32>
  %0 = nn.gather %x axes [1] at %i : (tensor<?x4xf32>, tensor<4xi32>) -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

func.func @scalar(%x: tensor<?x4xf32>) -> tensor<f32> {
  %0 = nn.einsum "a b ->" %x : (tensor<?x4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
