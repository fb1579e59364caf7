// One operand, three, and scalars among them.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=2x3
// CALL: x=0x3
// | y = x.T; z = x.sum(); w = x.sum(0)
!x = tensor<?x?xi64>
func.func @one(%x: !x) -> (tensor<?x?xi64>, tensor<i64>, tensor<?xi64>) {
  %y = nn.einsum "a b -> b a" %x : (!x) -> tensor<?x?xi64>
  %z = nn.einsum "a b ->" %x : (!x) -> tensor<i64>
  %w = nn.einsum "a b -> b" %x : (!x) -> tensor<?xi64>
  return %y, %z, %w : tensor<?x?xi64>, tensor<i64>, tensor<?xi64>
}

// -----

// CALL: x=2 y=3 z=3x4 s=
// | r = np.einsum("a,b,bc,->ac", x, y, z, s)
// | q = np.einsum("a,b,->ba", x, y, s)
!x = tensor<?xi32>
!y = tensor<?xi32>
!z = tensor<?x?xi32>
func.func @four(%x: !x, %y: !y, %z: !z, %s: tensor<i32>) -> (tensor<?x?xi32>, tensor<?x?xi32>) {
  %r = nn.einsum "a, b, b c, -> a c" %x, %y, %z, %s : (!x, !y, !z, tensor<i32>) -> tensor<?x?xi32>
  %q = nn.einsum "a, b, -> b a" %x, %y, %s : (!x, !y, tensor<i32>) -> tensor<?x?xi32>
  return %r, %q : tensor<?x?xi32>, tensor<?x?xi32>
}

// -----

// One tensor in several terms.
// CALL: x=3x4
// | y = np.einsum("ai,bi->ab", x, x)
// | z = np.einsum("ai,aj,aj->ij", x, x, x)
!x = tensor<?x?xi16>
func.func @itself(%x: !x) -> (tensor<?x?xi16>, tensor<?x?xi16>) {
  %y = nn.einsum "a i, b i -> a b" %x, %x : (!x, !x) -> tensor<?x?xi16>
  %z = nn.einsum "a i, a j, a j -> i j" %x, %x, %x : (!x, !x, !x) -> tensor<?x?xi16>
  return %y, %z : tensor<?x?xi16>, tensor<?x?xi16>
}
