// Means of neighbours, along one axis after the other.
// A mean of two numbers below 2 rounds its weights, two products and a sum.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3x4 terms=10
// CALL: x=2x3x1 terms=10
// CALL: x=0x3x4
// | y = ops.resize("linear", x, size=(7,))
// | z = ops.resize("linear", x, factor=(2,))
!t = f32
!x = tensor<?x?x?x!t>
func.func @one_axis(%x: !x) -> (tensor<?x?x7x!t>, tensor<?x?x?x!t>) {
  %y = nn.resize linear %x size [7] : (!x) -> tensor<?x?x7x!t>
  %z = nn.resize linear %x factor [2] : (!x) -> tensor<?x?x?x!t>
  return %y, %z : tensor<?x?x7x!t>, tensor<?x?x?x!t>
}

// -----

// Bilinear, and trilinear.
// CALL: x=1x2x3x4 v=1x1x2x3x4 terms=30
// | y = ops.resize("linear", x, size=(5, 2))
// | z = ops.resize("linear", v, factor=(2, 1, 3))
!x = tensor<1x?x?x?xf32>
!v = tensor<1x1x?x?x?xf32>
func.func @more_axes(%x: !x, %v: !v) -> (tensor<1x?x5x2xf32>, tensor<1x1x?x?x?xf32>) {
  %y = nn.resize linear %x size [5, 2] : (!x) -> tensor<1x?x5x2xf32>
  %z = nn.resize linear %v factor [2, 1, 3] : (!v) -> tensor<1x1x?x?x?xf32>
  return %y, %z : tensor<1x?x5x2xf32>, tensor<1x1x?x?x?xf32>
}
