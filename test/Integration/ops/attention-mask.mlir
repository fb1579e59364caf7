// A query sees the keys where the mask is true; one that sees none gives zeros.
// RUN: %python %S/../check_ops.py %t %s

// CALL: q=2x2x5x4 k=2x2x6x4 v=2x2x6x2 m=2x2x5x6 terms=40
// CALL: q=2x2x5x4 k=2x2x6x4 v=2x2x6x2 m=2x2x5x6:0..0
// CALL: q=2x2x5x4 k=2x2x6x4 v=2x2x6x2 m=2x2x5x6:1..1 terms=40
// CALL: q=2x2x5x4 k=2x2x6x4 v=2x2x6x2 m=2x2x5x5 fails=2
// | y = ops.attention(q, k, v, mask=m)
!q = tensor<?x2x?x4xf32>
!k = tensor<?x2x?x4xf32>
!v = tensor<?x2x?x2xf32>
!m = tensor<?x2x?x?xi1>
func.func @whole(%q: !q, %k: !k, %v: !v, %m: !m) -> tensor<?x2x?x2xf32> {
  %y = nn.attention %q, %k, %v mask %m : (!q, !k, !v, !m) -> tensor<?x2x?x2xf32>
  return %y : tensor<?x2x?x2xf32>
}

// -----

// One of all heads and batches, and one of keys alone.
// CALL: q=2x2x5x4 k=2x2x6x4 v=2x2x6x2 m=5x6 n=6 terms=40
// | y = ops.attention(q, k, v, mask=m)
// | z = ops.attention(q, k, v, mask=n)
!q = tensor<?x2x?x4xf32>
!k = tensor<?x2x?x4xf32>
!v = tensor<?x2x?x2xf32>
!m = tensor<?x?xi1>
!n = tensor<?xi1>
func.func @broadcast(%q: !q, %k: !k, %v: !v, %m: !m, %n: !n) -> (tensor<?x2x?x2xf32>, tensor<?x2x?x2xf32>) {
  %y = nn.attention %q, %k, %v mask %m : (!q, !k, !v, !m) -> tensor<?x2x?x2xf32>
  %z = nn.attention %q, %k, %v mask %n : (!q, !k, !v, !n) -> tensor<?x2x?x2xf32>
  return %y, %z : tensor<?x2x?x2xf32>, tensor<?x2x?x2xf32>
}
