// Results with one position of a window along an axis whose input is longer than
// the kernel, and reductions in lanes over a run-time number of elements that lie
// apart.
// RUN: %python %S/compare.py %s pool x=f32:1x1x3x5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s pool_static x=f32:1x1x5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s conv x=f32:2x1x3 w=f32:1x1x3
// RUN: %python %S/compare.py %s depthwise x=f32:2x16x4x7 w=f32:16x1x3x3
// RUN: %python %S/compare.py %s attention q=f32:1x2x1x4 k=f32:1x1x1x4 v=f32:1x1x1x3
// RUN: %python %S/compare.py %s attention q=f32:1x2x5x4 k=f32:1x1x19x4 v=f32:1x1x19x3
// RUN: %python %S/compare.py %s einsum x=i16:20x13x9 y=i16:20x37x13 z=i16:9x13 --rtol 0 --atol 0

func.func @pool(%x: tensor<1x1x?x5xf32>) -> tensor<1x1x?x1xf32> {
  %0 = nn.pool max %x size [1, 3] stride [1, 3] : (tensor<1x1x?x5xf32>) -> tensor<1x1x?x1xf32>
  return %0 : tensor<1x1x?x1xf32>
}

func.func @pool_static(%x: tensor<1x1x5xf32>) -> tensor<1x1x1xf32> {
  %0 = nn.pool max %x size [3] stride [3] : (tensor<1x1x5xf32>) -> tensor<1x1x1xf32>
  return %0 : tensor<1x1x1xf32>
}

func.func @conv(%x: tensor<?x1x3xf32>, %w: tensor<1x1x3xf32>) -> tensor<?x1x1xf32> {
  %0 = nn.conv %x, %w stride [2] padding [0, 1] : (tensor<?x1x3xf32>, tensor<1x1x3xf32>) -> tensor<?x1x1xf32>
  return %0 : tensor<?x1x1xf32>
}

func.func @depthwise(%x: tensor<?x16x4x7xf32>, %w: tensor<16x1x3x3xf32>) -> tensor<?x16x1x2xf32> {
  %0 = nn.conv %x, %w stride [2, 4] groups 16
      : (tensor<?x16x4x7xf32>, tensor<16x1x3x3xf32>) -> tensor<?x16x1x2xf32>
  return %0 : tensor<?x16x1x2xf32>
}

func.func @attention(%q: tensor<1x2x?x4xf32>, %k: tensor<1x1x?x4xf32>, %v: tensor<1x1x?x3xf32>) -> tensor<1x2x?x3xf32> {
  %0 = nn.attention %q, %k, %v scale 1.0 : (tensor<1x2x?x4xf32>, tensor<1x1x?x4xf32>, tensor<1x1x?x3xf32>) -> tensor<1x2x?x3xf32>
  return %0 : tensor<1x2x?x3xf32>
}

func.func @einsum(%x: tensor<20x13x9xi16>, %y: tensor<20x?x13xi16>, %z: tensor<9x13xi16>) -> tensor<13x20xi16> {
  %0 = nn.einsum "b d e, b c d, e d -> d b" %x, %y, %z : (tensor<20x13x9xi16>, tensor<20x?x13xi16>, tensor<9x13xi16>) -> tensor<13x20xi16>
  return %0 : tensor<13x20xi16>
}
