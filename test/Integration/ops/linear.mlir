// Affine map of the last axis, of any number of axes before it.
// RUN: %python %S/../check_ops.py %t %s

// 4 products below 4 and a bias: 9 roundings of at most 18.
// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3x4 w=5x4 b=5 terms=160
// CALL: x=2x0x4 w=5x4 b=5
// CALL: x=2x3x0 w=5x0 b=5
// CALL: x=2x3x4 w=5x3 b=5 fails=2
// CALL: x=2x3x4 w=5x4 b=1 fails=2
// | y = ops.linear(x, w, b)
!t = f32
!x = tensor<?x?x?x!t>
!w = tensor<?x?x!t>
!b = tensor<?x!t>
func.func @three_axes(%x: !x, %w: !w, %b: !b) -> tensor<?x?x?x!t> {
  %y = nn.linear %x, %w bias %b : (!x, !w, !b) -> tensor<?x?x?x!t>
  return %y : tensor<?x?x?x!t>
}

// -----

// CALL: x=4 w=5x4 terms=128
// | y = w @ x
!x = tensor<?xf32>
!w = tensor<?x?xf32>
func.func @vector(%x: !x, %w: !w) -> tensor<?xf32> {
  %y = nn.linear %x, %w : (!x, !w) -> tensor<?xf32>
  return %y : tensor<?xf32>
}
