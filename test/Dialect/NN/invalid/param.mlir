// What nn.param refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected a tensor type with static extents, got 'tensor<?xf32>'}}
nn.param @param_c1_dynamic : tensor<?xf32> = #nn.external<"m.safetensors", "w">

// -----

// expected-error @below {{'nn.param' op expected static extents, got 'tensor<?xf32>'}}
"nn.param"() <{sym_name = "param_c1_generic", type = tensor<?xf32>, value = #nn.external<"m.safetensors", "w">}> : () -> ()

// -----

// expected-error @below {{expected a tensor type with static extents, got 'f32'}}
nn.param @param_c1_scalar : f32 = 1.0

// -----

// expected-error @below {{expected a dense value, a resource, '#nn.init' or '#nn.external'}}
nn.param @param_c2 : tensor<2xf32> = #nn.relu

// -----

// expected-error @below {{expected a dense value, a resource, '#nn.init' or '#nn.external'}}
nn.param @param_c2_list : tensor<2xf32> = [1.0, 2.0]

// -----

// expected-error @below {{expected a dense value, a resource, '#nn.init' or '#nn.external'}}
nn.param @param_c2_sparse : tensor<2xf32> = sparse<[[0]], [1.0]>

// -----

// expected-error @below {{expected a value of type 'tensor<2xf32>', got 'tensor<3xf32>'}}
"nn.param"() <{sym_name = "param_c3_shape", type = tensor<2xf32>, value = dense<1.0> : tensor<3xf32>}> : () -> ()

// -----

// expected-error @below {{expected a value of type 'tensor<2xf32>', got 'tensor<2xf64>'}}
"nn.param"() <{sym_name = "param_c3_element", type = tensor<2xf32>, value = dense<1.0> : tensor<2xf64>}> : () -> ()

// -----

// expected-error @below {{inferred shape of elements literal ([3]) does not match type ([2])}}
nn.param @param_c3_literal : tensor<2xf32> = dense<[1.0, 2.0, 3.0]>

// -----

// expected-error @below {{expected a resource of 8 bytes, got 6}}
nn.param @param_c3_resource : tensor<2xf32> = dense_resource<blob>

{-# dialect_resources: { builtin: { blob: "0x04000000000000000000" } } #-}

// -----

// expected-error @below {{expected float elements for '#nn.init', got 'i32'}}
nn.param @param_c4 : tensor<2xi32> = #nn.init<uniform, seed = 1, low = 0.0, high = 1.0>

// -----

// expected-error @below {{expected no type after the value, which has the type of the parameter}}
nn.param @param_value_type : tensor<2xf32> = dense<1.0> : tensor<2xf32>

// -----

// expected-error @below {{type attribute of ranked tensor of f16, bf16, f32, f64, i1, i8, i16, i32 or i64 values}}
nn.param @param_element : tensor<2xindex> = dense<1>

// -----

// expected-note @below {{see existing symbol definition here}}
nn.param @w : tensor<2xf32> = dense<1.0>
// expected-error @below {{redefinition of symbol named 'w'}}
nn.param @w : tensor<2xf32> = dense<2.0>

// -----

func.func @param_in_function() {
  // expected-error @below {{expects parent op 'builtin.module'}}
  nn.param @w : tensor<2xf32> = dense<1.0>
  return
}

// -----

// expected-error @below {{'nn.param' op expected float elements for '#nn.init', got 'i1'}}
nn.param @param_c4_boolean : tensor<2xi1> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>

// -----

// expected-error @below {{expected '='}}
nn.param @param_no_value : tensor<2xf32>

// -----

// expected-error @below {{expected valid '@'-identifier for symbol name}}
nn.param hidden @param_visibility : tensor<2xf32> = dense<1.0>

// -----

// expected-error @below {{visibility expected to be one of ["public", "private", "nested"], but got "hidden"}}
"nn.param"() <{sym_name = "param_visibility", sym_visibility = "hidden", type = tensor<2xf32>, value = dense<1.0> : tensor<2xf32>}> : () -> ()
