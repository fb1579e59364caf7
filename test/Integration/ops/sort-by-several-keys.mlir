// Sorting by the least key first, stably, orders by several.
// RUN: %python %S/../check_ops.py %t %s

// CALL: a=40:0..3 b=40:0..3 c=40
// CALL: a=1 b=1 c=1
// CALL: a=0 b=0 c=0
// | order = np.lexsort((-b, a))
// | y = c[order]
!a = tensor<?xi32>
!b = tensor<?xf32>
!c = tensor<?xi64>
func.func @two_keys(%a: !a, %b: !b, %c: !c) -> tensor<?xi64> {
  %sorted, %p = nn.sort %b axis 0 descending : (!b) -> (tensor<?xf32>, tensor<?xi64>)
  %d = nn.gather %a axes [0] at %p : (!a, tensor<?xi64>) -> tensor<?xi32>
  %e = nn.gather %c axes [0] at %p : (!c, tensor<?xi64>) -> tensor<?xi64>
  %keys, %q = nn.sort %d axis 0 : (tensor<?xi32>) -> (tensor<?xi32>, tensor<?xi64>)
  %y = nn.gather %e axes [0] at %q : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  return %y : tensor<?xi64>
}
