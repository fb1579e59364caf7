// Mean and variance over axes, with and without scale and shift.
// Values of 12 elements, sums of 12 terms: some 40 roundings of values below 4.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=3x4 s=4 b=4 terms=60
// CALL: x=3x1 s=1 b=1 terms=60
// CALL: x=0x4 s=4 b=4
// CALL: x=3x4 s=5 b=4 fails=2
// | y = ops.layer_norm(x, (1,), s, b, epsilon=2.0**-10)
!t = f32
!x = tensor<?x?x!t>
!s = tensor<?x!t>
!b = tensor<?x!t>
func.func @last(%x: !x, %s: !s, %b: !b) -> tensor<?x?x!t> {
  %y = nn.layer_norm %x axes [1] scale %s shift %b epsilon 9.765625e-04 : (!x, !s, !b) -> tensor<?x?x!t>
  return %y : tensor<?x?x!t>
}

// -----

// CALL: x=2x3x4 s=3x4 b=2x4 terms=60
// | y = ops.layer_norm(x, (1, 2), s, epsilon=0.5)
// | z = ops.layer_norm(x, (0, 2), shift=b, epsilon=0.25)
// | w = ops.layer_norm(x, (0,), epsilon=1.0)
!x = tensor<?x?x?xf32>
!s = tensor<?x?xf32>
!b = tensor<?x?xf32>
func.func @axes(%x: !x, %s: !s, %b: !b) -> (tensor<?x?x?xf32>, tensor<?x?x?xf32>, tensor<?x?x?xf32>) {
  %y = nn.layer_norm %x axes [1, 2] scale %s epsilon 0.5 : (!x, !s) -> tensor<?x?x?xf32>
  %z = nn.layer_norm %x axes [0, 2] shift %b epsilon 0.25 : (!x, !b) -> tensor<?x?x?xf32>
  %w = nn.layer_norm %x axes [0] epsilon 1.0 : (!x) -> tensor<?x?x?xf32>
  return %y, %z, %w : tensor<?x?x?xf32>, tensor<?x?x?xf32>, tensor<?x?x?xf32>
}
