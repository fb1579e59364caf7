// Fewer heads of key and value than of the query: neighbours share one.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f64
// CALL: q=2x6x3x4 k=2x2x5x4 v=2x2x5x3 terms=40
// CALL: q=2x6x0x4 k=2x2x5x4 v=2x2x5x3
// | y = ops.attention(q, k, v)
!t = f32
!q = tensor<?x6x?x4x!t>
!k = tensor<?x2x?x4x!t>
!v = tensor<?x2x?x3x!t>
func.func @two(%q: !q, %k: !k, %v: !v) -> tensor<?x6x?x3x!t> {
  %y = nn.attention %q, %k, %v : (!q, !k, !v) -> tensor<?x6x?x3x!t>
  return %y : tensor<?x6x?x3x!t>
}

// -----

// One head for all, with a mask, slopes and a bias per head of the query.
// CALL: q=1x4x3x2 k=1x1x3x2 v=1x1x3x2 m=4x3x3 s=4 b=4x3x3 terms=80
// | y = ops.attention(q, k, v, m, b, s, True)
!q = tensor<1x4x?x2xf32>
!k = tensor<1x1x?x2xf32>
!v = tensor<1x1x?x2xf32>
!m = tensor<4x?x?xi1>
!s = tensor<4xf32>
!b = tensor<4x?x?xf32>
func.func @one(%q: !q, %k: !k, %v: !v, %m: !m, %s: !s, %b: !b) -> tensor<1x4x?x2xf32> {
  %y = nn.attention %q, %k, %v mask %m bias %b slopes %s causal
      : (!q, !k, !v, !m, !b, !s) -> tensor<1x4x?x2xf32>
  return %y : tensor<1x4x?x2xf32>
}
