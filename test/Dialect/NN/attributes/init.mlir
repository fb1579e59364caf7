// #nn.init: seeds of 64 bits without sign, and numbers that keep every digit.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s

// CHECK: = #nn.init<uniform, seed = 0, low = -5.000000e-01, high = 0.33333333333333331>
nn.param @uniform : tensor<2xf32> = #nn.init<uniform, seed = 0, low = -0.5, high = 0.33333333333333331>
// CHECK: = #nn.init<normal, seed = 18446744073709551615, mean = 1.000000e-01, stddev = 0.000000e+00>
nn.param @normal : tensor<2xf64> = #nn.init<normal, seed = 18446744073709551615, mean = 0.1, stddev = 0.0>
// CHECK: = #nn.init<uniform, seed = 255, low = 1.000000e+00, high = 1.000000e+00>
nn.param @hexadecimal : tensor<2xbf16> = #nn.init<uniform, seed = 0xFF, low = 1.0, high = 1.0>
// Minus zero is no negative deviation.
// CHECK: = #nn.init<normal, seed = 1, mean = -1.7976931348623157E+308, stddev = -0.000000e+00>
nn.param @limits : tensor<2xf16> = #nn.init<normal, seed = 1, mean = -1.7976931348623157e308, stddev = -0.0>
