// The options of the pipelines: levels, and conversions of halves by instruction.
// RUN: for level in 0 1 2 3; do nn-opt %s --nn-lower-to-structured=opt-level=$level -o %t.$level; done
// RUN: grep -c linalg.generic %t.0 | FileCheck %s --check-prefix=KEPT
// RUN: grep -c linalg.generic %t.1 | FileCheck %s --check-prefix=FUSED
// Level 2 is the default, and gives reductions schedules.
// RUN: nn-opt %s --nn-lower-to-structured | diff - %t.2
// RUN: FileCheck %s --check-prefix=AS-WRITTEN --implicit-check-not=nn.schedule < %t.1
// RUN: FileCheck %s --check-prefix=SCHEDULED < %t.2
// RUN: diff %t.2 %t.3
// KEPT: 5
// FUSED: 2
// AS-WRITTEN: iterator_types = ["parallel", "parallel", "reduction"]
// SCHEDULED: nn.schedule = #nn.schedule<

// RUN: nn-opt %s --nn-lower-to-cpu=native-f16 | FileCheck %s --check-prefix=NATIVE
// NATIVE: llvm.fpext %{{.*}} : f16 to f32
// NATIVE: llvm.fptrunc %{{.*}} : f32 to f16
// RUN: nn-opt %s --nn-lower-to-cpu | FileCheck %s --implicit-check-not=llvm.fpext --implicit-check-not=llvm.fptrunc
// CHECK: llvm.func @net.kernel

// RUN: %python %src/test/Tools/Inputs/expect.py 1 "no such option fast" - nn-opt %s --nn-lower-to-cpu=fast=1
// RUN: %python %src/test/Tools/Inputs/expect.py 1 "'two'" - nn-opt %s --nn-lower-to-cpu=opt-level=two
nn.param @w : tensor<4x3xf16> = #nn.init<uniform, seed = 1, low = -1.0, high = 1.0>
func.func @net(%x: tensor<4x?xf16>) -> tensor<?x3xf16> {
  %w = nn.param_ref @w : tensor<4x3xf16>
  %h = nn.einsum "i b, i o -> b o" %x, %w : (tensor<4x?xf16>, tensor<4x3xf16>) -> tensor<?x3xf16>
  %y = nn.activation #nn.relu, %h : tensor<?x3xf16>
  return %y : tensor<?x3xf16>
}
