// What #nn.elu refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected a finite 'alpha', got}}
func.func private @elu_c1() attributes {f = #nn.elu<alpha = 0x7FF0000000000000>}

// -----

// expected-error @below {{expected 'alpha'}}
func.func private @elu_keyword() attributes {f = #nn.elu<1.0>}

// -----

// expected-error @below {{expected '>'}}
func.func private @elu_two_numbers() attributes {f = #nn.elu<alpha = 1.0, 2.0>}
