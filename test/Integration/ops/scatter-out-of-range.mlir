// An index outside of its axis ends a call with NN_E_INDEX.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=4 i=[0,3] u=2
// CALL: x=4 i=[0,4] u=2 fails=9
// CALL: x=4 i=[-1,0] u=2 fails=9
// CALL: x=4 i=[-128,0] u=2 fails=9
// CALL: x=0 i=[0,0] u=2 fails=9
// | y = x.copy(); np.add.at(y, i.astype(int), u)
!x = tensor<?xi32>
!i = tensor<2xi8>
!u = tensor<?xi32>
func.func @add(%x: !x, %i: !i, %u: !u) -> tensor<?xi32> {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xi32> {
  ^bb0(%old: i32, %update: i32):
    %z = arith.addi %old, %update : i32
    nn.yield %z : i32
  }
  return %y : tensor<?xi32>
}
