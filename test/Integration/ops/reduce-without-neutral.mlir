// Without neutral elements, a reduction begins with the first elements, and an
// axis of none is refused.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=3x4
// CALL: x=3x1
// CALL: x=0x4
// CALL: x=3x0 fails=2
// CALL: x=0x0 fails=2
// | y = x.min(1) if x.size else np.zeros(len(x))
!x = tensor<?x?xf32>
func.func @inner(%x: !x) -> tensor<?xf32> {
  %y = nn.reduce %x axes [1] : (!x) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.minimumf %a, %b : f32
    nn.yield %m : f32
  }
  return %y : tensor<?xf32>
}

// -----

// CALL: x=3x4x2
// CALL: x=1x4x1
// CALL: x=3x0x2
// CALL: x=0x4x2 fails=2
// CALL: x=3x4x0 fails=2
// | y = np.bitwise_xor.reduce(np.bitwise_xor.reduce(x, 0), 1)
!x = tensor<?x?x?xi16>
func.func @outer(%x: !x) -> tensor<?xi16> {
  %y = nn.reduce %x axes [0, 2] : (!x) -> tensor<?xi16> {
  ^bb0(%a: i16, %b: i16):
    %m = arith.xori %a, %b : i16
    nn.yield %m : i16
  }
  return %y : tensor<?xi16>
}
