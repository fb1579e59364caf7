// Sums of 16-bit floats stay in f32 until they are complete: with ones, a sum in
// f16 would stay at 2048 and one in bf16 at 256. Products are not rounded either.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 bf16
// CALL: x=1x4096:1..1
// CALL: x=2x300:-1..-1
// CALL: x=2x0
// | y = np.rint(x.sum(1)); z = np.rint((x * x).sum(1))
!t = f16
!x = tensor<?x?x!t>
func.func @ones(%x: !x) -> (tensor<?x!t>, tensor<?x!t>) {
  %y = nn.einsum "b i -> b" %x : (!x) -> tensor<?x!t>
  %z = nn.einsum "b i, b i -> b" %x, %x : (!x, !x) -> tensor<?x!t>
  return %y, %z : tensor<?x!t>, tensor<?x!t>
}

// -----

// 129/128 squared is 1 + 2/128 + 2^-14: minus 1, the last term stays.
// CALL: x=[1.0078125,1] w=[1.0078125,-1]
// | y = x @ w
!x = tensor<?xbf16>
!w = tensor<?xbf16>
func.func @product(%x: !x, %w: !w) -> tensor<bf16> {
  %y = nn.einsum "i, i ->" %x, %w : (!x, !w) -> tensor<bf16>
  return %y : tensor<bf16>
}

// -----

// What lies beyond f16 only on the way does not overflow; a result does.
// CALL: x=[65504,65504] w=[1,-1]
// CALL: x=[65504,65504] w=[1,1]
// CALL: x=[65504,0] w=[60000,60000]
// | y = x @ w
!x = tensor<?xf16>
!w = tensor<?xf16>
func.func @overflow(%x: !x, %w: !w) -> tensor<f16> {
  %y = nn.einsum "i, i ->" %x, %w : (!x, !w) -> tensor<f16>
  return %y : tensor<f16>
}
