// Windows along three axes, as they are and read by a product and a maximum.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=2x3x4x5
// | padded = np.pad(x, ((0, 0), (0, 1), (1, 1), (0, 0)))
// | y = np.lib.stride_tricks.sliding_window_view(padded, (2, 1, 3), (1, 2, 3))
!x = tensor<?x?x?x?xf32>
func.func @volume(%x: !x) -> tensor<?x?x?x?x2x1x3xf32> {
  %y = nn.window %x axes [1, 2, 3] size [2, 1, 3] padding [0, 1, 1, 1, 0, 0]
      : !x -> tensor<?x?x?x?x2x1x3xf32>
  return %y : tensor<?x?x?x?x2x1x3xf32>
}

// -----

// Integers, since sums of products are exact.
// CALL: x=2x3x4x5 w=3x2x2x3
// | v = np.lib.stride_tricks.sliding_window_view(x, (2, 2, 3), (1, 2, 3))
// | y = np.einsum("nabcdef,kdef->nkabc", v, w)
// | z = v.max((4, 5, 6))
!x = tensor<?x?x?x?xi32>
!w = tensor<?x2x2x3xi32>
func.func @used(%x: !x, %w: !w) -> (tensor<?x?x?x?x?xi32>, tensor<?x?x?x?xi32>) {
  %v = nn.window %x axes [1, 2, 3] size [2, 2, 3] : !x -> tensor<?x?x?x?x2x2x3xi32>
  %y = nn.einsum "n a b c d e f, k d e f -> n k a b c" %v, %w
      : (tensor<?x?x?x?x2x2x3xi32>, !w) -> tensor<?x?x?x?x?xi32>
  %z = nn.reduce %v axes [4, 5, 6] : (tensor<?x?x?x?x2x2x3xi32>) -> tensor<?x?x?x?xi32> neutral -2147483648 {
  ^bb0(%a: i32, %b: i32):
    %m = arith.maxsi %a, %b : i32
    nn.yield %m : i32
  }
  return %y, %z : tensor<?x?x?x?x?xi32>, tensor<?x?x?x?xi32>
}
