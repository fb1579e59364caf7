// A window over an input whose elements are spread: a transposed convolution.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 f32 i32
// CALL: x=2x5
// CALL: x=2x1
// CALL: x=0x5
// | spread = np.zeros((len(x), 3 * x.shape[1] - 2), x.dtype); spread[:, ::3] = x
// | padded = np.pad(spread, ((0, 0), (2, 1)))
// | y = np.lib.stride_tricks.sliding_window_view(padded, 4, 1)
!t = f32
!x = tensor<?x?x!t>
func.func @spread(%x: !x) -> tensor<?x?x4x!t> {
  %y = nn.window %x axes [1] size [4] padding [2, 1] base_dilation [3] : !x -> tensor<?x?x4x!t>
  return %y : tensor<?x?x4x!t>
}

// -----

// With everything at once, and a number between the elements.
// CALL: x=3x4
// | spread = np.full((5, 10), 9, x.dtype); spread[::2, ::3] = x
// | padded = np.pad(spread, ((1, 1), (0, 2)), constant_values=9)
// | v = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), (0, 1))
// | y = v[::2, ::3, ::2, :]
!x = tensor<?x?xi64>
func.func @all_clauses(%x: !x) -> tensor<?x?x2x3xi64> {
  %y = nn.window %x axes [0, 1] size [2, 3] stride [2, 3] dilation [2, 1] padding [1, 1, 0, 2]
      base_dilation [2, 3] pad_value 9 : i64 : !x -> tensor<?x?x2x3xi64>
  return %y : tensor<?x?x2x3xi64>
}
