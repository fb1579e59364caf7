// What #nn.external refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected a path and the name of a tensor, got "" and "w"}}
nn.param @external_c1_path : tensor<2xf32> = #nn.external<"", "w">

// -----

// expected-error @below {{expected a path and the name of a tensor, got "m.safetensors" and ""}}
nn.param @external_c1_tensor : tensor<2xf32> = #nn.external<"m.safetensors", "">

// -----

// expected-error @below {{expected ','}}
nn.param @external_one : tensor<2xf32> = #nn.external<"m.safetensors">
