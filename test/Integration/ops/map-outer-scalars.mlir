// A region uses numbers from outside: constants and extents.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=3x4
// CALL: x=3x0
// | y = x + x.shape[1] + 7
!x = tensor<?x?xi64>
func.func @extent(%x: !x) -> tensor<?x?xi64> {
  %axis = arith.constant 1 : index
  %seven = arith.constant 7 : i64
  %n = tensor.dim %x, %axis : !x
  %m = arith.index_cast %n : index to i64
  %y = nn.map %x : (!x) -> tensor<?x?xi64> {
  ^bb0(%a: i64):
    %s = arith.addi %a, %m : i64
    %t = arith.addi %s, %seven : i64
    nn.yield %t : i64
  }
  return %y : tensor<?x?xi64>
}

// -----

// A region that yields a number of outside, and one that does not use a part of
// its arguments.
// CALL: x=3 y=3
// CALL: x=0 y=0
// CALL: x=3 y=2 fails=2
// | z = np.full(x.shape, 2.5); w = x
!x = tensor<?xf32>
!y = tensor<?xi8>
func.func @constant(%x: !x, %y: !y) -> (tensor<?xf32>, tensor<?xf32>) {
  %c = arith.constant 2.5 : f32
  %z = nn.map %x : (!x) -> tensor<?xf32> {
  ^bb0(%a: f32):
    nn.yield %c : f32
  }
  %w = nn.map %x, %y : (!x, !y) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: i8):
    nn.yield %a : f32
  }
  return %z, %w : tensor<?xf32>, tensor<?xf32>
}
