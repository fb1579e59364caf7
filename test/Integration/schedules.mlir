// Products in tiles of vectors: extents that fill no tile, operands that are read
// across, samples one after the other.
// RUN: %python %S/compare.py %s across x=f32:37x2 w=f32:96x37 --levels 2 --rtol 1e-4 --atol 1e-4
// RUN: %python %S/compare.py %s across x=f32:0x2 w=f32:96x0 --levels 2
// RUN: %python %S/compare.py %s rows x=f32:13x19 w=f32:19x23 b=f32:23 --levels 2 --outputs 2 --rtol 1e-4 --atol 1e-4
// RUN: %python %S/compare.py %s rows x=f32:1x19 w=f32:19x1 b=f32:1 --levels 2 --outputs 2 --rtol 1e-4 --atol 1e-4
// RUN: %python %S/compare.py %s batch x=f32:3x16x16 y=f32:3x16x16 --levels 2 --outputs 2 --rtol 1e-4 --atol 1e-4
// RUN: %python %S/compare.py %s batch x=f32:0x16x16 y=f32:0x16x16 --levels 2 --outputs 2
// RUN: %python %S/compare.py %s twice x=f32:96x96 --levels 2 --rtol 1e-4 --atol 1e-4

func.func @across(%x: tensor<?x2xf32, #nn.axes<k, _>>, %w: tensor<96x?xf32, #nn.axes<_, k>>) -> tensor<2x96xf32> {
  %y = nn.einsum "k i, j k -> i j" %x, %w : (tensor<?x2xf32, #nn.axes<k, _>>, tensor<96x?xf32, #nn.axes<_, k>>) -> tensor<2x96xf32>
  return %y : tensor<2x96xf32>
}

func.func @rows(%x: tensor<?x?xf32, #nn.axes<i, k>>, %w: tensor<?x?xf32, #nn.axes<k, j>>, %b: tensor<?xf32, #nn.axes<j>>) -> (tensor<?x?xf32>, tensor<?xf32>) {
  %a = nn.einsum "i k, k j -> i j" %x, %w : (tensor<?x?xf32, #nn.axes<i, k>>, tensor<?x?xf32, #nn.axes<k, j>>) -> tensor<?x?xf32>
  %c = nn.einsum "i j, j -> i j" %a, %b : (tensor<?x?xf32>, tensor<?xf32, #nn.axes<j>>) -> tensor<?x?xf32>
  %y = nn.activation #nn.relu, %c : tensor<?x?xf32>
  %s = nn.einsum "i j -> i" %y : (tensor<?x?xf32>) -> tensor<?xf32>
  return %y, %s : tensor<?x?xf32>, tensor<?xf32>
}

nn.param @w : tensor<16x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @batch(%x: tensor<?x16x16xf32, #nn.axes<b, _, _>>, %y: tensor<?x16x16xf32, #nn.axes<b, _, _>>) -> (tensor<?x16x16xf32>, tensor<16x16xf32>) {
  %w = nn.param_ref @w : tensor<16x16xf32>
  %h = nn.einsum "b i k, k j -> b i j" %x, %w : (tensor<?x16x16xf32, #nn.axes<b, _, _>>, tensor<16x16xf32>) -> tensor<?x16x16xf32>
  %p = nn.einsum "b i k, b j k -> b i j" %h, %y : (tensor<?x16x16xf32>, tensor<?x16x16xf32, #nn.axes<b, _, _>>) -> tensor<?x16x16xf32>
  %s = nn.einsum "b i j -> i j" %p : (tensor<?x16x16xf32>) -> tensor<16x16xf32>
  return %p, %s : tensor<?x16x16xf32>, tensor<16x16xf32>
}

func.func @twice(%x: tensor<96x96xf32>) -> tensor<96x96xf32> {
  %s = nn.softmax %x axis 1 : tensor<96x96xf32>
  %y = nn.einsum "i k, j k -> i j" %s, %s : (tensor<96x96xf32>, tensor<96x96xf32>) -> tensor<96x96xf32>
  return %y : tensor<96x96xf32>
}
