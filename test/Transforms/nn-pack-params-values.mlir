// What parameters laid out anew compute: panels that are filled up, a parameter in
// two layouts, and one that is also a result.
// RUN: %python %S/../Integration/compare.py %s net x=f32:7x19 --levels 2 --outputs 3 --rtol 1e-4 --atol 1e-4
// RUN: %python %S/../Integration/compare.py %s net x=f32:1x19 --levels 2 --outputs 3 --rtol 1e-4 --atol 1e-4

nn.param @w : tensor<21x19xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @net(%x: tensor<?x19xf32>) -> (tensor<?x21xf32>, tensor<?x19xf32>, tensor<21x19xf32>) {
  %w = nn.param_ref @w : tensor<21x19xf32>
  %a = nn.linear %x, %w : (tensor<?x19xf32>, tensor<21x19xf32>) -> tensor<?x21xf32>
  %b = nn.einsum "i k, k j -> i j" %a, %w : (tensor<?x21xf32>, tensor<21x19xf32>) -> tensor<?x19xf32>
  return %a, %b, %w : tensor<?x21xf32>, tensor<?x19xf32>, tensor<21x19xf32>
}
