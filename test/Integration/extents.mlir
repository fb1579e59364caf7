// An extent that one op splits, a cast refines and another op merges again.
// RUN: %python %S/compare.py %s refined x=f32:2x6x3 --rtol 0 --atol 0

func.func @refined(%x: tensor<?x?x3xf32>) -> tensor<2x?x3xf32> {
  %a = nn.rearrange "b (h g) q -> b h g q" %x sizes {h = 2}
      : (tensor<?x?x3xf32>) -> tensor<2x2x?x3xf32>
  %b = nn.rearrange "b h g q -> b (h g) q" %a
      : (tensor<2x2x?x3xf32>) -> tensor<2x?x3xf32>
  return %b : tensor<2x?x3xf32>
}
