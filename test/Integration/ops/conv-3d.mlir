// Convolution of volumes.
// RUN: %python %S/../check_ops.py %t %s

// 24 products below 4: 48 roundings of at most 96.
// CALL: x=1x2x3x4x5 w=3x2x2x2x3 terms=4600
// CALL: x=1x0x3x4x5 w=3x0x2x2x3
// | y = ops.conv(x, w, None, (1, 2, 1), (1, 0, 0, 1, 1, 1), (1, 1, 2))
!x = tensor<?x?x?x?x?xf32>
!w = tensor<?x?x2x2x3xf32>
func.func @volume(%x: !x, %w: !w) -> tensor<?x?x?x?x?xf32> {
  %y = nn.conv %x, %w stride [1, 2, 1] dilation [1, 1, 2] padding [1, 0, 0, 1, 1, 1] : (!x, !w) -> tensor<?x?x?x?x?xf32>
  return %y : tensor<?x?x?x?x?xf32>
}
