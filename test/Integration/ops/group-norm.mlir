// Groups of channels, with all axes behind them.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 f64
// CALL: x=2x6x3 s=6 b=6 terms=60
// CALL: x=2x6x1 s=6 b=6 terms=60
// CALL: x=0x6x3 s=6 b=6
// | y = ops.group_norm(x, 3, s, b, epsilon=2.0**-10)
// | z = ops.group_norm(x, 1, epsilon=0.5)
!t = f32
!x = tensor<?x6x?x!t>
!s = tensor<?x!t>
!b = tensor<?x!t>
func.func @groups(%x: !x, %s: !s, %b: !b) -> (tensor<?x6x?x!t>, tensor<?x6x?x!t>) {
  %y = nn.group_norm %x groups 3 scale %s shift %b epsilon 9.765625e-04 : (!x, !s, !b) -> tensor<?x6x?x!t>
  %z = nn.group_norm %x groups 1 epsilon 0.5 : (!x) -> tensor<?x6x?x!t>
  return %y, %z : tensor<?x6x?x!t>, tensor<?x6x?x!t>
}

// -----

// A dynamic number of channels that the groups have to divide; no other axes.
// CALL: x=2x6 terms=60
// CALL: x=2x5 fails=2
// | y = ops.group_norm(x, 2, epsilon=0.25)
!x = tensor<?x?xf32>
func.func @divide(%x: !x) -> tensor<?x?xf32> {
  %y = nn.group_norm %x groups 2 epsilon 0.25 : (!x) -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
