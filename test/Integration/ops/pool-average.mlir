// The mean of windows; padding counts as zeros, or not at all.
// RUN: %python %S/../check_ops.py %t %s

// Quarters and halves of sums of 4 and 2 numbers: 4 roundings of values below 8.
// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3x7 terms=20
// CALL: x=0x3x7
// | y = ops.pool("average", x, (4,))
// | z = ops.pool("average", x, (2,), (1,), (1, 1))
!t = f32
!x = tensor<?x3x?x!t>
func.func @one_axis(%x: !x) -> (tensor<?x3x?x!t>, tensor<?x3x?x!t>) {
  %y = nn.pool average %x size [4] : (!x) -> tensor<?x3x?x!t>
  %z = nn.pool average %x size [2] stride [1] padding [1, 1] : (!x) -> tensor<?x3x?x!t>
  return %y, %z : tensor<?x3x?x!t>, tensor<?x3x?x!t>
}

// -----

// With exclude_padding, the divisor is what lies inside.
// CALL: x=1x2x4x5 terms=24
// | y = ops.pool("average", x, (3, 2), (2, 1), (2, 2, 1, 0), None, True)
// | z = ops.pool("average", x, (3, 2), (2, 1), (2, 2, 1, 0), None)
!x = tensor<?x?x?x?xf32>
func.func @exclude_padding(%x: !x) -> (tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>) {
  %y = nn.pool average %x size [3, 2] stride [2, 1] padding [2, 2, 1, 0] exclude_padding : (!x) -> tensor<?x?x?x?xf32>
  %z = nn.pool average %x size [3, 2] stride [2, 1] padding [2, 2, 1, 0] : (!x) -> tensor<?x?x?x?xf32>
  return %y, %z : tensor<?x?x?x?xf32>, tensor<?x?x?x?xf32>
}

// -----

// Of padding alone: zero, or not a number.
// CALL: x=1x1x0
// | y = np.zeros((1, 1, 1)); z = np.full((1, 1, 1), np.nan)
!x = tensor<1x1x?xf32>
func.func @padding_alone(%x: !x) -> (tensor<1x1x?xf32>, tensor<1x1x?xf32>) {
  %y = nn.pool average %x size [2] padding [1, 1] : (!x) -> tensor<1x1x?xf32>
  %z = nn.pool average %x size [2] padding [1, 1] exclude_padding : (!x) -> tensor<1x1x?xf32>
  return %y, %z : tensor<1x1x?xf32>, tensor<1x1x?xf32>
}
