// Windows that divide each axis; they overlap where the size does not divide it.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 f64
// CALL: x=2x3x7
// CALL: x=2x3x4
// CALL: x=2x3x2
// CALL: x=0x3x7
// | y = ops.adaptive_pool("max", x, (4,))
!t = f32
!x = tensor<?x3x?x!t>
func.func @max(%x: !x) -> tensor<?x3x4x!t> {
  %y = nn.adaptive_pool max %x size [4] : (!x) -> tensor<?x3x4x!t>
  return %y : tensor<?x3x4x!t>
}

// -----

// CALL: x=1x2x7x5 terms=60
// CALL: x=1x2x1x1
// | y = ops.adaptive_pool("average", x, (3, 2))
// | z = ops.adaptive_pool("average", x, (1, 1))
!x = tensor<1x?x?x?xf32>
func.func @average(%x: !x) -> (tensor<1x?x3x2xf32>, tensor<1x?x1x1xf32>) {
  %y = nn.adaptive_pool average %x size [3, 2] : (!x) -> tensor<1x?x3x2xf32>
  %z = nn.adaptive_pool average %x size [1, 1] : (!x) -> tensor<1x?x1x1xf32>
  return %y, %z : tensor<1x?x3x2xf32>, tensor<1x?x1x1xf32>
}

// -----

// Nothing in an empty axis.
// CALL: x=1x1x0
// | y = np.full((1, 1, 2), -np.inf); z = np.full((1, 1, 2), np.nan)
!x = tensor<1x1x?xf32>
func.func @empty(%x: !x) -> (tensor<1x1x2xf32>, tensor<1x1x2xf32>) {
  %y = nn.adaptive_pool max %x size [2] : (!x) -> tensor<1x1x2xf32>
  %z = nn.adaptive_pool average %x size [2] : (!x) -> tensor<1x1x2xf32>
  return %y, %z : tensor<1x1x2xf32>, tensor<1x1x2xf32>
}
