// A region that yields the update: the last one of a place stays.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 f64 i1 i16
// CALL: x=5x2 i=[3,1,3,0] u=4x2
// CALL: x=0x2 i=[] u=0x2
// | y = x.copy()
// | for place, row in zip(i.astype(int), u): y[place] = row
!t = f32
!x = tensor<?x2x!t>
!i = tensor<?xi8>
!u = tensor<?x2x!t>
func.func @last(%x: !x, %i: !i, %u: !u) -> tensor<?x2x!t> {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?x2x!t> {
  ^bb0(%old: !t, %update: !t):
    nn.yield %update : !t
  }
  return %y : tensor<?x2x!t>
}

// -----

// One that yields the old element changes nothing.
// CALL: x=5 i=[3,1,3,0] u=4
// | y = x
!x = tensor<?xf32>
!i = tensor<?xi8>
!u = tensor<?xf32>
func.func @none(%x: !x, %i: !i, %u: !u) -> tensor<?xf32> {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xf32> {
  ^bb0(%old: f32, %update: f32):
    nn.yield %old : f32
  }
  return %y : tensor<?xf32>
}

// -----

// The input of a scatter that is read afterwards is as it was.
// CALL: x=5 i=[3,1,3,0] u=4
// | y = x.copy()
// | for place, value in zip(i, u): y[place] = value
// | z = np.negative(x)
!x = tensor<?xf32>
!i = tensor<?xi64>
!u = tensor<?xf32>
func.func @read_afterwards(%x: !x, %i: !i, %u: !u) -> (tensor<?xf32>, !x) {
  %y = nn.scatter %u into %x axes [0] at %i : (!u, !x, !i) -> tensor<?xf32> {
  ^bb0(%old: f32, %update: f32):
    nn.yield %update : f32
  }
  %z = arith.negf %x : !x
  return %y, %z : tensor<?xf32>, !x
}
