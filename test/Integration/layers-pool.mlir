// Pooling against NumPy, with dynamic and with static extents.
// RUN: %python %S/compare_numpy.py %s pool x1=f32:2x3x9 x2=f32:1x2x7x6 \
// RUN:   x3=f32:2x1x4x5x6
// RUN: %python %S/compare_numpy.py %s adaptive_pool x1=f32:2x3x9 x2=f32:1x2x7x6 \
// RUN:   x3=f32:2x1x4x5x6

!x1 = tensor<?x3x?xf32>
!x2 = tensor<?x?x?x6xf32>
!x3 = tensor<2x?x?x?x?xf32>

!line = tensor<?x3x?xf32>
!image = tensor<?x?x?x?xf32>
!volume = tensor<2x?x?x?x?xf32>

func.func @pool(%x1: !x1, %x2: !x2, %x3: !x3)
    -> (!line, !line, !image, !image, !volume, !volume, !line, !image) {
  %0 = nn.pool max %x1 size [3] stride [1] dilation [2] padding [2, 1]
      : (!x1) -> !line
  %1 = nn.pool average %x1 size [2] : (!x1) -> !line
  %2 = nn.pool max %x2 size [3, 2] stride [2, 1] padding [1, 1, 0, 1]
      : (!x2) -> !image
  %3 = nn.pool average %x2 size [3, 2] stride [2, 1] dilation [1, 2]
      padding [1, 1, 0, 1] : (!x2) -> !image
  %4 = nn.pool max %x3 size [2, 1, 3] : (!x3) -> !volume
  %5 = nn.pool average %x3 size [2, 3, 2] stride [1, 1, 1]
      padding [0, 1, 1, 1, 0, 0] : (!x3) -> !volume
  %6 = nn.pool average %x1 size [3] stride [1] dilation [2] padding [2, 1]
      exclude_padding : (!x1) -> !line
  %7 = nn.pool average %x2 size [3, 2] stride [2, 1] padding [1, 2, 0, 1]
      exclude_padding : (!x2) -> !image
  return %0, %1, %2, %3, %4, %5, %6, %7
      : !line, !line, !image, !image, !volume, !volume, !line, !image
}

func.func @adaptive_pool(%x1: !x1, %x2: !x2, %x3: !x3)
    -> (tensor<?x3x4xf32>, tensor<?x3x3xf32>, tensor<?x?x3x4xf32>,
        tensor<?x?x1x8xf32>, tensor<?x?x1x1xf32>, tensor<2x?x2x3x4xf32>) {
  %0 = nn.adaptive_pool max %x1 size [4] : (!x1) -> tensor<?x3x4xf32>
  %1 = nn.adaptive_pool average %x1 size [3] : (!x1) -> tensor<?x3x3xf32>
  %2 = nn.adaptive_pool average %x2 size [3, 4] : (!x2) -> tensor<?x?x3x4xf32>
  %3 = nn.adaptive_pool max %x2 size [1, 8] : (!x2) -> tensor<?x?x1x8xf32>
  %4 = nn.adaptive_pool average %x2 size [1, 1] : (!x2) -> tensor<?x?x1x1xf32>
  %5 = nn.adaptive_pool average %x3 size [2, 3, 4]
      : (!x3) -> tensor<2x?x2x3x4xf32>
  return %0, %1, %2, %3, %4, %5
      : tensor<?x3x4xf32>, tensor<?x3x3xf32>, tensor<?x?x3x4xf32>,
        tensor<?x?x1x8xf32>, tensor<?x?x1x1xf32>, tensor<2x?x2x3x4xf32>
}
