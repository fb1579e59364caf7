// Rows of a table for every token; an index outside ends the call.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: i=2x3:0..4 table=5x4
// CALL: i=2x0 table=5x4
// CALL: i=[[0,4]] table=5x4
// CALL: i=[[0,5]] table=5x4 fails=9
// CALL: i=[[-1,0]] table=5x4 fails=9
// | y = table[i]
!t = f32
!i = tensor<?x?xi32>
!table = tensor<?x?x!t>
func.func @rows(%i: !i, %table: !table) -> tensor<?x?x?x!t> {
  %y = nn.embedding %i, %table : (!i, !table) -> tensor<?x?x?x!t>
  return %y : tensor<?x?x?x!t>
}

// -----

// One token, of 8 bits.
// CALL: i=:0..2 table=3x2
// | y = table[i]
!table = tensor<?x?xf32>
func.func @scalar(%i: tensor<i8>, %table: !table) -> tensor<?xf32> {
  %y = nn.embedding %i, %table : (tensor<i8>, !table) -> tensor<?xf32>
  return %y : tensor<?xf32>
}
