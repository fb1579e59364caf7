// Convolution of images.
// RUN: %python %S/../check_ops.py %t %s

// 18 products below 4 and a bias: 37 roundings of at most 74.
// TYPES: !t = f32 f16 bf16 f64
// CALL: x=2x2x6x5 w=3x2x3x3 b=3 terms=2700
// CALL: x=0x2x6x5 w=3x2x3x3 b=3
// | y = ops.conv(x, w, b, padding=(1, 1, 1, 1))
!t = f32
!x = tensor<?x2x?x?x!t>
!w = tensor<?x2x3x3x!t>
!b = tensor<?x!t>
func.func @same(%x: !x, %w: !w, %b: !b) -> tensor<?x?x?x?x!t> {
  %y = nn.conv %x, %w bias %b padding [1, 1, 1, 1] : (!x, !w, !b) -> tensor<?x?x?x?x!t>
  return %y : tensor<?x?x?x?x!t>
}

// -----

// Every clause with numbers of each axis; small integers, so that it is exact.
// CALL: x=[[[[1,2,-3],[4,-5,6],[0,1,2],[3,-1,1]]]] w=[[[[1,-2],[3,1]]]]
// | y = ops.conv(x, w, None, (2, 1), (0, 1, 2, 0), (1, 3))
!x = tensor<?x?x?x?xf32>
!w = tensor<?x?x2x2xf32>
func.func @all_clauses(%x: !x, %w: !w) -> tensor<?x?x?x?xf32> {
  %y = nn.conv %x, %w stride [2, 1] dilation [1, 3] padding [0, 1, 2, 0] : (!x, !w) -> tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}

// -----

// A kernel of extent one is a linear map of channels.
// CALL: x=2x3x2x2 w=4x3x1x1 terms=36
// | y = np.einsum("nchw,oc->nohw", x, w[:, :, 0, 0])
!x = tensor<?x?x?x?xf32>
!w = tensor<?x?x1x1xf32>
func.func @point(%x: !x, %w: !w) -> tensor<?x?x?x?xf32> {
  %y = nn.conv %x, %w : (!x, !w) -> tensor<?x?x?x?xf32>
  return %y : tensor<?x?x?x?xf32>
}
