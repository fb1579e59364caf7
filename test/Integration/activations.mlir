// Activations compiled at every level.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; np.save('%t/x.npy', np.float32([2, -2, 0])); np.save('%t/y.npy', np.float32([5 / 3, -1, 1]))"
// RUN: for level in 0 1 2 3; do \
// RUN:   nn-run -O$level %s --entry rational %t/x.npy --expected %t/y.npy --rtol 1e-7 --atol 0 || exit 1; \
// RUN: done
// RUN: %python %S/compare.py %s prelu x=f32:2x3x4 slope=f32:3
// RUN: %python %S/compare.py %s prelu64 x=f64:5x3 slope=f64:3 --rtol 1e-15 --atol 0
// RUN: %python %S/compare.py %s preluone x=f32:2x3x4 slope=f32:1
// RUN: %python %S/compare.py %s preluone x=f32:2x0x4 slope=f32:1
// RUN: %python %S/compare.py %s preluscalar x=f32 slope=f32:1
module @activations {
  // (1 + 2 x) / (1 + |x|): 5/3 at 2, -1 at -2, 1 at 0.
  func.func @rational(%x: tensor<3xf32>) -> tensor<3xf32> {
    %y = nn.activation #nn.rational<numerator = [1.0, 2.0, 0.0, 0.0, 0.0, 0.0],
                                    denominator = [1.0, 0.0, 0.0, 0.0]>, %x : tensor<3xf32>
    return %y : tensor<3xf32>
  }

  // An extent that only the slope knows is checked when the program runs.
  func.func @prelu(%x: tensor<?x?x?xf32>, %slope: tensor<3xf32>) -> tensor<?x?x?xf32> {
    %y = nn.prelu %x, %slope : (tensor<?x?x?xf32>, tensor<3xf32>) -> tensor<?x?x?xf32>
    return %y : tensor<?x?x?xf32>
  }

  func.func @prelu64(%x: tensor<5x3xf64, #nn.axes<_, channel>>, %slope: tensor<?xf64, #nn.axes<channel>>)
      -> tensor<5x3xf64> {
    %y = nn.prelu %x, %slope : (tensor<5x3xf64, #nn.axes<_, channel>>, tensor<?xf64, #nn.axes<channel>>) -> tensor<5x3xf64>
    return %y : tensor<5x3xf64>
  }

  // The name of the only slope says nothing of the axes of the input.
  func.func @preluone(%x: tensor<2x?x4xf32, #nn.axes<_, channel, column>>, %slope: tensor<1xf32, #nn.axes<all>>)
      -> tensor<2x?x4xf32> {
    %y = nn.prelu %x, %slope : (tensor<2x?x4xf32, #nn.axes<_, channel, column>>, tensor<1xf32, #nn.axes<all>>) -> tensor<2x?x4xf32>
    return %y : tensor<2x?x4xf32>
  }

  func.func @preluscalar(%x: tensor<f32>, %slope: tensor<1xf32>) -> tensor<f32> {
    %y = nn.prelu %x, %slope : (tensor<f32>, tensor<1xf32>) -> tensor<f32>
    return %y : tensor<f32>
  }
}
