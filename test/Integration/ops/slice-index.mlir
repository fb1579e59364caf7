// An index drops its axis; what lies outside is refused, not cut off.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=4x5x3
// CALL: x=4x5x1
// | y = x[2, :, -1]; z = x[-4, 4, 0]
!x = tensor<?x?x?xf32>
func.func @indices(%x: !x) -> (tensor<?xf32>, tensor<f32>) {
  %y = nn.slice "2, :, -1" %x : (!x) -> tensor<?xf32>
  %z = nn.slice "-4, 4, 0" %x : (!x) -> tensor<f32>
  return %y, %z : tensor<?xf32>, tensor<f32>
}

// -----

// CALL: x=3
// CALL: x=2 fails=2
// CALL: x=0 fails=2
// | y = x[2]
!x = tensor<?xf32>
func.func @index_outside(%x: !x) -> tensor<f32> {
  %y = nn.slice "2" %x : (!x) -> tensor<f32>
  return %y : tensor<f32>
}

// -----

// Python would answer with fewer elements.
// CALL: x=4
// CALL: x=3 fails=2
// | y = x[1:4]
!x = tensor<?xf32>
func.func @end_outside(%x: !x) -> tensor<3xf32> {
  %y = nn.slice "1:4" %x : (!x) -> tensor<3xf32>
  return %y : tensor<3xf32>
}

// -----

// Begin behind end: empty in Python, an error here.
// CALL: x=4
// CALL: x=3
// CALL: x=2 fails=2
// | y = x[1:-2]
!x = tensor<?xf32>
func.func @begin_behind_end(%x: !x) -> tensor<?xf32> {
  %y = nn.slice "1:-2" %x : (!x) -> tensor<?xf32>
  return %y : tensor<?xf32>
}
