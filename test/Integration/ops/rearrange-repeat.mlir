// An axis that stands only on the right repeats the tensor.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 f64 i1 i32
// CALL: x=2x3
// CALL: x=0x3
// | y = np.repeat(x[:, None], 4, 1); z = np.tile(x, (1, 2)); w = np.repeat(x, 2, 1)
!t = f32
!x = tensor<?x?x!t>
func.func @repeat(%x: !x) -> (tensor<?x4x?x!t>, tensor<?x?x!t>, tensor<?x?x!t>) {
  %y = nn.rearrange "a b -> a r b" %x sizes {r = 4} : (!x) -> tensor<?x4x?x!t>
  %z = nn.rearrange "a b -> a (r b)" %x sizes {r = 2} : (!x) -> tensor<?x?x!t>
  %w = nn.rearrange "a b -> a (b r)" %x sizes {r = 2} : (!x) -> tensor<?x?x!t>
  return %y, %z, %w : tensor<?x4x?x!t>, tensor<?x?x!t>, tensor<?x?x!t>
}

// -----

// As often as zero times; a scalar.
// CALL: x=3 s=
// | y = np.zeros((0, 3)); z = np.full((2, 2), s)
!x = tensor<?xf32>
func.func @zero(%x: !x, %s: tensor<f32>) -> (tensor<0x?xf32>, tensor<2x2xf32>) {
  %y = nn.rearrange "a -> r a" %x sizes {r = 0} : (!x) -> tensor<0x?xf32>
  %z = nn.rearrange "-> r s" %s sizes {r = 2, s = 2} : (tensor<f32>) -> tensor<2x2xf32>
  return %y, %z : tensor<0x?xf32>, tensor<2x2xf32>
}
