// Descending order is stable, too: equal elements keep theirs.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = i8 i64 bf16 f32
// CALL: x=[[1,2,1,3,2,1],[0,0,0,0,0,0]]
// CALL: x=2x40
// CALL: x=2x0
// | p = np.argsort(-x, 1, kind="stable")
// | y = np.take_along_axis(x, p, 1)
!t = f32
!x = tensor<?x?x!t>
func.func @stable(%x: !x) -> (tensor<?x?x!t>, tensor<?x?xi64>) {
  %y, %p = nn.sort %x axis 1 descending : (!x) -> (tensor<?x?x!t>, tensor<?x?xi64>)
  return %y, %p : tensor<?x?x!t>, tensor<?x?xi64>
}

// -----

// Integers are signed, at their borders, too; false is below true.
// CALL: x=[-128,127,0,-1,127] b=[1,0,1,0]
// | p = np.array([1, 4, 2, 3, 0]); y = x[p]
// | q = np.array([0, 2, 1, 3])
!x = tensor<?xi8>
!b = tensor<?xi1>
func.func @borders(%x: !x, %b: !b) -> (tensor<?xi8>, tensor<?xi64>, tensor<?xi64>) {
  %y, %p = nn.sort %x axis 0 descending : (!x) -> (tensor<?xi8>, tensor<?xi64>)
  %c, %q = nn.sort %b axis 0 descending : (!b) -> (tensor<?xi1>, tensor<?xi64>)
  return %y, %p, %q : tensor<?xi8>, tensor<?xi64>, tensor<?xi64>
}
