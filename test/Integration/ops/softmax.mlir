// Exponentials that sum to one along an axis.
// RUN: %python %S/../check_ops.py %t %s

// 3 to 7 exponentials of 4 last places each, their sum, and a quotient.
// TYPES: !t = f32 f16 bf16 f64
// CALL: x=3x7 terms=12
// CALL: x=3x1 terms=12
// CALL: x=3x0
// CALL: x=0x7
// | y = ops.softmax(x, 1) if x.size else x
// | z = ops.softmax(x, 0) if x.size else x
!t = f32
!x = tensor<?x?x!t>
func.func @axes(%x: !x) -> (!x, !x) {
  %y = nn.softmax %x axis 1 : !x
  %z = nn.softmax %x axis 0 : !x
  return %y, %z : !x, !x
}

// -----

// What is much smaller than the maximum is zero, and nothing overflows.
// CALL: x=[1000,1000,0] terms=2
// CALL: x=[-inf,0,0] terms=2
// CALL: x=[-200,-1000,-1000]
// | y = ops.softmax(x, 0)
!x = tensor<3xf32>
func.func @large(%x: !x) -> !x {
  %y = nn.softmax %x axis 0 : !x
  return %y : !x
}
