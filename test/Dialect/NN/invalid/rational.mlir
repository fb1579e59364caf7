// What #nn.rational refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected at least one number in 'numerator'}}
func.func private @rational_c1() attributes {f = #nn.rational<numerator = [], denominator = [1.0]>}

// -----

// expected-error @below {{expected finite numbers in 'numerator', got}}
func.func private @rational_c2_numerator() attributes {f = #nn.rational<numerator = [0x7FF8000000000000], denominator = [1.0]>}

// -----

// expected-error @below {{expected finite numbers in 'denominator', got}}
func.func private @rational_c2_denominator() attributes {f = #nn.rational<numerator = [1.0], denominator = [0x7FF8000000000000]>}

// -----

// expected-error @below {{expected 'sum' or 'terms', got 'no'}}
func.func private @rational_form() attributes {f = #nn.rational<numerator = [1.0], denominator = [1.0], absolute = no>}

// -----

// expected-error @below {{expected 'denominator'}}
func.func private @rational_no_denominator() attributes {f = #nn.rational<numerator = [1.0], absolute = sum>}
