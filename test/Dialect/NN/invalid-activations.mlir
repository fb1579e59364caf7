// Constraints of activations.
//
// RUN: nn-opt %s --split-input-file --verify-diagnostics

// expected-error @below {{expected a finite 'slope', got}}
func.func private @leaky_relu_c1_nan() attributes {f = #nn.leaky_relu<slope = 0x7FF8000000000000>}

// -----

// expected-error @below {{expected a finite 'slope', got}}
func.func private @leaky_relu_c1_infinite() attributes {f = #nn.leaky_relu<slope = 0xFFF0000000000000>}

// -----

// expected-error @below {{expected finite 'low' and 'high', got}}
func.func private @clamp_c1_low() attributes {f = #nn.clamp<low = 0xFFF0000000000000, high = 0.0>}

// -----

// expected-error @below {{expected finite 'low' and 'high', got}}
func.func private @clamp_c1_high() attributes {f = #nn.clamp<low = 0.0, high = 0x7FF8000000000000>}

// -----

// expected-error @below {{expected 'low' below 'high', got 2.000000e+00 and 2.000000e+00}}
func.func private @clamp_c1_order() attributes {f = #nn.clamp<low = 2.0, high = 2.0>}

// -----

// expected-error @below {{expected a finite 'alpha', got}}
func.func private @elu_c1() attributes {f = #nn.elu<alpha = 0x7FF0000000000000>}

// -----

// expected-error @below {{expected at least one knot}}
func.func private @piecewise_linear_c1() attributes {f = #nn.piecewise_linear<knots = [], values = [], slopes = [0.0, 1.0]>}

// -----

// expected-error @below {{expected one value per knot, got 2 values for 1 knots}}
func.func private @piecewise_linear_c2() attributes {f = #nn.piecewise_linear<knots = [0.0], values = [0.0, 1.0], slopes = [0.0, 1.0]>}

// -----

// expected-error @below {{expected finite knots and values, got}}
func.func private @piecewise_linear_c3_knots() attributes {f = #nn.piecewise_linear<knots = [0.0, 0x7FF0000000000000], values = [0.0, 1.0], slopes = [0.0, 1.0]>}

// -----

// expected-error @below {{expected finite knots and values, got}}
func.func private @piecewise_linear_c3_values() attributes {f = #nn.piecewise_linear<knots = [0.0], values = [0x7FF8000000000000], slopes = [0.0, 1.0]>}

// -----

// expected-error @below {{expected finite slopes, got}}
func.func private @piecewise_linear_c3_slopes() attributes {f = #nn.piecewise_linear<knots = [0.0], values = [0.0], slopes = [0.0, 0x7FF8000000000000]>}

// -----

// expected-error @below {{expected knots that ascend strictly, got 1.000000e+00 after 1.000000e+00}}
func.func private @piecewise_linear_c4() attributes {f = #nn.piecewise_linear<knots = [0.0, 1.0, 1.0], values = [0.0, 1.0, 2.0], slopes = [0.0, 1.0]>}

// -----

// expected-error @below {{expected finite slopes, got an infinite one between the knots 0.000000e+00 and 1.000000e-300}}
func.func private @piecewise_linear_c5() attributes {f = #nn.piecewise_linear<knots = [0.0, 1.0e-300], values = [0.0, 1.0e+100], slopes = [0.0, 1.0]>}

// -----

// expected-error @below {{expected at least one coefficient}}
func.func private @polynomial_c1() attributes {f = #nn.polynomial<[]>}

// -----

// expected-error @below {{expected finite numbers in 'coefficients', got}}
func.func private @polynomial_c2() attributes {f = #nn.polynomial<[0.0, 0x7FF0000000000000]>}

// -----

// expected-error @below {{expected at least one number in 'numerator'}}
func.func private @rational_c1() attributes {f = #nn.rational<numerator = [], denominator = [1.0]>}

// -----

// expected-error @below {{expected finite numbers in 'numerator', got}}
func.func private @rational_c2_numerator() attributes {f = #nn.rational<numerator = [0x7FF8000000000000], denominator = [1.0]>}

// -----

// expected-error @below {{expected finite numbers in 'denominator', got}}
func.func private @rational_c2_denominator() attributes {f = #nn.rational<numerator = [1.0], denominator = [0x7FF8000000000000]>}

// -----

// expected-error @below {{expected 'exact' or 'tanh', got 'erf'}}
func.func private @gelu_form() attributes {f = #nn.gelu<erf>}

// -----

// expected-error @below {{expected 'sum' or 'terms', got 'no'}}
func.func private @rational_form() attributes {f = #nn.rational<numerator = [1.0], denominator = [1.0], absolute = no>}

// -----

// expected-error @below {{expected 'alpha'}}
func.func private @elu_keyword() attributes {f = #nn.elu<1.0>}
