// What #nn.init refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// expected-error @below {{expected 'low' not above 'high', got 1.000000e+00 and 0.000000e+00}}
func.func private @init_elsewhere() attributes {test.f = #nn.init<uniform, seed = 1, low = 1.0, high = 0.0>}

// -----

// expected-error @below {{expected 'seed'}}
nn.param @init_no_seed : tensor<2xf32> = #nn.init<uniform, low = 0.0, high = 1.0>

// -----

// expected-error @below {{expected floating point literal}}
nn.param @init_word : tensor<2xf32> = #nn.init<uniform, seed = 1, low = zero, high = 1.0>
