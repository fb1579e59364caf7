// Values that share memory, or may not: inputs and parameters as results, one
// value as two results, updates in place, chains over a dynamic extent.
// RUN: %python %S/compare.py %s passed_on x=f32:3 y=f32:3 --outputs 5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s twice x=f32:3 y=f32:3 --outputs 3
// RUN: %python %S/compare.py %s updated x=f32:4x3 y=f32:1x3 --outputs 2 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s shared_start x=i32:5 --outputs 2 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s branches x=f32:4x3 y=f32:1x3 --outputs 3
// RUN: %python %S/compare.py %s chain x=f32:0x4
// RUN: %python %S/compare.py %s chain x=f32:17x4
// RUN: %python %S/compare.py %s constant --rtol 0 --atol 0

nn.param @p : tensor<3xf32> = dense<[1.0, 2.0, 3.0]>
func.func @passed_on(%x: tensor<3xf32>, %y: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %p = nn.param_ref @p : tensor<3xf32>
  %c = arith.constant dense<[4.0, 5.0, 6.0]> : tensor<3xf32>
  return %x, %x, %p, %c, %y : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}
func.func @twice(%x: tensor<3xf32>, %y: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
  %a = arith.addf %x, %y : tensor<3xf32>
  %b = arith.mulf %a, %a : tensor<3xf32>
  %c = arith.subf %b, %a : tensor<3xf32>
  return %c, %b, %c : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
}
func.func @updated(%x: tensor<4x3xf32>, %y: tensor<1x3xf32>) -> (tensor<4x3xf32>, tensor<4x3xf32>) {
  %a = tensor.insert_slice %y into %x[1, 0] [1, 3] [1, 1] : tensor<1x3xf32> into tensor<4x3xf32>
  %b = tensor.insert_slice %y into %a[2, 0] [1, 3] [1, 1] : tensor<1x3xf32> into tensor<4x3xf32>
  return %a, %b : tensor<4x3xf32>, tensor<4x3xf32>
}
func.func @chain(%x: tensor<?x4xf32>) -> tensor<?x4xf32> {
  %s0 = nn.softmax %x axis 1 : tensor<?x4xf32>
  %s1 = nn.softmax %s0 axis 0 : tensor<?x4xf32>
  %s2 = nn.softmax %s1 axis 1 : tensor<?x4xf32>
  %r = arith.addf %s0, %s2 : tensor<?x4xf32>
  %t = nn.rearrange "a b -> b a" %r : (tensor<?x4xf32>) -> tensor<4x?xf32>
  %u = nn.softmax %t axis 0 : tensor<4x?xf32>
  %v = nn.rearrange "a b -> b a" %u : (tensor<4x?xf32>) -> tensor<?x4xf32>
  %w = arith.addf %v, %s1 : tensor<?x4xf32>
  return %w : tensor<?x4xf32>
}
func.func @constant() -> tensor<3xf32> {
  %p = nn.param_ref @p : tensor<3xf32>
  %q = arith.addf %p, %p : tensor<3xf32>
  return %q : tensor<3xf32>
}

// Both sums start from one tensor of zeros.
func.func @shared_start(%x: tensor<5xi32>) -> (tensor<i32>, tensor<i32>) {
  %0 = nn.reduce %x axes [0] : (tensor<5xi32>) -> tensor<i32> neutral 0 {
  ^bb0(%a: i32, %b: i32):
    %c = arith.addi %a, %b : i32
    nn.yield %c : i32
  }
  %1 = nn.einsum "k, k -> " %x, %x : (tensor<5xi32>, tensor<5xi32>) -> tensor<i32>
  return %0, %1 : tensor<i32>, tensor<i32>
}

// Three results from one tensor, each changed in another place.
func.func @branches(%x: tensor<4x3xf32>, %y: tensor<1x3xf32>) -> (tensor<4x3xf32>, tensor<4x3xf32>, tensor<4x3xf32>) {
  %s = arith.addf %x, %x : tensor<4x3xf32>
  %a = tensor.insert_slice %y into %s[0, 0] [1, 3] [1, 1] : tensor<1x3xf32> into tensor<4x3xf32>
  %b = tensor.insert_slice %y into %s[1, 0] [1, 3] [1, 1] : tensor<1x3xf32> into tensor<4x3xf32>
  %c = tensor.insert_slice %y into %a[2, 0] [1, 3] [1, 1] : tensor<1x3xf32> into tensor<4x3xf32>
  return %a, %b, %c : tensor<4x3xf32>, tensor<4x3xf32>, tensor<4x3xf32>
}
