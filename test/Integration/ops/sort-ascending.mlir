// Elements in ascending order, and where they came from.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 f32 f64 i1 i8 i64
// CALL: x=3x7
// CALL: x=3x1
// CALL: x=3x0
// CALL: x=0x7
// | y = np.sort(x, 1)
// | p = np.argsort(x, 1, kind="stable")
!t = f32
!x = tensor<?x?x!t>
func.func @last_axis(%x: !x) -> (tensor<?x?x!t>, tensor<?x?xi64>) {
  %y, %p = nn.sort %x axis 1 : (!x) -> (tensor<?x?x!t>, tensor<?x?xi64>)
  return %y, %p : tensor<?x?x!t>, tensor<?x?xi64>
}

// -----

// CALL: x=65x3x2
// | y = np.sort(x, 0)
// | p = np.argsort(x, 0, kind="stable")
!x = tensor<?x?x2xi32>
func.func @first_axis(%x: !x) -> (tensor<?x?x2xi32>, tensor<?x?x2xi64>) {
  %y, %p = nn.sort %x axis 0 : (!x) -> (tensor<?x?x2xi32>, tensor<?x?x2xi64>)
  return %y, %p : tensor<?x?x2xi32>, tensor<?x?x2xi64>
}
