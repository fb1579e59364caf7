// What #nn.leaky_relu refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected a finite 'slope', got}}
func.func private @leaky_relu_c1_nan() attributes {f = #nn.leaky_relu<slope = 0x7FF8000000000000>}

// -----

// expected-error @below {{expected a finite 'slope', got}}
func.func private @leaky_relu_c1_infinite() attributes {f = #nn.leaky_relu<slope = 0xFFF0000000000000>}

// -----

// expected-error @below {{expected floating point literal}}
func.func private @leaky_relu_word() attributes {f = #nn.leaky_relu<slope = steep>}
