// Constraints of the attributes, and of names of function values.
//
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected one axis name per axis, got 1 names for rank 2}}
func.func private @axes_c1(tensor<2x3xf32, #nn.axes<row>>)

// -----

// A tensor that has axes may not have an empty list of names.
// expected-error @below {{expected one axis name per axis, got 0 names for rank 1}}
func.func private @axes_c1_empty(tensor<2xf32, #nn.axes<>>)

// -----

// expected-error @below {{expected distinct axis names, got 'row' twice}}
func.func private @axes_c2(tensor<2x3xf32, #nn.axes<row, row>>)

// -----

// expected-error @below {{expected finite 'low' and 'high', got}}
nn.param @init_c1_infinite : tensor<2xf32> = #nn.init<uniform, seed = 1, low = 0.0, high = 0x7FF0000000000000>

// -----

// expected-error @below {{expected finite 'mean' and 'stddev', got}}
nn.param @init_c1_nan : tensor<2xf32> = #nn.init<normal, seed = 1, mean = 0x7FF8000000000000, stddev = 1.0>

// -----

// A decimal number that is too large for a double is infinite.
// expected-error @below {{expected finite 'low' and 'high', got}}
nn.param @init_c1_overflow : tensor<2xf32> = #nn.init<uniform, seed = 1, low = 0.0, high = 1.0e999>

// -----

// expected-error @below {{expected 'low' not above 'high', got 1.000000e+00 and -1.000000e+00}}
nn.param @init_c1_order : tensor<2xf32> = #nn.init<uniform, seed = 1, low = 1.0, high = -1.0>

// -----

// expected-error @below {{expected a 'stddev' that is not negative, got -1.000000e+00}}
nn.param @init_c1_stddev : tensor<2xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = -1.0>

// -----

// expected-error @below {{expected 'uniform' or 'normal', got 'cauchy'}}
nn.param @init_kind : tensor<2xf32> = #nn.init<cauchy, seed = 1, low = 0.0, high = 1.0>

// -----

// The words for the two numbers depend on the distribution.
// expected-error @below {{expected 'mean'}}
nn.param @init_keyword : tensor<2xf32> = #nn.init<normal, seed = 1, low = 0.0, high = 1.0>

// -----

// expected-error @below {{expected 'seed' to be an integer of 0 to 2^64 - 1}}
nn.param @init_seed_negative : tensor<2xf32> = #nn.init<uniform, seed = -1, low = 0.0, high = 1.0>

// -----

// expected-error @below {{expected 'seed' to be an integer of 0 to 2^64 - 1}}
nn.param @init_seed_large : tensor<2xf32> = #nn.init<uniform, seed = 18446744073709551616, low = 0.0, high = 1.0>

// -----

// expected-error @below {{expected 'seed' to be an integer of 0 to 2^64 - 1}}
nn.param @init_seed_float : tensor<2xf32> = #nn.init<uniform, seed = 1.0, low = 0.0, high = 1.0>

// -----

// expected-error @below {{expected a path and the name of a tensor, got "" and "w"}}
nn.param @external_c1_path : tensor<2xf32> = #nn.external<"", "w">

// -----

// expected-error @below {{expected a path and the name of a tensor, got "m.safetensors" and ""}}
nn.param @external_c1_tensor : tensor<2xf32> = #nn.external<"m.safetensors", "">

// -----

// expected-error @below {{unknown attribute `no_such_function` in dialect `nn`}}
func.func private @unknown_attribute() attributes {f = #nn.no_such_function}

// -----

// expected-error @below {{expected 'nn.name' to be a C identifier, got "1st"}}
func.func private @name_digit(tensor<2xf32> {nn.name = "1st"})

// -----

// expected-error @below {{expected 'nn.name' to be a C identifier, got ""}}
func.func private @name_empty(tensor<2xf32> {nn.name = ""})

// -----

// expected-error @below {{expected 'nn.name' to be a C identifier, got 3 : i64}}
func.func private @name_number() -> (tensor<2xf32> {nn.name = 3})

// -----

// expected-error @below {{expected distinct names of arguments and results, got "x" twice}}
func.func private @name_twice(tensor<2xf32> {nn.name = "x"}) -> (tensor<2xf32> {nn.name = "x"})

// -----

// expected-error @below {{unknown attribute 'nn.label' of a function value}}
func.func private @argument_attribute(tensor<2xf32> {nn.label = "x"})

// -----

// expected-error @below {{unknown attribute 'nn.name'; 'nn.name' belongs to an argument or a result}}
func.func @misplaced_name(%x: tensor<2xf32>) attributes {nn.name = "x"} {
  return
}

// -----

func.func @unknown_attribute(%x: tensor<2xf32>) {
  // expected-error @below {{unknown attribute 'nn.other'}}
  %0 = nn.einsum "i -> i" %x {nn.other = 3} : (tensor<2xf32>) -> tensor<2xf32>
  return
}

// -----

func.func @activation_keyword(%x: tensor<2xf32>) {
  // expected-error @below {{expected an activation such as '#nn.relu'}}
  %0 = nn.activation relu, %x : tensor<2xf32>
  return
}
