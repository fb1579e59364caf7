// Activations compiled at every level.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; np.save('%t/x.npy', np.float32([2, -2, 0])); np.save('%t/y.npy', np.float32([5 / 3, -1, 1]))"
// RUN: for level in 0 1 2 3; do \
// RUN:   nn-run -O$level %s --entry rational %t/x.npy --expected %t/y.npy --rtol 1e-7 --atol 0 || exit 1; \
// RUN: done
module @activations {
  // (1 + 2 x) / (1 + |x|): 5/3 at 2, -1 at -2, 1 at 0.
  func.func @rational(%x: tensor<3xf32>) -> tensor<3xf32> {
    %y = nn.activation #nn.rational<numerator = [1.0, 2.0, 0.0, 0.0, 0.0, 0.0],
                                    denominator = [1.0, 0.0, 0.0, 0.0]>, %x : tensor<3xf32>
    return %y : tensor<3xf32>
  }
}
