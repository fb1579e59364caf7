// The indices along an axis, of whose elements nothing matters.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=2x5x3
// CALL: x=0x0x3
// | p = np.arange(x.shape[1]); q = np.arange(x.shape[0]); r = np.arange(3)
!x = tensor<?x?x3xf16>
func.func @axes(%x: !x) -> (tensor<?xi64>, tensor<?xi64>, tensor<3xi64>) {
  %p = nn.positions %x axis 1 : (!x) -> tensor<?xi64>
  %q = nn.positions %x axis 0 : (!x) -> tensor<?xi64>
  %r = nn.positions %x axis 2 : (!x) -> tensor<3xi64>
  return %p, %q, %r : tensor<?xi64>, tensor<?xi64>, tensor<3xi64>
}
