// Resampling against NumPy, with dynamic and with static extents, and both orders
// of channels in which depth becomes space.
// RUN: %python %S/compare_numpy.py %s resize x1=f32:2x3x5 x2=f32:1x8x3x4 \
// RUN:   x3=f32:1x2x3x4x5

!x1 = tensor<?x3x?xf32>
!x2 = tensor<?x?x?x4xf32>
!x3 = tensor<1x?x?x?x?xf32>

!line = tensor<?x3x?xf32>
!image = tensor<?x?x?x?xf32>

func.func @resize(%x1: !x1, %x2: !x2, %x3: !x3)
    -> (!line, !line, !line, !line, !line, !image, !image, !image,
        tensor<1x?x3x2x7xf32>, !image, !image) {
  %0 = nn.resize nearest %x1 factor [3] : (!x1) -> !line
  %1 = nn.resize nearest %x1 size [7] : (!x1) -> !line
  %2 = nn.resize linear %x1 factor [2] : (!x1) -> !line
  %3 = nn.resize linear %x1 size [8] align_corners : (!x1) -> !line
  %4 = nn.resize linear %x1 size [1] align_corners : (!x1) -> !line
  %5 = nn.resize nearest %x2 size [6, 2] : (!x2) -> !image
  %6 = nn.resize linear %x2 size [5, 9] : (!x2) -> !image
  %7 = nn.resize linear %x2 factor [1, 3] align_corners : (!x2) -> !image
  %8 = nn.resize linear %x3 size [3, 2, 7] : (!x3) -> tensor<1x?x3x2x7xf32>
  // A pixel shuffle as in PyTorch, where the channel runs slowest, and a depth
  // to space as in TensorFlow, where it runs fastest.
  %9 = nn.rearrange "n (c a b) h w -> n c (h a) (w b)" %x2 sizes {a = 2, b = 2}
      : (!x2) -> !image
  %10 = nn.rearrange "n (a b c) h w -> n c (h a) (w b)" %x2 sizes {a = 2, b = 2}
      : (!x2) -> !image
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10
      : !line, !line, !line, !line, !line, !image, !image, !image,
        tensor<1x?x3x2x7xf32>, !image, !image
}
