// What #nn.gelu refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected 'exact' or 'tanh', got 'erf'}}
func.func private @gelu_form() attributes {f = #nn.gelu<erf>}

// -----

// expected-error @below {{expected valid keyword}}
func.func private @gelu_string() attributes {f = #nn.gelu<"tanh">}
