// A value, or a failure if something does not hold.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 i1 i64 f16
// CALL: x=3x2 ok=[[1,1],[1,1],[1,1]]
// CALL: x=3x2 ok=[[1,1],[1,0],[1,1]] fails=10
// CALL: x=0x2 ok=0x2
// CALL: x=2x2 ok=3x2 fails=2
// | y = x
!t = f32
!x = tensor<?x?x!t>
!ok = tensor<?x?xi1>
func.func @each(%x: !x, %ok: !ok) -> tensor<?x?x!t> {
  %y = nn.require %x, %ok, "expected all to hold" : (!x, !ok) -> tensor<?x?x!t>
  return %y : tensor<?x?x!t>
}

// -----

// One for all, which counts of an empty value, too.
// CALL: x=3 ok=[True][0]
// CALL: x=3 ok=[False][0] fails=10
// CALL: x=0 ok=[False][0] fails=10
// | y = x
!x = tensor<?xf32>
func.func @one(%x: !x, %ok: tensor<i1>) -> tensor<?xf32> {
  %y = nn.require %x, %ok, "expected it to hold" : (!x, tensor<i1>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// -----

// Only where it is reached.
// CALL: x=3 p=[False][0]
// CALL: x=3 p=[True][0] fails=10
// | y = -x
!x = tensor<?xi32>
func.func @reached(%x: !x, %p: tensor<i1>) -> tensor<?xi32> {
  %zero = arith.constant 0 : i32
  %no = arith.constant dense<false> : tensor<i1>
  %y = nn.cond %p : tensor<i1> -> tensor<?xi32> {
    %r = nn.require %x, %no, "unreachable" : (!x, tensor<i1>) -> !x
    nn.yield %r : !x
  } else {
    %r = nn.map %x : (!x) -> !x {
    ^bb0(%v: i32):
      %n = arith.subi %zero, %v : i32
      nn.yield %n : i32
    }
    nn.yield %r : !x
  }
  return %y : tensor<?xi32>
}
