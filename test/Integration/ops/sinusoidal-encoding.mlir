// Sines and cosines of positions, in both layouts.
// An angle of p is rounded like p: 10 angles of 2^-24, and 4 last places of a sine.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f64 f16
// CALL: p=[0,1,2,7,10] terms=16
// CALL: p=0
// | y = ops.sinusoidal_encoding("interleaved", p, 6, 64.0)
// | z = ops.sinusoidal_encoding("halves", p, 6, 64.0)
!t = f32
!p = tensor<?x!t>
func.func @layouts(%p: !p) -> (tensor<?x6x!t>, tensor<?x6x!t>) {
  %y = nn.sinusoidal_encoding interleaved %p depth 6 base 64.0 : (!p) -> tensor<?x6x!t>
  %z = nn.sinusoidal_encoding halves %p depth 6 base 64.0 : (!p) -> tensor<?x6x!t>
  return %y, %z : tensor<?x6x!t>, tensor<?x6x!t>
}

// -----

// Of a scalar and of a matrix.
// CALL: p=:0..8 q=2x3:-8..8 terms=16
// | y = ops.sinusoidal_encoding("halves", p, 2, 100.0)
// | z = ops.sinusoidal_encoding("interleaved", q, 4, 16.0)
!q = tensor<?x?xf32>
func.func @axes(%p: tensor<f32>, %q: !q) -> (tensor<2xf32>, tensor<?x?x4xf32>) {
  %y = nn.sinusoidal_encoding halves %p depth 2 base 100.0 : (tensor<f32>) -> tensor<2xf32>
  %z = nn.sinusoidal_encoding interleaved %q depth 4 base 16.0 : (!q) -> tensor<?x?x4xf32>
  return %y, %z : tensor<2xf32>, tensor<?x?x4xf32>
}
