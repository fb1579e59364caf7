// Each channel of each sample by itself.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 bf16 f64
// CALL: x=2x3x2x4 s=3 b=3 terms=60
// CALL: x=0x3x2x4 s=3 b=3
// CALL: x=2x3x2x4 s=2 b=3 fails=2
// | y = ops.instance_norm(x, s, b, epsilon=2.0**-10)
// | z = ops.instance_norm(x, shift=b, epsilon=0.5)
!t = f32
!x = tensor<?x?x?x?x!t>
!s = tensor<?x!t>
!b = tensor<?x!t>
func.func @images(%x: !x, %s: !s, %b: !b) -> (tensor<?x?x?x?x!t>, tensor<?x?x?x?x!t>) {
  %y = nn.instance_norm %x scale %s shift %b epsilon 9.765625e-04 : (!x, !s, !b) -> tensor<?x?x?x?x!t>
  %z = nn.instance_norm %x shift %b epsilon 0.5 : (!x, !b) -> tensor<?x?x?x?x!t>
  return %y, %z : tensor<?x?x?x?x!t>, tensor<?x?x?x?x!t>
}
