// Axes in another order, and axes of extent one.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 bf16 f64 i1 i8 i64
// CALL: x=2x3x4
// CALL: x=2x0x4
// | y = x.transpose(2, 0, 1)
!t = f32
!x = tensor<?x?x?x!t>
func.func @permute(%x: !x) -> tensor<?x?x?x!t> {
  %y = nn.rearrange "a b c -> c a b" %x : (!x) -> tensor<?x?x?x!t>
  return %y : tensor<?x?x?x!t>
}

// -----

// CALL: x=2x1x3
// CALL: x=2x2x3 fails=2
// | y = x.transpose(2, 1, 0)[None]; z = x.reshape(x.shape[0], x.shape[2])
!x = tensor<?x?x?xf32>
func.func @ones(%x: !x) -> (tensor<1x?x1x?xf32>, tensor<?x?xf32>) {
  %y = nn.rearrange "a 1 b -> 1 b 1 a" %x : (!x) -> tensor<1x?x1x?xf32>
  %z = nn.rearrange "a 1 b -> a b" %x : (!x) -> tensor<?x?xf32>
  return %y, %z : tensor<1x?x1x?xf32>, tensor<?x?xf32>
}

// -----

// CALL: x=
// | y = x.reshape(1, 1); z = x
func.func @scalar(%x: tensor<f32>) -> (tensor<1x1xf32>, tensor<f32>) {
  %y = nn.rearrange "-> 1 1" %x : (tensor<f32>) -> tensor<1x1xf32>
  %z = nn.rearrange "1 1 ->" %y : (tensor<1x1xf32>) -> tensor<f32>
  return %y, %z : tensor<1x1xf32>, tensor<f32>
}
