// Texts one after the other, row by row.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = i32 i8 i16 i64
// CALL: a=5x4:0..2 b=5x3:0..2 c=5x1:0..1
// CALL: a=5x0 b=5x3:0..2 c=5x2:0..2
// CALL: a=5x0 b=5x0 c=5x0
// CALL: a=0x2 b=0x3 c=0x1
// CALL: a=1x4:0..0 b=1x3:0..0 c=1x2:-1..0
// CALL: a=2x4 b=3x3 c=2x2 fails=2
// | y, z = ops.join_rows(a, b, c), ops.join_rows(a)
!t = i32
!a = tensor<?x?x!t>
!b = tensor<?x?x!t>
!c = tensor<?x?x!t>
func.func @three(%a: !a, %b: !b, %c: !c) -> (tensor<?x?x!t>, tensor<?x?x!t>) {
  %y = nn.join_rows %a, %b, %c : (!a, !b, !c) -> tensor<?x?x!t>
  %z = nn.join_rows %a : (!a) -> tensor<?x?x!t>
  return %y, %z : tensor<?x?x!t>, tensor<?x?x!t>
}
