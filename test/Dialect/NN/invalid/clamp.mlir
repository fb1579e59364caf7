// What #nn.clamp refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected finite 'low' and 'high', got}}
func.func private @clamp_c1_low() attributes {f = #nn.clamp<low = 0xFFF0000000000000, high = 0.0>}

// -----

// expected-error @below {{expected finite 'low' and 'high', got}}
func.func private @clamp_c1_high() attributes {f = #nn.clamp<low = 0.0, high = 0x7FF8000000000000>}

// -----

// expected-error @below {{expected 'low' below 'high', got 2.000000e+00 and 2.000000e+00}}
func.func private @clamp_c1_order() attributes {f = #nn.clamp<low = 2.0, high = 2.0>}

// -----

// expected-error @below {{expected 'low'}}
func.func private @clamp_order_of_words() attributes {f = #nn.clamp<high = 1.0, low = 0.0>}

// -----

// expected-error @below {{expected '<'}}
func.func private @clamp_bare() attributes {f = #nn.clamp}
