// A query sees no key behind it; the last query is aligned with the last key.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f64 bf16
// CALL: q=2x2x5x4 k=2x2x5x4 v=2x2x5x3 terms=40
// CALL: q=2x2x2x4 k=2x2x5x4 v=2x2x5x3 terms=40
// CALL: q=2x2x5x4 k=2x2x2x4 v=2x2x2x3 terms=40
// | y = ops.attention(q, k, v, causal=True)
!t = f32
!q = tensor<?x2x?x4x!t>
!k = tensor<?x2x?x4x!t>
!v = tensor<?x2x?x3x!t>
func.func @causal(%q: !q, %k: !k, %v: !v) -> tensor<?x2x?x3x!t> {
  %y = nn.attention %q, %k, %v causal : (!q, !k, !v) -> tensor<?x2x?x3x!t>
  return %y : tensor<?x2x?x3x!t>
}

// -----

// With a mask, a key is seen if both admit it.
// CALL: q=1x1x4x2 k=1x1x4x2 v=1x1x4x2 m=4x4 terms=40
// | y = ops.attention(q, k, v, mask=m, causal=True)
!q = tensor<1x1x?x2xf32>
!k = tensor<1x1x?x2xf32>
!v = tensor<1x1x?x2xf32>
!m = tensor<?x?xi1>
func.func @masked(%q: !q, %k: !k, %v: !v, %m: !m) -> tensor<1x1x?x2xf32> {
  %y = nn.attention %q, %k, %v mask %m causal : (!q, !k, !v, !m) -> tensor<1x1x?x2xf32>
  return %y : tensor<1x1x?x2xf32>
}
