// Scaled dot-product attention: a softmax of the scores weights the values.
// A result is a mean of values below 2; a score of 4 products, its exponential,
// the sum over keys and the quotient round some 20 times.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: q=2x3x5x4 k=2x3x6x4 v=2x3x6x2 terms=40
// CALL: q=2x3x1x4 k=2x3x1x4 v=2x3x1x2 terms=40
// CALL: q=2x3x0x4 k=2x3x6x4 v=2x3x6x2
// CALL: q=0x3x5x4 k=0x3x6x4 v=0x3x6x2
// | y = ops.attention(q, k, v)
!t = f32
!q = tensor<?x3x?x4x!t>
!k = tensor<?x3x?x4x!t>
!v = tensor<?x3x?x2x!t>
func.func @plain(%q: !q, %k: !k, %v: !v) -> tensor<?x3x?x2x!t> {
  %y = nn.attention %q, %k, %v : (!q, !k, !v) -> tensor<?x3x?x2x!t>
  return %y : tensor<?x3x?x2x!t>
}

// -----

// Without keys there is nothing to see: zeros.
// CALL: q=1x1x3x4 k=1x1x0x4 v=1x1x0x2
// | y = np.zeros((1, 1, 3, 2))
!q = tensor<1x1x?x4xf32>
!k = tensor<1x1x?x4xf32>
!v = tensor<1x1x?x2xf32>
func.func @no_keys(%q: !q, %k: !k, %v: !v) -> tensor<1x1x?x2xf32> {
  %y = nn.attention %q, %k, %v : (!q, !k, !v) -> tensor<1x1x?x2xf32>
  return %y : tensor<1x1x?x2xf32>
}

// -----

// A scale of its own; large scores do not overflow. Scores of 10^4 have four times
// as many roundings as error, and so have the logarithms of weights.
// CALL: q=1x2x3x4 k=1x2x5x4 v=1x2x5x2 terms=40
// CALL: q=1x2x3x4:-100..100 k=1x2x5x4:-100..100 v=1x2x5x2 terms=40000
// | y = ops.attention(q, k, v, scale=0.25)
!q = tensor<1x2x?x4xf32>
!k = tensor<1x2x?x4xf32>
!v = tensor<1x2x?x2xf32>
func.func @scaled(%q: !q, %k: !k, %v: !v) -> tensor<1x2x?x2xf32> {
  %y = nn.attention %q, %k, %v scale 2.5e-01 : (!q, !k, !v) -> tensor<1x2x?x2xf32>
  return %y : tensor<1x2x?x2xf32>
}
