// What #nn.piecewise_linear refuses: cases per constraint, named after it, and other ways to
// write it wrong.
// RUN: nn-opt %s --split-input-file --verify-diagnostics

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

// expected-error @below {{expected ','}}
func.func private @piecewise_linear_one_slope() attributes {f = #nn.piecewise_linear<knots = [0.0], values = [0.0], slopes = [0.0]>}

// -----

// expected-error @below {{expected finite distances of knots, got an infinite one between the knots -1.000000e+308 and 1.000000e+308}}
func.func private @piecewise_linear_c5_distance() attributes {f = #nn.piecewise_linear<knots = [-1.0e+308, 1.0e+308], values = [0.0, 1.0], slopes = [0.0, 0.0]>}
