// How many keys each query marks.
// RUN: %python %S/../check_ops.py %t %s

// CALL: s=5x7
// CALL: s=5x1
// CALL: s=1x300
// CALL: s=5x0
// CALL: s=0x7
// | w = ops.selector_width(s)
!s = tensor<?x?xi1>
func.func @width(%s: !s) -> tensor<?xi64> {
  %w = nn.selector_width %s : (!s) -> tensor<?xi64>
  return %w : tensor<?xi64>
}

// -----

// Of a selector that is made in place.
// CALL: k=6:0..3 q=5:0..3
// CALL: k=0 q=5
// | w = ops.selector_width(ops.select("le", k, q))
!k = tensor<?xi32>
!q = tensor<?xi32>
func.func @selected(%k: !k, %q: !q) -> tensor<?xi64> {
  %s = nn.select le %k, %q : (!k, !q) -> tensor<?x?xi1>
  %w = nn.selector_width %s : (tensor<?x?xi1>) -> tensor<?xi64>
  return %w : tensor<?xi64>
}
