// Convolution along one axis: bias, stride, dilation and padding.
// Numbers are multiples of 1/4 or sums of n products below 4, of 2 n roundings.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3x8 w=4x3x3 b=4 terms=360
// CALL: x=0x3x8 w=4x3x3 b=4
// CALL: x=2x0x8 w=4x0x3 b=4
// CALL: x=2x3x2 w=4x3x3 b=4 fails=2
// CALL: x=2x3x8 w=4x2x3 b=4 fails=2
// | y = ops.conv(x, w, b)
!t = f32
!x = tensor<?x?x?x!t>
!w = tensor<?x?x3x!t>
!b = tensor<?x!t>
func.func @plain(%x: !x, %w: !w, %b: !b) -> tensor<?x?x?x!t> {
  %y = nn.conv %x, %w bias %b : (!x, !w, !b) -> tensor<?x?x?x!t>
  return %y : tensor<?x?x?x!t>
}

// -----

// CALL: x=2x3x8 w=4x3x3 terms=360
// CALL: x=2x3x1 w=4x3x3 terms=360
// | y = ops.conv(x, w, None, (3,), (4, 1), (2,))
!x = tensor<?x?x?xf32>
!w = tensor<?x?x3xf32>
func.func @all_clauses(%x: !x, %w: !w) -> tensor<?x?x?xf32> {
  %y = nn.conv %x, %w stride [3] dilation [2] padding [4, 1] : (!x, !w) -> tensor<?x?x?xf32>
  return %y : tensor<?x?x?xf32>
}
