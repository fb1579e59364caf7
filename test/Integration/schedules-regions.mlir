// Results of products that are read elsewhere than element by element: on a
// diagonal, at indices, in a loop.
// RUN: %python %S/compare.py %s diagonal x=f32:8x16 w=f32:16x8 --levels 2 --rtol 1e-4 --atol 1e-4
// RUN: %python %S/compare.py %s gather x=f32:3x16x16 n=i64:16 --low 0 --high 15 --levels 2 --rtol 1e-4 --atol 1e-4
// RUN: %python %S/compare.py %s scan x=f32:3x16x16 z=f32:16 --levels 2 --outputs 2 --rtol 1e-4 --atol 1e-4

func.func @diagonal(%x: tensor<8x16xf32>, %w: tensor<16x8xf32>) -> tensor<8xf32> {
  %t = nn.einsum "i k, k j -> i j" %x, %w : (tensor<8x16xf32>, tensor<16x8xf32>) -> tensor<8x8xf32>
  %y = nn.einsum "i i -> i" %t : (tensor<8x8xf32>) -> tensor<8xf32>
  return %y : tensor<8xf32>
}

nn.param @w : tensor<16x16xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @gather(%x: tensor<?x16x16xf32>, %n: tensor<16xi64>) -> tensor<?x16x16xf32> {
  %w = nn.param_ref @w : tensor<16x16xf32>
  %h = nn.einsum "b i k, k j -> b i j" %x, %w : (tensor<?x16x16xf32>, tensor<16x16xf32>) -> tensor<?x16x16xf32>
  %s = nn.activation #nn.relu, %h : tensor<?x16x16xf32>
  %g = nn.gather %s axes [1] at %n : (tensor<?x16x16xf32>, tensor<16xi64>) -> tensor<?x16x16xf32>
  %y = nn.einsum "b i k, k j -> b i j" %g, %w : (tensor<?x16x16xf32>, tensor<16x16xf32>) -> tensor<?x16x16xf32>
  return %y : tensor<?x16x16xf32>
}

func.func @scan(%x: tensor<?x16x16xf32>, %z: tensor<16xf32>) -> (tensor<?x16x16xf32>, tensor<16xf32>) {
  %w = nn.param_ref @w : tensor<16x16xf32>
  %h = nn.einsum "b i k, k j -> b i j" %x, %w : (tensor<?x16x16xf32>, tensor<16x16xf32>) -> tensor<?x16x16xf32>
  %s = nn.scan init(%z : tensor<16xf32>) over(%h : tensor<?x16x16xf32>) axis 1 -> tensor<16xf32> {
  ^bb0(%a: tensor<16xf32>, %t: tensor<?x16xf32>):
    %r = nn.einsum "b j -> j" %t : (tensor<?x16xf32>) -> tensor<16xf32>
    %n = arith.addf %a, %r : tensor<16xf32>
    nn.yield %n : tensor<16xf32>
  }
  %y = nn.einsum "b i k, k j -> b i j" %h, %w : (tensor<?x16x16xf32>, tensor<16x16xf32>) -> tensor<?x16x16xf32>
  return %y, %s : tensor<?x16x16xf32>, tensor<16xf32>
}
