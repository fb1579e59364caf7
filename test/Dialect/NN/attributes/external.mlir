// #nn.external: two strings, which are not interpreted here.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s

// CHECK: = #nn.external<"folder/file.safetensors", "layer.weight">
nn.param @folder : tensor<3xi1> = #nn.external<"folder/file.safetensors", "layer.weight">
// CHECK: = #nn.external<"../a file", "a \22name\22">
nn.param @quotes : tensor<3xf16> = #nn.external<"../a file", "a \22name\22">
