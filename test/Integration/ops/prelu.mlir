// A slope for negative numbers, one for all or one per channel.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3x4 s=3 o=1
// CALL: x=2x0x4 s=0 o=1
// CALL: x=2x3x4 s=1 o=1 fails=2
// | y = np.where(x > 0, x, s[:, None] * x); z = np.where(x > 0, x, o * x)
!t = f32
!x = tensor<?x?x?x!t>
!s = tensor<?x!t>
!o = tensor<1x!t>
func.func @slopes(%x: !x, %s: !s, %o: !o) -> (tensor<?x?x?x!t>, tensor<?x?x?x!t>) {
  %y = nn.prelu %x, %s : (!x, !s) -> tensor<?x?x?x!t>
  %z = nn.prelu %x, %o : (!x, !o) -> tensor<?x?x?x!t>
  return %y, %z : tensor<?x?x?x!t>, tensor<?x?x?x!t>
}
