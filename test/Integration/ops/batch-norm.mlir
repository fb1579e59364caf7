// Given statistics of each channel.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3x4 s=3 b=3 m=3 v=3:0.5..2 terms=12
// CALL: x=2x0x4 s=0 b=0 m=0 v=0
// CALL: x=2x3x4 s=3 b=3 m=4 v=3:0.5..2 fails=2
// | y = ops.batch_norm(x, s, b, m, v, epsilon=2.0**-10)
!t = f32
!x = tensor<?x?x?x!t>
!s = tensor<?x!t>
!b = tensor<?x!t>
!m = tensor<?x!t>
!v = tensor<?x!t>
func.func @channels(%x: !x, %s: !s, %b: !b, %m: !m, %v: !v) -> tensor<?x?x?x!t> {
  %y = nn.batch_norm %x, %s, %b, %m, %v epsilon 9.765625e-04 : (!x, !s, !b, !m, !v) -> tensor<?x?x?x!t>
  return %y : tensor<?x?x?x!t>
}
