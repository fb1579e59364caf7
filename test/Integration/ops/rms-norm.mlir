// The mean square over axes, without subtracting a mean.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=3x4 s=4 terms=20
// CALL: x=0x4 s=4
// CALL: x=3x4 s=3 fails=2
// | y = ops.rms_norm(x, (1,), s, epsilon=2.0**-10)
!t = f32
!x = tensor<?x?x!t>
!s = tensor<?x!t>
func.func @last(%x: !x, %s: !s) -> tensor<?x?x!t> {
  %y = nn.rms_norm %x axes [1] scale %s epsilon 9.765625e-04 : (!x, !s) -> tensor<?x?x!t>
  return %y : tensor<?x?x!t>
}

// -----

// CALL: x=2x3x4 terms=40
// CALL: x=2x0x4
// | y = ops.rms_norm(x, (0, 1, 2), epsilon=0.5)
// | z = ops.rms_norm(x, (1,), epsilon=0.5)
!x = tensor<?x?x?xf32>
func.func @axes(%x: !x) -> (tensor<?x?x?xf32>, tensor<?x?x?xf32>) {
  %y = nn.rms_norm %x axes [0, 1, 2] epsilon 0.5 : (!x) -> tensor<?x?x?xf32>
  %z = nn.rms_norm %x axes [1] epsilon 0.5 : (!x) -> tensor<?x?x?xf32>
  return %y, %z : tensor<?x?x?xf32>, tensor<?x?x?xf32>
}
