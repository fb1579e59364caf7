// An index outside of its axis ends a call with NN_E_INDEX, those at the borders
// do not.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=5 i=[0,4,4]
// CALL: x=5 i=[0,5,4] fails=9
// CALL: x=5 i=[-1,0,0] fails=9
// CALL: x=1 i=[0,0,127] fails=9
// CALL: x=0 i=[0,0,0] fails=9
// | y = x[i]
!x = tensor<?xf32>
func.func @rows(%x: !x, %i: tensor<3xi8>) -> tensor<3xf32> {
  %y = nn.gather %x axes [0] at %i : (!x, tensor<3xi8>) -> tensor<3xf32>
  return %y : tensor<3xf32>
}

// -----

// The second index is compared with the second axis.
// CALL: x=2x5 i=[1] j=[4]
// CALL: x=2x5 i=[4] j=[1] fails=9
// CALL: x=2x5 i=[1] j=[-9223372036854775808] fails=9
// | y = x[i, j]
!x = tensor<?x?xf32>
func.func @elements(%x: !x, %i: tensor<1xi64>, %j: tensor<1xi64>) -> tensor<1xf32> {
  %y = nn.gather %x axes [0, 1] at %i, %j : (!x, tensor<1xi64>, tensor<1xi64>) -> tensor<1xf32>
  return %y : tensor<1xf32>
}
