// Places by several indices, and axes that stay.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=3x4x2 i=6:0..2 j=6:0..1 u=6x4
// CALL: x=3x0x2 i=6:0..2 j=6:0..1 u=6x0
// | y = x.copy()
// | for a, b, row in zip(i, j, u): y[a, :, b] += row
!x = tensor<?x?x?xi32>
!i = tensor<?xi64>
!j = tensor<?xi8>
!u = tensor<?x?xi32>
func.func @outer(%x: !x, %i: !i, %j: !j, %u: !u) -> tensor<?x?x?xi32> {
  %y = nn.scatter %u into %x axes [0, 2] at %i, %j : (!u, !x, !i, !j) -> tensor<?x?x?xi32> {
  ^bb0(%old: i32, %update: i32):
    %z = arith.addi %old, %update : i32
    nn.yield %z : i32
  }
  return %y : tensor<?x?x?xi32>
}

// -----

// Over an inner axis, the updates have its place among theirs.
// CALL: x=2x5 i=3:0..4 u=2x3
// | y = x.copy()
// | for k, place in enumerate(i): y[:, place] += u[:, k]
!x = tensor<?x?xi16>
!i = tensor<?xi64>
!u = tensor<?x?xi16>
func.func @inner(%x: !x, %i: !i, %u: !u) -> tensor<?x?xi16> {
  %y = nn.scatter %u into %x axes [1] at %i : (!u, !x, !i) -> tensor<?x?xi16> {
  ^bb0(%old: i16, %update: i16):
    %z = arith.addi %old, %update : i16
    nn.yield %z : i16
  }
  return %y : tensor<?x?xi16>
}

// -----

// A scalar index puts in one row.
// CALL: x=4x3 i=:0..3 u=3
// | y = x.copy(); y[i] = u
!x = tensor<?x3xf32>
!u = tensor<?xf32>
func.func @row(%x: !x, %i: tensor<i32>, %u: !u) -> tensor<?x3xf32> {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, tensor<i32>) -> tensor<?x3xf32> {
  ^bb0(%old: f32, %update: f32):
    nn.yield %update : f32
  }
  return %y : tensor<?x3xf32>
}
