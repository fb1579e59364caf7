// What #nn.relaid and a parameter with such a value refuse: cases per constraint,
// named after it, and other ways to write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-note @below {{the parameter is declared here}}
nn.param @w : tensor<8x4xf32> = dense<1.0>
// expected-error @below {{expected a parameter of 'f32' with 1 axes that is not laid out anew itself, got 'tensor<8x4xf32>'}}
nn.param @relaid_c1_results : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0)>>

// -----

nn.param @w : tensor<8x4xf32> = dense<1.0>
// expected-error @below {{expected a map of 3 dimensions, got affine_map<(d0, d1) -> (d0, d1)>}}
nn.param @relaid_c1_dimensions : tensor<2x4x4xf32> = #nn.relaid<@w, affine_map<(d0, d1) -> (d0, d1)>>

// -----

nn.param @w : tensor<8x4xf32> = dense<1.0>
// expected-error @below {{expected a map of 2 dimensions, got affine_map<(d0, d1)[s0] -> (d0, d1 + s0)>}}
nn.param @relaid_c1_symbol : tensor<8x4xf32> = #nn.relaid<@w, affine_map<(d0, d1)[s0] -> (d0, d1 + s0)>>

// -----

// expected-error @below {{expected an 'nn.param' to lay out anew, got @w}}
nn.param @param_c5_unknown : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0)>>

// -----

func.func private @w()
// expected-error @below {{expected an 'nn.param' to lay out anew, got @w}}
nn.param @param_c5_function : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0)>>

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @w : tensor<8xf16> = dense<1.0>
// expected-error @below {{expected a parameter of 'f32' with 1 axes that is not laid out anew itself, got 'tensor<8xf16>'}}
nn.param @param_c5_element : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0)>>

// -----

nn.param @w : tensor<8xf32> = dense<1.0>
// expected-note @below {{the parameter is declared here}}
nn.param @v : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0)>>
// expected-error @below {{expected a parameter of 'f32' with 1 axes that is not laid out anew itself, got 'tensor<8xf32>'}}
nn.param @param_c5_twice : tensor<8xf32> = #nn.relaid<@v, affine_map<(d0) -> (d0)>>

// -----

// expected-note @below {{the parameter is declared here}}
// expected-error @below {{expected a parameter of 'f32' with 1 axes that is not laid out anew itself, got 'tensor<8xf32>'}}
nn.param @param_c5_itself : tensor<8xf32> = #nn.relaid<@param_c5_itself, affine_map<(d0) -> (d0)>>

// -----

nn.param @w : tensor<8xf32> = dense<1.0>
// expected-error @below {{expected ','}}
nn.param @relaid_no_map : tensor<8xf32> = #nn.relaid<@w>

// -----

// expected-error @below {{invalid kind of attribute specified}}
// expected-error @below {{failed to parse NN_RelaidAttr parameter 'source'}}
nn.param @relaid_no_source : tensor<8xf32> = #nn.relaid<"w", affine_map<(d0) -> (d0)>>

// -----

nn.param @w : tensor<8x4xf32> = dense<1.0>
// expected-error @below {{expected a factor that is a matrix of f64 with elements, got 'tensor<3xf64>'}}
nn.param @relaid_c2_rank : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0, d0)>, factor = dense<1.0> : tensor<3xf64>>

// -----

nn.param @w : tensor<8x4xf32> = dense<1.0>
// expected-error @below {{expected a factor that is a matrix of f64 with elements, got 'tensor<4x3xf32>'}}
nn.param @relaid_c2_element : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0, d0)>, factor = dense<1.0> : tensor<4x3xf32>>

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @w : tensor<8x3x4xf32> = dense<1.0>
// expected-error @below {{expected a parameter of f32 or f64 whose last two axes have 3 elements, got 'tensor<8x3x4xf32>'}}
nn.param @param_c5_matrix : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0, 0, 0)>, factor = dense<1.0> : tensor<4x3xf64>>

// -----

// expected-note @below {{the parameter is declared here}}
nn.param @w : tensor<8x3x3xi32> = dense<1>
// expected-error @below {{expected a parameter of f32 or f64 whose last two axes have 3 elements, got 'tensor<8x3x3xi32>'}}
nn.param @param_c5_integers : tensor<8xi32> = #nn.relaid<@w, affine_map<(d0) -> (d0, 0, 0)>, factor = dense<1.0> : tensor<4x3xf64>>

// -----

nn.param @w : tensor<8x3x3xf32> = dense<1.0>
// expected-error @below {{expected a factor that is a matrix of f64 with elements, got 'tensor<0x3xf64>'}}
nn.param @relaid_c2_empty : tensor<8xf32> = #nn.relaid<@w, affine_map<(d0) -> (d0, 0, 0)>, factor = dense<> : tensor<0x3xf64>>
