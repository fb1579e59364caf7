// Several updates of one place add up; a place without one keeps its element.
// RUN: %python %S/../check_ops.py %t %s

// Multiples of 1/2, whose sums are exact in every type.
// TYPES: !t = f16 bf16 f32 f64
// CALL: x=[0.5,1,1.5] i=[2,0,2,2] u=[1,-2,0.5,4]
// CALL: x=[0.5,1,1.5] i=[] u=[]
// | y = x.copy(); np.add.at(y, i.astype(int), u)
!t = f32
!x = tensor<?x!t>
!i = tensor<?xi32>
!u = tensor<?x!t>
func.func @floats(%x: !x, %i: !i, %u: !u) -> tensor<?x!t> {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?x!t> {
  ^bb0(%old: !t, %update: !t):
    %z = arith.addf %old, %update : !t
    nn.yield %z : !t
  }
  return %y : tensor<?x!t>
}

// -----

// Integers wrap.
// TYPES: !t = i8 i16 i32 i64
// CALL: x=4x3 i=9:0..3 u=9x3:-128..127
// CALL: x=4x0 i=9:0..3 u=9x0
// | y = x.copy(); np.add.at(y, i, u)
!t = i8
!x = tensor<?x?x!t>
!i = tensor<?xi64>
!u = tensor<?x?x!t>
func.func @integers(%x: !x, %i: !i, %u: !u) -> tensor<?x?x!t> {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?x?x!t> {
  ^bb0(%old: !t, %update: !t):
    %z = arith.addi %old, %update : !t
    nn.yield %z : !t
  }
  return %y : tensor<?x?x!t>
}
