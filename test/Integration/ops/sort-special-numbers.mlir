// Not-a-number is above every number, also in descending order; both zeros are
// equal.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 bf16 f32 f64
// CALL: x=[1,nan,-inf,0.0,nan,-0.0,inf,-1]
// | p = np.array([2, 7, 3, 5, 0, 6, 1, 4]); y = x[p]
// | q = np.array([1, 4, 6, 0, 3, 5, 7, 2]); z = x[q]
!t = f32
!x = tensor<?x!t>
func.func @specials(%x: !x) -> (tensor<?x!t>, tensor<?xi64>, tensor<?x!t>, tensor<?xi64>) {
  %y, %p = nn.sort %x axis 0 : (!x) -> (tensor<?x!t>, tensor<?xi64>)
  %z, %q = nn.sort %x axis 0 descending : (!x) -> (tensor<?x!t>, tensor<?xi64>)
  return %y, %p, %z, %q : tensor<?x!t>, tensor<?xi64>, tensor<?x!t>, tensor<?xi64>
}
