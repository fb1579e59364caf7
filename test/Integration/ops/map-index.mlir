// The index of an element along the axes of the result.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=5x5
// CALL: x=2x7
// CALL: x=0x7
// | y = np.tril(x)
// | i, j = np.indices(x.shape); z = 100 * i + j
!x = tensor<?x?xf32>
func.func @triangle(%x: !x) -> (tensor<?x?xf32>, tensor<?x?xi64>) {
  %y = nn.map %x : (!x) -> tensor<?x?xf32> {
  ^bb0(%v: f32):
    %i = nn.index 0
    %j = nn.index 1
    %zero = arith.constant 0.0 : f32
    %later = arith.cmpi ugt, %j, %i : index
    %w = arith.select %later, %zero, %v : f32
    nn.yield %w : f32
  }
  %z = nn.map %x : (!x) -> tensor<?x?xi64> {
  ^bb0(%v: f32):
    %i = nn.index 0
    %j = nn.index 1
    %hundred = arith.constant 100 : index
    %p = arith.muli %i, %hundred : index
    %q = arith.addi %p, %j : index
    %r = arith.index_cast %q : index to i64
    nn.yield %r : i64
  }
  return %y, %z : tensor<?x?xf32>, tensor<?x?xi64>
}

// -----

// Of the result, where the operand stretches or has fewer axes.
// CALL: x=1x3 v=2x1
// | z = x + v + 10 * np.arange(2)[:, None] + 100 * np.arange(3)
!x = tensor<1x3xi32>
!v = tensor<2x1xi32>
func.func @stretched(%x: !x, %v: !v) -> tensor<2x3xi32> {
  %z = nn.map %x, %v : (!x, !v) -> tensor<2x3xi32> {
  ^bb0(%a: i32, %b: i32):
    %i = nn.index 0
    %j = nn.index 1
    %ten = arith.constant 10 : index
    %k = arith.muli %j, %ten : index
    %l = arith.addi %i, %k : index
    %m = arith.muli %l, %ten : index
    %n = arith.index_cast %m : index to i32
    %c = arith.addi %a, %b : i32
    %d = arith.addi %c, %n : i32
    nn.yield %d : i32
  }
  return %z : tensor<2x3xi32>
}
