// A reduction without neutral over a tensor whose type says less than is known
// of its extents.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=4
// | y = np.maximum(x[1:], x[:-1])
!x = tensor<4xi32>
func.func @window(%x: !x) -> tensor<?xi32> {
  %w = nn.window %x axes [0] size [2] : !x -> tensor<?x2xi32>
  %y = nn.reduce %w axes [1] : (tensor<?x2xi32>) -> tensor<?xi32> {
  ^bb0(%a: i32, %b: i32):
    %m = arith.maxsi %a, %b : i32
    nn.yield %m : i32
  }
  return %y : tensor<?xi32>
}

// -----

// CALL: x=3x2
// | y = np.concatenate([x, x]).max(1)
!x = tensor<3x2xi32>
func.func @concat(%x: !x) -> tensor<?xi32> {
  %c = nn.concat %x, %x axis 0 : (!x, !x) -> tensor<?x2xi32>
  %y = nn.reduce %c axes [1] : (tensor<?x2xi32>) -> tensor<?xi32> {
  ^bb0(%a: i32, %b: i32):
    %m = arith.maxsi %a, %b : i32
    nn.yield %m : i32
  }
  return %y : tensor<?xi32>
}
