// Every step-th index from begin up to end, in the notation of Python.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 f64 i1 i16
// CALL: x=8x9x5
// CALL: x=8x9x0
// | y = x[2:7:2, 1:-1, :]
!t = f32
!x = tensor<8x?x?x!t>
func.func @steps(%x: !x) -> tensor<3x?x?x!t> {
  %y = nn.slice "2:7:2, 1:-1, :" %x : (!x) -> tensor<3x?x?x!t>
  return %y : tensor<3x?x?x!t>
}

// -----

// The last step need not reach the end; nothing is left of an empty range.
// CALL: x=10
// CALL: x=9
// CALL: x=4
// | y = x[::3]; z = x[1::4]; w = x[3:3]; v = x[-1:]; u = x[:-3]
!x = tensor<?xi32>
func.func @rests(%x: !x) -> (tensor<?xi32>, tensor<?xi32>, tensor<?xi32>, tensor<?xi32>, tensor<?xi32>) {
  %y = nn.slice "::3" %x : (!x) -> tensor<?xi32>
  %z = nn.slice "1::4" %x : (!x) -> tensor<?xi32>
  %w = nn.slice "3:3" %x : (!x) -> tensor<?xi32>
  %v = nn.slice "-1:" %x : (!x) -> tensor<?xi32>
  %u = nn.slice ":-3" %x : (!x) -> tensor<?xi32>
  return %y, %z, %w, %v, %u : tensor<?xi32>, tensor<?xi32>, tensor<?xi32>, tensor<?xi32>, tensor<?xi32>
}
