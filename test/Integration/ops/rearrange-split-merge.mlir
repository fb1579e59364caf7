// Groups split axes on the left and merge them on the right.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 bf16 i1
// CALL: x=2x12x3
// CALL: x=0x12x3
// CALL: x=2x0x3
// CALL: x=2x10x3 fails=2
// | n, hw, c = x.shape
// | y = x.reshape(n, 4, hw // 4, c).transpose(0, 3, 1, 2)
// | z = x.reshape(n, hw // 4, 4, c).transpose(3, 1, 0, 2).reshape(c * hw // 4, n * 4)
!t = f32
!x = tensor<?x?x?x!t>
func.func @both(%x: !x) -> (tensor<?x?x4x?x!t>, tensor<?x?x!t>) {
  %y = nn.rearrange "b (h w) c -> b c h w" %x sizes {h = 4} : (!x) -> tensor<?x?x4x?x!t>
  %z = nn.rearrange "b (h w) c -> (c h) (b w)" %x sizes {w = 4} : (!x) -> tensor<?x?x!t>
  return %y, %z : tensor<?x?x4x?x!t>, tensor<?x?x!t>
}

// -----

// Three parts of one axis in another order; all axes in one.
// CALL: x=24
// CALL: x=0
// | y = x.reshape(2, -1, 3).transpose(2, 0, 1).reshape(-1)
// | z = x.reshape(2, -1, 3).transpose(1, 0, 2)
!x = tensor<?xi32>
func.func @three(%x: !x) -> (tensor<?xi32>, tensor<?x2x3xi32>) {
  %y = nn.rearrange "(a b c) -> (c a b)" %x sizes {a = 2, c = 3} : (!x) -> tensor<?xi32>
  %z = nn.rearrange "(a b c) -> b a c" %x sizes {a = 2, c = 3} : (!x) -> tensor<?x2x3xi32>
  return %y, %z : tensor<?xi32>, tensor<?x2x3xi32>
}
