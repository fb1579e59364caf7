// Negative steps walk backwards.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = bf16 f32 i8
// CALL: x=5x7
// CALL: x=5x8
// | y = x[::-1, ::-2]
// | z = x[3:0:-1, -2:-5:-3]
!t = f32
!x = tensor<?x?x!t>
func.func @backwards(%x: !x) -> (tensor<?x?x!t>, tensor<?x?x!t>) {
  %y = nn.slice "::-1, ::-2" %x : (!x) -> tensor<?x?x!t>
  %z = nn.slice "3:0:-1, -2:-5:-3" %x : (!x) -> tensor<?x?x!t>
  return %y, %z : tensor<?x?x!t>, tensor<?x?x!t>
}

// -----

// An absent end is that before index 0; begin and end may be one.
// CALL: x=6
// | y = x[2::-1]; z = x[2:2:-1]; w = x[5::-5]
!x = tensor<?xf32>
func.func @ends(%x: !x) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) {
  %y = nn.slice "2::-1" %x : (!x) -> tensor<?xf32>
  %z = nn.slice "2:2:-1" %x : (!x) -> tensor<?xf32>
  %w = nn.slice "5::-5" %x : (!x) -> tensor<?xf32>
  return %y, %z, %w : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
}
