// One index per axis; the axes between them stay.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=3x4x2 i=5:0..2 j=5:0..1
// CALL: x=3x0x2 i=5:0..2 j=5:0..1
// | y = np.stack([x[a, :, b] for a, b in zip(i, j)])
!x = tensor<?x?x?xf32>
!i = tensor<?xi8>
!j = tensor<?xi16>
func.func @two_axes(%x: !x, %i: !i, %j: !j) -> tensor<?x?xf32> {
  %y = nn.gather %x axes [0, 2] at %i, %j : (!x, !i, !j) -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}


// -----

// Axes that are neighbours, with indices of two axes.
// CALL: x=3x4x2 i=2x3:0..2 j=2x3:0..3
// CALL: x=3x4x2 i=0x3 j=0x3
// | y = x[i, j]
!x = tensor<3x?x2xi32>
!i = tensor<?x3xi64>
!j = tensor<?x3xi64>
func.func @neighbours(%x: !x, %i: !i, %j: !j) -> tensor<?x3x2xi32> {
  %y = nn.gather %x axes [0, 1] at %i, %j : (!x, !i, !j) -> tensor<?x3x2xi32>
  return %y : tensor<?x3x2xi32>
}

// -----

// An index per axis takes one element.
// CALL: x=3x4 i=:0..2 j=:0..3
// | y = x[i, j]
!x = tensor<?x?xf64>
func.func @element(%x: !x, %i: tensor<i8>, %j: tensor<i8>) -> tensor<f64> {
  %y = nn.gather %x axes [0, 1] at %i, %j : (!x, tensor<i8>, tensor<i8>) -> tensor<f64>
  return %y : tensor<f64>
}
