// Elements are repeated or left out: element i of m is floor(i n / m) of n.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x3x4
// CALL: x=2x3x1
// CALL: x=0x3x4
// | y = np.repeat(x, 3, 2)
// | z = x[:, :, np.arange(5) * x.shape[2] // 5]
!t = f32
!x = tensor<?x?x?x!t>
func.func @one_axis(%x: !x) -> (tensor<?x?x?x!t>, tensor<?x?x5x!t>) {
  %y = nn.resize nearest %x factor [3] : (!x) -> tensor<?x?x?x!t>
  %z = nn.resize nearest %x size [5] : (!x) -> tensor<?x?x5x!t>
  return %y, %z : tensor<?x?x?x!t>, tensor<?x?x5x!t>
}

// -----

// CALL: x=1x2x4x6
// CALL: x=1x2x3x7
// | y = x[:, :, np.arange(6) * x.shape[2] // 6][:, :, :, np.arange(2) * x.shape[3] // 2]
!x = tensor<1x?x?x?xf32>
func.func @two_axes(%x: !x) -> tensor<1x?x6x2xf32> {
  %y = nn.resize nearest %x size [6, 2] : (!x) -> tensor<1x?x6x2xf32>
  return %y : tensor<1x?x6x2xf32>
}

// -----

// A factor of nothing is nothing; a size of nothing cannot be.
// CALL: x=1x1x0
// | y = x
!x = tensor<1x1x?xf32>
func.func @empty_factor(%x: !x) -> tensor<1x1x?xf32> {
  %y = nn.resize nearest %x factor [2] : (!x) -> tensor<1x1x?xf32>
  return %y : tensor<1x1x?xf32>
}

// -----

// CALL: x=1x1x2
// CALL: x=1x1x0 fails=9
// | y = np.repeat(x, 2, 2)
!x = tensor<1x1x?xf32>
func.func @empty_size(%x: !x) -> tensor<1x1x4xf32> {
  %y = nn.resize nearest %x size [4] : (!x) -> tensor<1x1x4xf32>
  return %y : tensor<1x1x4xf32>
}
