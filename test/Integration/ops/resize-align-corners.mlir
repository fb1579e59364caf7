// First and last elements stay.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f64
// CALL: x=2x3x5 terms=10
// CALL: x=2x3x1 terms=10
// | y = ops.resize("linear", x, size=(4,), align_corners=True)
// | z = ops.resize("linear", x, size=(1,), align_corners=True)
// | w = ops.resize("linear", x, factor=(2,), align_corners=True)
!t = f32
!x = tensor<?x?x?x!t>
func.func @one_axis(%x: !x) -> (tensor<?x?x4x!t>, tensor<?x?x1x!t>, tensor<?x?x?x!t>) {
  %y = nn.resize linear %x size [4] align_corners : (!x) -> tensor<?x?x4x!t>
  %z = nn.resize linear %x size [1] align_corners : (!x) -> tensor<?x?x1x!t>
  %w = nn.resize linear %x factor [2] align_corners : (!x) -> tensor<?x?x?x!t>
  return %y, %z, %w : tensor<?x?x4x!t>, tensor<?x?x1x!t>, tensor<?x?x?x!t>
}

// -----

// 0 and 8 become 0, 2, 4, 6, 8.
// CALL: x=[[[0,8]]]
// | y = np.array([[[0., 2, 4, 6, 8]]])
!x = tensor<1x1x2xf32>
func.func @exact(%x: !x) -> tensor<1x1x5xf32> {
  %y = nn.resize linear %x size [5] align_corners : (!x) -> tensor<1x1x5xf32>
  return %y : tensor<1x1x5xf32>
}
