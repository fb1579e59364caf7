// Rows of code points as numbers, by themselves up to three elements and by
// their rank beyond.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = i32 i8 i16 i64
// CALL: a=9x1:0..4 b=5x1:0..4
// CALL: a=9x3:0..4 b=5x2:0..4
// CALL: a=9x2:0..1 b=5x0
// CALL: a=9x0 b=5x0
// CALL: a=9x4:0..1 b=17x4:0..1
// CALL: a=9x6:0..1 b=5x1:0..1
// CALL: a=1x5:0..1 b=0x5
// CALL: a=0x5 b=0x1
// CALL: a=33x5:0..1 b=2x3:0..1
// CALL: a=3x0 b=4x7:0..1
// CALL: a=[[1],[2],[-1]] b=2x3:0..3 fails=10
// CALL: a=[[1],[2],[1]] b=[[0,0,0,0],[-128,0,0,0]] fails=10
// | x, y = ops.intern(a, b)
!t = i32
!a = tensor<?x?x!t>
!b = tensor<?x?x!t>
func.func @two(%a: !a, %b: !b) -> (tensor<?xi64>, tensor<?xi64>) {
  %x, %y = nn.intern %a, %b : (!a, !b) -> (tensor<?xi64>, tensor<?xi64>)
  return %x, %y : tensor<?xi64>, tensor<?xi64>
}

// -----

// The largest code point, and the one behind it.
// CALL: a=[[2097151,0,1],[0,2097151,2097151]]
// CALL: a=[[2097151,0,1],[0,2097152,0]] fails=10
// CALL: a=[[1,0,2097151,0],[1,0,2097150,7],[1,0,2097151,0]]
// CALL: a=[[1,0,2097152,0],[1,0,2097150,7]] fails=10
// CALL: a=[[-2147483648]] fails=10
// | x, = ops.intern(a)
!a = tensor<?x?xi32>
func.func @one(%a: !a) -> tensor<?xi64> {
  %x = nn.intern %a : (!a) -> tensor<?xi64>
  return %x : tensor<?xi64>
}

// -----

// Operands of different types; a static extent decides which form it is.
// CALL: a=7x2:0..2 b=4x5:0..2 c=3x1:0..2
// CALL: a=0x2 b=4x5:0..2 c=3x1:0..2
// | x, y, z = ops.intern(a, b, c)
!a = tensor<?x?xi64>
func.func @ranked(%a: !a, %b: tensor<4x5xi8>, %c: tensor<3x1xi16>) -> (tensor<?xi64>, tensor<4xi64>, tensor<3xi64>) {
  %x, %y, %z = nn.intern %a, %b, %c : (!a, tensor<4x5xi8>, tensor<3x1xi16>) -> (tensor<?xi64>, tensor<4xi64>, tensor<3xi64>)
  return %x, %y, %z : tensor<?xi64>, tensor<4xi64>, tensor<3xi64>
}

// -----

// CALL: a=7x1:0..2 b=4x3:0..2
// | x, y = ops.intern(a, b)
func.func @packed(%a: tensor<7x1xi64>, %b: tensor<4x3xi8>) -> (tensor<7xi64>, tensor<4xi64>) {
  %x, %y = nn.intern %a, %b : (tensor<7x1xi64>, tensor<4x3xi8>) -> (tensor<7xi64>, tensor<4xi64>)
  return %x, %y : tensor<7xi64>, tensor<4xi64>
}
