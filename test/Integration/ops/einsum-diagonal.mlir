// An axis that occurs twice in a term walks the diagonal.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 i8
// CALL: x=4x4x3
// CALL: x=0x0x3
// | y = np.einsum("iib->bi", x)
!t = f32
!x = tensor<?x?x3x!t>
func.func @diagonal(%x: !x) -> tensor<3x?x!t> {
  %y = nn.einsum "i i b -> b i" %x : (!x) -> tensor<3x?x!t>
  return %y : tensor<3x?x!t>
}

// -----

// The trace, and one that other terms share.
// CALL: x=4x4 w=4x2
// CALL: x=3x4 w=4x2 fails=2
// | y = np.trace(x); z = np.diag(x) @ w
!x = tensor<?x?xi32>
!w = tensor<?x2xi32>
func.func @trace(%x: !x, %w: !w) -> (tensor<i32>, tensor<2xi32>) {
  %y = nn.einsum "i i ->" %x : (!x) -> tensor<i32>
  %z = nn.einsum "i i, i a -> a" %x, %w : (!x, !w) -> tensor<2xi32>
  return %y, %z : tensor<i32>, tensor<2xi32>
}
