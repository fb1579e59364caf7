// Maxima, minima and logical combinations of what falls on one place.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = bf16 f32
// CALL: x=3x2 i=9:0..2 u=9x2
// CALL: x=[[0,1],[2,3],[4,5]] i=[0,0] u=[[nan,-1],[1,inf]]
// | y = x.copy(); np.maximum.at(y, i, u)
// | z = x.copy(); np.minimum.at(z, i, u)
!t = f32
!x = tensor<?x2x!t>
!i = tensor<?xi64>
!u = tensor<?x2x!t>
func.func @floats(%x: !x, %i: !i, %u: !u) -> (tensor<?x2x!t>, tensor<?x2x!t>) {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?x2x!t> {
  ^bb0(%old: !t, %update: !t):
    %m = arith.maximumf %old, %update : !t
    nn.yield %m : !t
  }
  %z = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?x2x!t> {
  ^bb0(%old: !t, %update: !t):
    %m = arith.minimumf %old, %update : !t
    nn.yield %m : !t
  }
  return %y, %z : tensor<?x2x!t>, tensor<?x2x!t>
}

// -----

// CALL: x=3 i=9:0..2 u=9:-128..127
// | y = x.copy(); np.maximum.at(y, i, u)
// | z = x.astype(np.uint8); np.minimum.at(z, i, u.astype(np.uint8))
// | w = x.copy(); np.bitwise_xor.at(w, i, u)
!x = tensor<?xi8>
!i = tensor<?xi64>
!u = tensor<?xi8>
func.func @integers(%x: !x, %i: !i, %u: !u) -> (tensor<?xi8>, tensor<?xi8>, tensor<?xi8>) {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xi8> {
  ^bb0(%old: i8, %update: i8):
    %m = arith.maxsi %old, %update : i8
    nn.yield %m : i8
  }
  %z = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xi8> {
  ^bb0(%old: i8, %update: i8):
    %m = arith.minui %old, %update : i8
    nn.yield %m : i8
  }
  %w = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xi8> {
  ^bb0(%old: i8, %update: i8):
    %m = arith.xori %old, %update : i8
    nn.yield %m : i8
  }
  return %y, %z, %w : tensor<?xi8>, tensor<?xi8>, tensor<?xi8>
}

// -----

// CALL: x=5 i=8:0..4 u=8
// | y = x.copy(); np.logical_or.at(y, i, u)
// | z = x.copy(); np.logical_and.at(z, i, u)
!x = tensor<?xi1>
!i = tensor<?xi64>
!u = tensor<?xi1>
func.func @booleans(%x: !x, %i: !i, %u: !u) -> (tensor<?xi1>, tensor<?xi1>) {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xi1> {
  ^bb0(%old: i1, %update: i1):
    %m = arith.ori %old, %update : i1
    nn.yield %m : i1
  }
  %z = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xi1> {
  ^bb0(%old: i1, %update: i1):
    %m = arith.andi %old, %update : i1
    nn.yield %m : i1
  }
  return %y, %z : tensor<?xi1>, tensor<?xi1>
}
