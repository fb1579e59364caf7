// Narrower floats are the nearest, of two the even one; from half a last place beyond
// the largest number on, infinity. Wider ones are exact.
// RUN: %python %S/../check_ops.py %t %s

// Ties of f16 at 1 and at its subnormals, its border, and what is too small.
// CALL: x=[1.00048828125,1.00146484375,1.0004884,65519.996,65520,-65520,2.9802322387695312e-8,2.98023259404e-8,8.940696716308594e-8,inf,nan]
// | y = np.array([1, 1.001953125, 1.0009765625, 65504, np.inf, -np.inf, 0, 2.0**-24, 2.0**-23, np.inf, np.nan])
func.func @f16(%x: tensor<?xf32>) -> tensor<?xf16> {
  %y = arith.truncf %x : tensor<?xf32> to tensor<?xf16>
  return %y : tensor<?xf16>
}

// -----

// Ties of bf16: 1 + 2^-8 and 1 + 3 * 2^-8; its border is that of f32.
// CALL: x=[1.00390625,1.01171875,1.00390637,3.3961775292304957e38,3.394e38,-inf,nan]
// | y = np.array([1, 1.015625, 1.0078125, np.inf, 255 * 2.0**120, -np.inf, np.nan])
func.func @bf16(%x: tensor<?xf32>) -> tensor<?xbf16> {
  %y = arith.truncf %x : tensor<?xf32> to tensor<?xbf16>
  return %y : tensor<?xbf16>
}

// -----

// From f64 it is rounded once: 1 + 2^-11 + 2^-40 by way of f32 would be a tie.
// CALL: x=[1.00048828125090949,1.0039062500009095,1.0000000596046448,-1e300]
// | y = np.array([1 + 2.0**-10, 1.00390625, 1, -np.inf])
// | z = np.array([1, 1 + 2.0**-7, 1, -np.inf])
// | w = np.array([1.00048828125, 1.00390625, 1, -np.inf])
func.func @once(%x: tensor<?xf64>) -> (tensor<?xf16>, tensor<?xbf16>, tensor<?xf32>) {
  %y = arith.truncf %x : tensor<?xf64> to tensor<?xf16>
  %z = arith.truncf %x : tensor<?xf64> to tensor<?xbf16>
  %w = arith.truncf %x : tensor<?xf64> to tensor<?xf32>
  return %y, %z, %w : tensor<?xf16>, tensor<?xbf16>, tensor<?xf32>
}

// -----

// TYPES: !t = f16 bf16
// CALL: x=[1,-0.5,5.9604644775390625e-08,65504,inf,nan]
// CALL: x=50
// | y = x; z = x
!t = f16
func.func @wider(%x: tensor<?x!t>) -> (tensor<?xf32>, tensor<?xf64>) {
  %y = arith.extf %x : tensor<?x!t> to tensor<?xf32>
  %z = arith.extf %x : tensor<?x!t> to tensor<?xf64>
  return %y, %z : tensor<?xf32>, tensor<?xf64>
}
