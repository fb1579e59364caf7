// One network at every stage of the CPU pipeline.
// RUN: nn-opt %s --nn-lower-to-structured=pack-params=true | FileCheck %s --check-prefixes=CHECK,STRUCTURED
// RUN: nn-opt %s --nn-lower-to-buffers | FileCheck %s --check-prefixes=CHECK,BUFFERS
// RUN: nn-opt %s --nn-lower-to-cpu | FileCheck %s --check-prefixes=CHECK,MACHINE
// Options reach the pipeline: at level 0 nothing is fused.
// RUN: nn-opt %s --pass-pipeline='builtin.module(nn-lower-to-structured{opt-level=0})' | FileCheck %s --check-prefix=LEVEL0

nn.param @w : tensor<3x4xf32> = #nn.init<uniform, seed = 1, low = -0.5, high = 0.5>

// A parameter stays what it is: it is never turned into a literal.
// CHECK: @w
// STRUCTURED-LABEL: func.func @score.kernel
// STRUCTURED-NOT: = nn.linear
// STRUCTURED: linalg.generic
// STRUCTURED: linalg.generic
// STRUCTURED-NOT: linalg.generic
// STRUCTURED: return

// LEVEL0-LABEL: func.func @score.kernel
// LEVEL0: linalg.generic
// LEVEL0: linalg.generic
// LEVEL0: linalg.generic

// The plan and the kernel over one workspace; no allocation is left.
// BUFFERS-LABEL: func.func private @score.plan
// BUFFERS-LABEL: func.func @score.kernel
// BUFFERS-SAME: memref<?xi8>
// BUFFERS-NOT: memref.alloc
// BUFFERS: scf.for

// MACHINE-NOT: {{^ *}}func.func
// MACHINE: llvm.func @score.plan
// MACHINE: llvm.func @score.kernel
func.func @score(%x: tensor<?x4xf32>) -> tensor<?x3xf32> {
  %w = nn.param_ref @w : tensor<3x4xf32>
  %h = nn.linear %x, %w : (tensor<?x4xf32>, tensor<3x4xf32>) -> tensor<?x3xf32>
  %a = nn.activation #nn.relu, %h : tensor<?x3xf32>
  %y = nn.activation #nn.tanh, %a : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}
