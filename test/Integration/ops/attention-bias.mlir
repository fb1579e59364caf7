// A bias is added to the scores; slopes take off what a key is far away.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 f64
// CALL: q=2x2x3x4 k=2x2x5x4 v=2x2x5x3 b=2x3x5 terms=40
// | y = ops.attention(q, k, v, bias=b)
!t = f32
!q = tensor<?x2x?x4x!t>
!k = tensor<?x2x?x4x!t>
!v = tensor<?x2x?x3x!t>
!b = tensor<2x?x?x!t>
func.func @bias(%q: !q, %k: !k, %v: !v, %b: !b) -> tensor<?x2x?x3x!t> {
  %y = nn.attention %q, %k, %v bias %b : (!q, !k, !v, !b) -> tensor<?x2x?x3x!t>
  return %y : tensor<?x2x?x3x!t>
}

// -----

// CALL: q=1x3x3x4 k=1x3x5x4 v=1x3x5x2 s=3 terms=80
// CALL: q=1x3x5x4 k=1x3x3x4 v=1x3x3x2 s=3 terms=80
// | y = ops.attention(q, k, v, slopes=s)
// | z = ops.attention(q, k, v, slopes=s, causal=True)
!q = tensor<?x3x?x4xf32>
!k = tensor<?x3x?x4xf32>
!v = tensor<?x3x?x2xf32>
!s = tensor<?xf32>
func.func @slopes(%q: !q, %k: !k, %v: !v, %s: !s) -> (tensor<?x3x?x2xf32>, tensor<?x3x?x2xf32>) {
  %y = nn.attention %q, %k, %v slopes %s : (!q, !k, !v, !s) -> tensor<?x3x?x2xf32>
  %z = nn.attention %q, %k, %v slopes %s causal : (!q, !k, !v, !s) -> tensor<?x3x?x2xf32>
  return %y, %z : tensor<?x3x?x2xf32>, tensor<?x3x?x2xf32>
}

// -----

// A bias of minus infinity hides a key, in all of a row as a mask does.
// CALL: q=1x1x2x2 k=1x1x2x2 v=1x1x2x2 b=[[0,-inf],[-inf,-inf]] terms=40
// | y = ops.attention(q, k, v, mask=np.array([[True, False], [False, False]]))
!q = tensor<1x1x?x2xf32>
!k = tensor<1x1x?x2xf32>
!v = tensor<1x1x?x2xf32>
!b = tensor<?x?xf32>
func.func @infinite(%q: !q, %k: !k, %v: !v, %b: !b) -> tensor<1x1x?x2xf32> {
  %y = nn.attention %q, %k, %v bias %b : (!q, !k, !v, !b) -> tensor<1x1x?x2xf32>
  return %y : tensor<1x1x?x2xf32>
}
