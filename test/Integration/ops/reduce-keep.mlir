// Reduced axes stay with extent 1.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 f64 f32
// CALL: x=2x3x4
// CALL: x=2x0x4
// | y = x.max((0, 2), keepdims=True, initial=-2.5)
!t = f32
!x = tensor<?x?x?x!t>
func.func @outer(%x: !x) -> tensor<1x?x1x!t> {
  %y = nn.reduce %x axes [0, 2] keep : (!x) -> tensor<1x?x1x!t> neutral -2.5 {
  ^bb0(%a: !t, %b: !t):
    %m = arith.maximumf %a, %b : !t
    nn.yield %m : !t
  }
  return %y : tensor<1x?x1x!t>
}

// -----

// Without neutral elements, too; what is kept stretches afterwards.
// CALL: x=3x4
// CALL: x=0x4
// | y = x - x.min(1, keepdims=True) if len(x) else x
!x = tensor<?x4xi32>
func.func @stretches(%x: !x) -> tensor<?x4xi32> {
  %m = nn.reduce %x axes [1] keep : (!x) -> tensor<?x1xi32> {
  ^bb0(%a: i32, %b: i32):
    %c = arith.minsi %a, %b : i32
    nn.yield %c : i32
  }
  %y = nn.map %x, %m : (!x, tensor<?x1xi32>) -> tensor<?x4xi32> {
  ^bb0(%a: i32, %b: i32):
    %c = arith.subi %a, %b : i32
    nn.yield %c : i32
  }
  return %y : tensor<?x4xi32>
}
