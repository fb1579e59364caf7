// Each group of filters sees its own channels.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f64
// CALL: x=2x4x5 w=6x2x3 b=6 terms=330
// CALL: x=2x5x5 w=6x2x3 b=6 fails=2
// CALL: x=2x4x5 w=5x2x3 b=5 fails=2
// | y = ops.conv(x, w, b, groups=2)
!t = f32
!x = tensor<?x?x?x!t>
!w = tensor<?x2x3x!t>
!b = tensor<?x!t>
func.func @two(%x: !x, %w: !w, %b: !b) -> tensor<?x?x?x!t> {
  %y = nn.conv %x, %w bias %b groups 2 : (!x, !w, !b) -> tensor<?x?x?x!t>
  return %y : tensor<?x?x?x!t>
}

// -----

// As many groups as channels: a depthwise convolution, with two filters of each.
// CALL: x=2x3x4x4 w=6x1x2x2 terms=128
// | y = np.concatenate([ops.conv(x[:, c:c + 1], w[2 * c:2 * c + 2], padding=(1, 0, 0, 1)) for c in range(3)], 1)
!x = tensor<?x3x?x?xf32>
!w = tensor<6x1x2x2xf32>
func.func @depthwise(%x: !x, %w: !w) -> tensor<?x6x?x?xf32> {
  %y = nn.conv %x, %w padding [1, 0, 0, 1] groups 3 : (!x, !w) -> tensor<?x6x?x?xf32>
  return %y : tensor<?x6x?x?xf32>
}
