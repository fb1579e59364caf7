// Windows along two axes, each with numbers of its own.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = bf16 f32 i1
// CALL: x=2x6x7
// CALL: x=0x6x7
// | padded = np.pad(x, ((0, 0), (1, 0), (0, 2)))
// | v = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), (1, 2))
// | y = v[:, ::2, :, :, ::2]
!t = f32
!x = tensor<?x?x?x!t>
func.func @image(%x: !x) -> tensor<?x?x?x3x2x!t> {
  %y = nn.window %x axes [1, 2] size [3, 2] stride [2, 1] dilation [1, 2] padding [1, 0, 0, 2]
      : !x -> tensor<?x?x?x3x2x!t>
  return %y : tensor<?x?x?x3x2x!t>
}

// -----

// Axes that are no neighbours.
// CALL: x=4x2x5
// | v = np.lib.stride_tricks.sliding_window_view(x, (2, 3), (0, 2))
// | y = v
!x = tensor<?x?x?xf32>
func.func @apart(%x: !x) -> tensor<?x?x?x2x3xf32> {
  %y = nn.window %x axes [0, 2] size [2, 3] : !x -> tensor<?x?x?x2x3xf32>
  return %y : tensor<?x?x?x2x3xf32>
}
