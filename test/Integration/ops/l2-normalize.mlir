// Vectors of length one along an axis; shorter ones than epsilon stay shorter.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=3x4 terms=6
// CALL: x=3x1 terms=2
// CALL: x=0x4
// CALL: x=3x0
// | y = ops.l2_normalize(x, 1, 2.0**-10)
// | z = ops.l2_normalize(x, 0, 4.0)
!t = f32
!x = tensor<?x?x!t>
func.func @axes(%x: !x) -> (!x, !x) {
  %y = nn.l2_normalize %x axis 1 epsilon 9.765625e-04 : !x
  %z = nn.l2_normalize %x axis 0 epsilon 4.0 : !x
  return %y, %z : !x, !x
}

// -----

// 3, 4 and 5; and zeros, which stay zeros.
// CALL: x=[[3,4],[0,0],[-0.375,0.5]]
// | y = np.array([[0.6, 0.8], [0, 0], [-0.375, 0.5]])
!x = tensor<?x2xf32>
func.func @exact(%x: !x) -> !x {
  %y = nn.l2_normalize %x axis 1 epsilon 1.0 : !x
  return %y : !x
}
