// Normalisations against NumPy, with dynamic and with static extents.
// RUN: %python %S/compare_numpy.py %s norm x=f32:2x4x5 y=f32:2x4x3x2 \
// RUN:   scale=f32:5 shift=f32:5 plane=f32:4x5 gain=f32:4 offset=f32:4
// RUN: %python %S/compare_numpy.py %s soft z=f32:3x5

!x = tensor<?x?x5xf32>
!y = tensor<2x?x?x2xf32>
!scale = tensor<?xf32>
!shift = tensor<5xf32>
!plane = tensor<4x?xf32>
!gain = tensor<4xf32>
!offset = tensor<?xf32>
!z = tensor<?x5xf32>

!text = tensor<?x?x5xf32>
!image = tensor<?x4x?x2xf32>

func.func @norm(%x: !x, %y: !y, %scale: !scale, %shift: !shift, %plane: !plane,
    %gain: !gain, %offset: !offset)
    -> (!text, !text, !image, !text, !text, !text, !image, !text, !image,
        !image) {
  %0 = nn.layer_norm %x axes [2] scale %scale shift %shift epsilon 1.0e-5
      : (!x, !scale, !shift) -> !text
  %1 = nn.layer_norm %x axes [1, 2] scale %plane epsilon 1.0e-3
      : (!x, !plane) -> !text
  %2 = nn.layer_norm %y axes [1] shift %offset epsilon 1.0e-5
      : (!y, !offset) -> !image
  %3 = nn.layer_norm %x axes [0, 2] epsilon 1.0e-5 : (!x) -> !text
  %4 = nn.rms_norm %x axes [2] scale %scale epsilon 1.0e-6
      : (!x, !scale) -> !text
  %5 = nn.rms_norm %x axes [1, 2] epsilon 0.1 : (!x) -> !text
  %6 = nn.group_norm %y groups 2 scale %gain shift %offset epsilon 1.0e-5
      : (!y, !gain, !offset) -> !image
  %7 = nn.group_norm %x groups 1 epsilon 1.0e-5 : (!x) -> !text
  %8 = nn.instance_norm %y shift %offset epsilon 1.0e-5
      : (!y, !offset) -> !image
  %9 = nn.instance_norm %y scale %gain epsilon 1.0e-5 : (!y, !gain) -> !image
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9
      : !text, !text, !image, !text, !text, !text, !image, !text, !image, !image
}

func.func @soft(%z: !z) -> (!z, !z, !z, !z, !z) {
  %large = nn.map %z : (!z) -> !z {
  ^bb0(%v: f32):
    %factor = arith.constant 100.0 : f32
    %w = arith.mulf %v, %factor : f32
    nn.yield %w : f32
  }
  %0 = nn.softmax %large axis 1 : !z
  %1 = nn.log_softmax %large axis 1 : !z
  %2 = nn.log_softmax %z axis 0 : !z
  %3 = nn.l2_normalize %z axis 1 epsilon 1.0e-12 : !z
  %4 = nn.l2_normalize %z axis 0 epsilon 4.0 : !z
  return %0, %1, %2, %3, %4 : !z, !z, !z, !z, !z
}
