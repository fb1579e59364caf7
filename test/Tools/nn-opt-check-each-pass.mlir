// nn-opt --check-each-pass names the pass that changes what a function computes.
// DEFINE: %{check} = nn-opt %s --load-pass-plugin=%test_passes --check-each-pass
// DEFINE: %{expect} = %python %S/Inputs/expect.py

// A pass on functions, between others that change nothing.
// RUN: not %{check}=7 --pass-pipeline='builtin.module(nn-decompose,func.func(canonicalize,nn-test-break{op=nn.einsum},cse))' -o %t 2>&1 | FileCheck %s
// CHECK: nn-opt-check-each-pass.mlir:[[#]]:1: error: pass 'nn-test-break' changed what 'net' computes
// CHECK: note: the inputs are those of seed 7 with batch = 4, x_1 = 4
// CHECK: note: element {{.*}} of result 'y' is {{.*}} instead of {{.*}}: absolute error {{.*}}, relative error {{.*}}; {{.*}} of 12 elements differ by more than is tolerated
// CHECK-NOT: error

// A pass that another one runs.
// RUN: not %{check} --pass-pipeline='builtin.module(inline{default-pipeline=nn-test-break{op=nn.linear}})' -o %t 2>&1 | FileCheck %s --check-prefix=INNER
// INNER: error: pass 'nn-test-break' changed what 'net' computes

// What differs only where there are no elements, and what fails.
// RUN: not %{check} --pass-pipeline='builtin.module(nn-test-break{op=arith.constant})' -o %t 2>&1 | FileCheck %s --check-prefix=RARE
// RARE: error: pass 'nn-test-break' changed what 'largest' computes
// RARE: note: the inputs are those of seed 0 with input0_0 = 0
// RARE: note: element [] of result 'output0' is -200 instead of -100: absolute error 100, relative error 1; 1 of 1 elements
// RARE: error: pass 'nn-test-break' changed what 'extent' computes
// RARE: note: it fails: 'tensor.dim' op expected an axis of a tensor of rank 2, got 2

// Tolerances, and passes that change nothing.
// RUN: %{check} --check-rtol=2 --pass-pipeline='builtin.module(nn-test-break{op=nn.einsum})' -o %t
// RUN: %{check} --pass-pipeline='builtin.module(nn-specialize-apply,inline,symbol-dce,nn-decompose,canonicalize,cse)' 2>&1 -o %t | count 0

// At the structured stage, in a kernel.
// RUN: not %{check} --pass-pipeline='builtin.module(nn-lower-to-structured,func.func(nn-test-break{op=linalg.generic}))' -o %t 2>&1 | FileCheck %s --check-prefix=STRUCTURED
// STRUCTURED: error: pass 'nn-test-break' changed what 'net' computes
// STRUCTURED: note: the inputs are those of seed 0 with batch = 4, x_1 = 4, input1_1 = 4

// Where the check ends: at buffers, also for what the evaluator knows on tensors.
// RUN: %{check} --pass-pipeline='builtin.module(nn-lower-to-structured)' -o %t 2>&1 | count 0
// RUN: %{check} --pass-pipeline='builtin.module(nn-lower-to-buffers)' -o %t 2>&1 | FileCheck %s --check-prefix=END
// END: nn-opt-check-each-pass.mlir:[[#]]:1: remark: function 'net' is checked no further than before 'one-shot-bufferize': '{{(memref|linalg)[.].*}}' op is unknown to the evaluator
// END: remark: function 'filled' is checked no further than before 'one-shot-bufferize': 'linalg.{{.*}}' op is unknown to the evaluator on buffers

// A pass that takes away what the module offers.
// RUN: not %{check} --pass-pipeline='builtin.module(symbol-privatize{exclude=net,extent,filled},symbol-dce)' -o %t 2>&1 | FileCheck %s --check-prefix=REMOVED
// REMOVED: nn-opt-check-each-pass.mlir:[[#]]:1: error: pass 'symbol-privatize' removed 'largest' from what the module offers
// REMOVED-NOT: error

// What there is no memory for.
// RUN: nn-opt %S/Inputs/huge.mlir --check-each-pass --cse -o %t 2>&1 | FileCheck %s --check-prefix=HUGE
// HUGE: huge.mlir:[[#]]:1: remark: function 'inputs' is not checked: its inputs have more than 33554432 elements
// HUGE: huge.mlir:[[#]]:1: remark: function 'values' is not checked: {{.*}} has a result of 1073741824 elements, more than the 33554432 that the evaluator holds

// RUN: %{expect} 2 "'--check-rtol' and '--check-atol' go with '--check-each-pass'" %t.out nn-opt %s --check-rtol=1 -o %t.out
// RUN: %{expect} 2 "expected a number as seed of '--check-each-pass', got 'x'" %t.out nn-opt %s --check-each-pass=x -o %t.out

func.func private @affine(%x: tensor<?x?xf32>, %w: tensor<3x?xf32>) -> tensor<?x3xf32> {
  %y = nn.linear %x, %w : (tensor<?x?xf32>, tensor<3x?xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

func.func @net(%x: tensor<?x?xf32, #nn.axes<batch, _>> {nn.name = "x"}, %w: tensor<3x?xf32>) -> (tensor<?x3xf32> {nn.name = "y"}) {
  %0 = tensor.cast %x : tensor<?x?xf32, #nn.axes<batch, _>> to tensor<?x?xf32>
  %1 = func.call @affine(%0, %w) : (tensor<?x?xf32>, tensor<3x?xf32>) -> tensor<?x3xf32>
  return %1 : tensor<?x3xf32>
}

func.func @largest(%x: tensor<?xf32>) -> tensor<f32> {
  %bound = arith.constant dense<-100.0> : tensor<f32>
  %0 = nn.reduce %x axes [0] : (tensor<?xf32>) -> tensor<f32> neutral 0xFF800000 {
  ^bb0(%a: f32, %b: f32):
    %m = arith.maximumf %a, %b : f32
    nn.yield %m : f32
  }
  %1 = arith.maximumf %0, %bound : tensor<f32>
  return %1 : tensor<f32>
}

func.func @extent(%x: tensor<?x?xf32>) -> tensor<1xi64> {
  %axis = arith.constant 1 : index
  %0 = tensor.dim %x, %axis : tensor<?x?xf32>
  %1 = arith.index_cast %0 : index to i64
  %2 = tensor.from_elements %1 : tensor<1xi64>
  return %2 : tensor<1xi64>
}

func.func @filled(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.map %x : (tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32):
    %one = arith.constant 1.0 : f32
    nn.yield %one : f32
  }
  return %0 : tensor<4xf32>
}
