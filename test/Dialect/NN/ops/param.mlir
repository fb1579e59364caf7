// The forms of nn.param: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// GENERIC: "nn.param"() <{sym_name = "dense", type = tensor<2x2xf32>, value = dense<{{.*}}> : tensor<2x2xf32>}> : () -> ()
// CHECK: nn.param @dense : tensor<2x2xf32> = dense<{{\[\[}}1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00]]>
nn.param @dense : tensor<2x2xf32> = dense<[[1.0, 2.0], [3.0, 4.0]]>
// GENERIC: "nn.param"() <{sym_name = "private", sym_visibility = "private", type = tensor<4xf32>, value = dense<1.000000e+00> : tensor<4xf32>}> {note} : () -> ()
// CHECK: nn.param private @private : tensor<4xf32> = dense<1.000000e+00> {note}
nn.param private @private : tensor<4xf32> = dense<1.0> {note}
// CHECK: nn.param nested @nested : tensor<i1> = dense<true>
nn.param nested @nested : tensor<i1> = dense<true>
// CHECK: nn.param public @public : tensor<0xf64> = dense<>
nn.param public @public : tensor<0xf64> = dense<>
// The names of axes say how a parameter is used; its value does not have them.
// GENERIC: type = tensor<2xi8, #nn.axes<out>>, value = dense<[1, 2]> : tensor<2xi8>}>
// CHECK: nn.param @named : tensor<2xi8, #nn.axes<out>> = dense<[1, 2]>
nn.param @named : tensor<2xi8, #nn.axes<out>> = dense<[1, 2]>
// CHECK: nn.param @"a name" : tensor<bf16> = dense<1.000000e+00>
nn.param @"a name" : tensor<bf16> = dense<1.0>
// CHECK: nn.param @resource : tensor<2xf32> = dense_resource<blob>
nn.param @resource : tensor<2xf32> = dense_resource<blob>
// CHECK: nn.param @uniform : tensor<4x3xf16> = #nn.init<uniform, seed = 7, low = -5.000000e-01, high = 5.000000e-01>
nn.param @uniform : tensor<4x3xf16> = #nn.init<uniform, seed = 7, low = -0.5, high = 0.5>
// CHECK: nn.param @external : tensor<3xi64> = #nn.external<"folder/file.safetensors", "layer.weight">
nn.param @external : tensor<3xi64> = #nn.external<"folder/file.safetensors", "layer.weight">

{-#
  dialect_resources: {
    builtin: {
      blob: "0x040000000000803F00000040"
    }
  }
#-}
