// Sliding windows along one axis: size, stride, dilation and padding.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 f64 i8
// CALL: x=2x8
// CALL: x=2x3
// CALL: x=0x8
// | y = np.stack([x[:, p:p + 3] for p in range(x.shape[1] - 2)], 1)
!t = f32
!x = tensor<?x?x!t>
func.func @plain(%x: !x) -> tensor<?x?x3x!t> {
  %y = nn.window %x axes [1] size [3] : !x -> tensor<?x?x3x!t>
  return %y : tensor<?x?x3x!t>
}

// -----

// CALL: x=9x2
// CALL: x=1x2
// CALL: x=0x2
// | padded = np.pad(x, ((2, 3), (0, 0)))
// | count = (len(padded) - 2 * 2 - 1) // 3 + 1
// | y = np.stack([padded[3 * p:3 * p + 5:2].T for p in range(count)])
!x = tensor<?x2xf32>
func.func @all_clauses(%x: !x) -> tensor<?x2x3xf32> {
  %y = nn.window %x axes [0] size [3] stride [3] dilation [2] padding [2, 3] : !x -> tensor<?x2x3xf32>
  return %y : tensor<?x2x3xf32>
}

// -----

// A window that does not fit is refused.
// CALL: x=5
// CALL: x=4 fails=2
// | y = x[None, ::2]
!x = tensor<?xf32>
func.func @too_long(%x: !x) -> tensor<?x3xf32> {
  %y = nn.window %x axes [0] size [3] stride [4] dilation [2] : !x -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}
