// Elements at given indices, along one axis and several.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 bf16 f32 f64 i1 i8 i64
// CALL: x=5x4 i=3:0..4
// CALL: x=1x4 i=3:0..0
// CALL: x=0x4 i=0
// | y = np.take(x, i, 0)
!t = f32
!x = tensor<?x4x!t>
!i = tensor<?xi32>
func.func @rows(%x: !x, %i: !i) -> tensor<?x4x!t> {
  %y = nn.gather %x axes [0] at %i : (!x, !i) -> tensor<?x4x!t>
  return %y : tensor<?x4x!t>
}

// -----

// The axes of the indices stand in the place of the first axis that is indexed.
// CALL: x=2x5x3 i=4x2:0..4
// CALL: x=2x5x0 i=4x2:0..4
// | y = np.take(x, i, 1)
!x = tensor<?x?x?xf32>
!i = tensor<?x2xi64>
func.func @middle(%x: !x, %i: !i) -> tensor<?x?x2x?xf32> {
  %y = nn.gather %x axes [1] at %i : (!x, !i) -> tensor<?x?x2x?xf32>
  return %y : tensor<?x?x2x?xf32>
}

// -----

// An index without axes drops that of the input.
// CALL: x=5x4 i=:0..4
// | y = x[i]
!x = tensor<?x4xf32>
func.func @scalar(%x: !x, %i: tensor<i64>) -> tensor<4xf32> {
  %y = nn.gather %x axes [0] at %i : (!x, tensor<i64>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}
