// Products summed over one axis, several, or none of two tensors.
// RUN: %python %S/../check_ops.py %t %s

// A sum of 4 products, each rounded, whose size is below 16; the 3 additions and
// the products are 7 roundings of at most that.
// TYPES: !t = f32 f16 bf16 f64
// CALL: x=3x4 w=5x4 terms=32
// CALL: x=0x4 w=5x4
// CALL: x=3x0 w=5x0
// | y = x @ w.T
!t = f32
!x = tensor<?x?x!t>
!w = tensor<?x?x!t>
func.func @matmul(%x: !x, %w: !w) -> tensor<?x?x!t> {
  %y = nn.einsum "b i, o i -> b o" %x, %w : (!x, !w) -> tensor<?x?x!t>
  return %y : tensor<?x?x!t>
}

// -----

// Integers are exact, and wrap.
// TYPES: !t = i8 i16 i32 i64
// CALL: x=2x3x4:-128..127 w=4x2x5:-128..127
// CALL: x=0x3x4 w=4x0x5
// | y = np.einsum("abc,cad->bd", x, w)
// | z = np.einsum("abc,cad->abd", x, w)
!t = i8
!x = tensor<?x?x?x!t>
!w = tensor<?x?x?x!t>
func.func @several_axes(%x: !x, %w: !w) -> (tensor<?x?x!t>, tensor<?x?x?x!t>) {
  %y = nn.einsum "a b c, c a d -> b d" %x, %w : (!x, !w) -> tensor<?x?x!t>
  %z = nn.einsum "a b c, c a d -> a b d" %x, %w : (!x, !w) -> tensor<?x?x?x!t>
  return %y, %z : tensor<?x?x!t>, tensor<?x?x?x!t>
}

// -----

// Extents of one axis have to agree.
// CALL: x=3 w=3
// CALL: x=3 w=1 fails=2
// | y = x @ w
!x = tensor<?xi32>
!w = tensor<?xi32>
func.func @agree(%x: !x, %w: !w) -> tensor<i32> {
  %y = nn.einsum "i, i ->" %x, %w : (!x, !w) -> tensor<i32>
  return %y : tensor<i32>
}
