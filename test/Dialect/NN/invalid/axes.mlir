// What #nn.axes refuses: cases per constraint, named after it, and other ways to
// write it wrong.
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

// Names are words.
// expected-error @below {{expected valid keyword}}
func.func private @axes_number(tensor<2xf32, #nn.axes<1>>)

// -----

// expected-error @below {{expected valid keyword}}
func.func private @axes_string(tensor<2xf32, #nn.axes<"row">>)

// -----

// '_' is no name, so it may stand twice.
func.func private @axes_c2_unnamed(tensor<2x3x4xf32, #nn.axes<_, row, _>>)
// expected-error @below {{expected distinct axis names, got 'row' twice}}
func.func private @axes_c2_apart(tensor<2x3x4xf32, #nn.axes<row, _, row>>)
