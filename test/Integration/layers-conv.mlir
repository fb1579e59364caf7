// Convolutions against NumPy, with dynamic and with static extents.
// RUN: %python %S/compare_numpy.py %s conv x1=f32:2x4x9 w1=f32:6x4x3 \
// RUN:   x2=f32:2x4x7x6 w2=f32:6x2x3x2 b2=f32:6 depth=f32:4x1x3x3 \
// RUN:   point=f32:5x4x1x1 x3=f32:1x3x4x5x3 w3=f32:2x3x2x2x3
// RUN: %python %S/compare_numpy.py %s conv_transpose x1=f32:2x4x9 v1=f32:4x6x3 \
// RUN:   x2=f32:2x4x7x6 v2=f32:4x3x3x2 b2=f32:6 x3=f32:1x3x4x5x3 \
// RUN:   v3=f32:3x2x2x2x3

!x1 = tensor<?x4x?xf32>
!w1 = tensor<?x4x3xf32>
!x2 = tensor<?x?x?x6xf32>
!w2 = tensor<?x2x3x2xf32>
!b2 = tensor<6xf32>
!depth = tensor<4x1x3x3xf32>
!point = tensor<5x4x1x1xf32>
!x3 = tensor<?x3x?x?x?xf32>
!w3 = tensor<2x3x2x2x3xf32>
!v1 = tensor<?x6x3xf32>
!v2 = tensor<4x?x3x2xf32>
!v3 = tensor<?x?x2x2x3xf32>

!line = tensor<?x?x?xf32>
!image = tensor<?x?x?x?xf32>
!volume = tensor<?x?x?x?x?xf32>

func.func @conv(%x1: !x1, %w1: !w1, %x2: !x2, %w2: !w2, %b2: !b2,
    %depth: !depth, %point: !point, %x3: !x3, %w3: !w3)
    -> (!line, !image, !image, !volume) {
  %0 = nn.conv %x1, %w1 stride [2] dilation [2] padding [2, 1]
      : (!x1, !w1) -> !line
  %1 = nn.conv %x2, %w2 bias %b2 dilation [1, 2] padding [1, 1, 0, 2] groups 2
      : (!x2, !w2, !b2) -> !image
  // A separable convolution.
  %2 = nn.conv %x2, %depth padding [1, 1, 1, 1] groups 4
      : (!x2, !depth) -> !image
  %3 = nn.conv %2, %point : (!image, !point) -> !image
  %4 = nn.conv %x3, %w3 stride [1, 2, 1] padding [1, 0, 0, 1, 1, 1]
      : (!x3, !w3) -> !volume
  return %0, %1, %3, %4 : !line, !image, !image, !volume
}

func.func @conv_transpose(%x1: !x1, %v1: !v1, %x2: !x2, %v2: !v2, %b2: !b2,
    %x3: !x3, %v3: !v3) -> (!line, !image, !image, !volume) {
  %0 = nn.conv_transpose %x1, %v1 stride [3] dilation [2] padding [2, 1]
      output_padding [1] : (!x1, !v1) -> !line
  %1 = nn.conv_transpose %x2, %v2 bias %b2 stride [2, 1] dilation [1, 2]
      padding [1, 1, 0, 1] output_padding [1, 0] groups 2
      : (!x2, !v2, !b2) -> !image
  %2 = nn.conv_transpose %x2, %v2 groups 2 : (!x2, !v2) -> !image
  %3 = nn.conv_transpose %x3, %v3 stride [1, 2, 1] padding [1, 1, 0, 0, 2, 1]
      : (!x3, !v3) -> !volume
  return %0, %1, %2, %3 : !line, !image, !image, !volume
}
