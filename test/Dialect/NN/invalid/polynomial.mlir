// What #nn.polynomial refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected at least one coefficient}}
func.func private @polynomial_c1() attributes {f = #nn.polynomial<[]>}

// -----

// expected-error @below {{expected finite numbers in 'coefficients', got}}
func.func private @polynomial_c2() attributes {f = #nn.polynomial<[0.0, 0x7FF0000000000000]>}

// -----

// expected-error @below {{expected '['}}
func.func private @polynomial_bare_number() attributes {f = #nn.polynomial<1.0>}
