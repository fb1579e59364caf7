// The forms of nn.param_ref: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK: nn.param @w : tensor<4x2xf32, #nn.axes<out, _>> = dense<0.000000e+00>
nn.param @w : tensor<4x2xf32, #nn.axes<out, _>> = dense<0.000000e+00>
// CHECK: nn.param private @"a name" : tensor<i8> = dense<0>
nn.param private @"a name" : tensor<i8> = dense<0>
// CHECK-LABEL: func.func @param_ref(
func.func @param_ref() {
  // GENERIC: "nn.param_ref"() <{param = @w}> : () -> tensor<4x2xf32, #nn.axes<out, _>>
  // CHECK: nn.param_ref @w : tensor<4x2xf32, #nn.axes<out, _>>
  %0 = nn.param_ref @w : tensor<4x2xf32, #nn.axes<out, _>>
  // A name may be left out or added.
  // CHECK: nn.param_ref @w : tensor<4x2xf32>
  %1 = nn.param_ref @w : tensor<4x2xf32>
  // CHECK: nn.param_ref @w {note} : tensor<4x2xf32, #nn.axes<_, in>>
  %2 = nn.param_ref @w {note} : tensor<4x2xf32, #nn.axes<_, in>>
  // CHECK: nn.param_ref @"a name" : tensor<i8>
  %3 = nn.param_ref @"a name" : tensor<i8>
  return
}
