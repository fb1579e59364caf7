// The maximum of windows; padding never is it.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3x7
// CALL: x=2x3x3
// CALL: x=0x3x7
// CALL: x=2x3x2 fails=2
// | y = ops.pool("max", x, (3,))
// | z = ops.pool("max", x, (3,), (1,), (2, 1), None) if x.shape[2] else x
!t = f32
!x = tensor<?x3x?x!t>
func.func @one_axis(%x: !x) -> (tensor<?x3x?x!t>, tensor<?x3x?x!t>) {
  %y = nn.pool max %x size [3] : (!x) -> tensor<?x3x?x!t>
  %z = nn.pool max %x size [3] stride [1] padding [2, 1] : (!x) -> tensor<?x3x?x!t>
  return %y, %z : tensor<?x3x?x!t>, tensor<?x3x?x!t>
}

// -----

// Every clause along two axes, with numbers below zero, and three axes.
// CALL: x=1x2x6x5:-9..-1 v=1x1x3x4x5:-9..-1
// | y = ops.pool("max", x, (3, 2), (2, 1), (1, 2, 0, 1), (1, 2))
// | z = ops.pool("max", v, (2, 1, 3), (1, 2, 2), (1, 0, 0, 0, 1, 1))
!x = tensor<?x?x?x?xf32>
!v = tensor<?x?x?x?x?xf32>
func.func @all_clauses(%x: !x, %v: !v) -> (tensor<?x?x?x?xf32>, tensor<?x?x?x?x?xf32>) {
  %y = nn.pool max %x size [3, 2] stride [2, 1] dilation [1, 2] padding [1, 2, 0, 1] : (!x) -> tensor<?x?x?x?xf32>
  %z = nn.pool max %v size [2, 1, 3] stride [1, 2, 2] padding [1, 0, 0, 0, 1, 1] : (!v) -> tensor<?x?x?x?x?xf32>
  return %y, %z : tensor<?x?x?x?xf32>, tensor<?x?x?x?x?xf32>
}

// -----

// Windows of padding alone: minus infinity.
// CALL: x=1x1x0 v=1x1x1
// | y = np.full((1, 1, 1), -np.inf); z = y
!x = tensor<1x1x?xf32>
!v = tensor<1x1x?xf32>
func.func @padding_alone(%x: !x, %v: !v) -> (tensor<1x1x?xf32>, tensor<1x1x?xf32>) {
  %y = nn.pool max %x size [2] padding [1, 1] : (!x) -> tensor<1x1x?xf32>
  %z = nn.pool max %v size [2] dilation [2] padding [1, 1] : (!v) -> tensor<1x1x?xf32>
  return %y, %z : tensor<1x1x?xf32>, tensor<1x1x?xf32>
}
