// Shapes are aligned at the last axis, and an extent written as 1 stretches.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=2x3 v=3 s=
// CALL: x=0x3 v=3 s=
// | y = x * v + s
!x = tensor<?x3xi32>
!v = tensor<3xi32>
func.func @trailing(%x: !x, %v: !v, %s: tensor<i32>) -> tensor<?x3xi32> {
  %y = nn.map %x, %v, %s : (!x, !v, tensor<i32>) -> tensor<?x3xi32> {
  ^bb0(%a: i32, %b: i32, %c: i32):
    %p = arith.muli %a, %b : i32
    %q = arith.addi %p, %c : i32
    nn.yield %q : i32
  }
  return %y : tensor<?x3xi32>
}

// -----

// Both operands stretch.
// CALL: x=4x1x3 y=1x5x1
// | z = x - y
!x = tensor<4x1x3xf32>
!y = tensor<1x5x1xf32>
func.func @both(%x: !x, %y: !y) -> tensor<4x5x3xf32> {
  %z = nn.map %x, %y : (!x, !y) -> tensor<4x5x3xf32> {
  ^bb0(%a: f32, %b: f32):
    %d = arith.subf %a, %b : f32
    nn.yield %d : f32
  }
  return %z : tensor<4x5x3xf32>
}

// -----

// A dynamic extent does not stretch, also if it is 1.
// CALL: x=4 y=4
// CALL: x=4 y=1 fails=2
// CALL: x=1 y=4 fails=2
// | z = x - y
!x = tensor<?xf32>
!y = tensor<?xf32>
func.func @dynamic(%x: !x, %y: !y) -> tensor<?xf32> {
  %z = nn.map %x, %y : (!x, !y) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    %d = arith.subf %a, %b : f32
    nn.yield %d : f32
  }
  return %z : tensor<?xf32>
}
