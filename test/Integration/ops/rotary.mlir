// Pairs of elements are turned by angles that grow with the position.
// Two products and a sum of numbers below 2, with sines as those of an encoding.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 f64
// CALL: x=2x3x5x4 terms=30
// CALL: x=2x3x0x4
// | y = ops.rotary("halves", x, base=16.0)
// | z = ops.rotary("interleaved", x, base=16.0)
!t = f32
!x = tensor<?x?x?x4x!t>
func.func @indices(%x: !x) -> (tensor<?x?x?x4x!t>, tensor<?x?x?x4x!t>) {
  %y = nn.rotary halves %x base 16.0 : (!x) -> tensor<?x?x?x4x!t>
  %z = nn.rotary interleaved %x base 16.0 : (!x) -> tensor<?x?x?x4x!t>
  return %y, %z : tensor<?x?x?x4x!t>, tensor<?x?x?x4x!t>
}

// -----

// Positions of all samples, and of each.
// CALL: x=2x3x5x4 p=5:0..9 q=2x5:0..9 terms=30
// CALL: x=2x3x5x4 p=4 q=2x5 fails=2
// CALL: x=2x3x5x4 p=5 q=1x5 fails=2
// | y = ops.rotary("halves", x, p, base=16.0)
// | z = ops.rotary("interleaved", x, q, base=16.0)
!x = tensor<?x?x?x4xf32>
!p = tensor<?xi64>
!q = tensor<?x?xi32>
func.func @positions(%x: !x, %p: !p, %q: !q) -> (tensor<?x?x?x4xf32>, tensor<?x?x?x4xf32>) {
  %y = nn.rotary halves %x positions %p base 16.0 : (!x, !p) -> tensor<?x?x?x4xf32>
  %z = nn.rotary interleaved %x positions %q base 16.0 : (!x, !q) -> tensor<?x?x?x4xf32>
  return %y, %z : tensor<?x?x?x4xf32>, tensor<?x?x?x4xf32>
}
