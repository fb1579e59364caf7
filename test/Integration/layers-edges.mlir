// Layers on the edge of what they are defined for, at every level.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %python -c "import numpy as n; \
// RUN:   [n.save(f'{k}.npy', n.zeros(s, 'f4')) for k, s in \
// RUN:   dict(heads0=(1, 0, 2, 4), heads2=(1, 2, 2, 4)).items()]"

// Heads of the key that serve none.
// RUN: for way in --reference -O0 -O1 -O2 -O3; do \
// RUN:   nn-run $way %s --entry no_heads heads0.npy heads0.npy --expected heads0.npy || exit 1; \
// RUN:   not nn-run $way %s --entry no_heads heads2.npy heads0.npy || exit 1; \
// RUN: done
func.func @no_heads(%q: tensor<1x?x2x4xf32>, %k: tensor<1x0x2x4xf32>)
    -> tensor<1x?x2x4xf32> {
  %y = nn.attention %q, %k, %k
      : (tensor<1x?x2x4xf32>, tensor<1x0x2x4xf32>, tensor<1x0x2x4xf32>)
      -> tensor<1x?x2x4xf32>
  return %y : tensor<1x?x2x4xf32>
}

// A mean that is large for the deviation: the quotient of the rounded difference
// (9.765625e-4 at 10000, 0.02001953125 at 1000) is exact to a few ulp. A
// variance of zero divides by zero.
// RUN: %python -c "import numpy as n; f = lambda k, *v: n.save(k + '.npy', n.array(v, 'f4')); \
// RUN:   n.save('samples.npy', n.array([[10000.001, 1000.02, 2, -2, 0]], 'f4')); \
// RUN:   f('scale', 1, 2, 1, 1, 1); f('shift', 0, 1, 0, 0, 0); f('mean', 1e4, 1e3, 0, 0, 0); \
// RUN:   f('variance', 2.**-20, 2.**-8, 0, 0, 0); \
// RUN:   n.save('normal.npy', n.array([[1, 1 + 2 * 16 * 0.02001953125, n.inf, -n.inf, n.nan]], 'f4'))"
// RUN: for way in --reference -O0 -O1 -O2 -O3; do \
// RUN:   nn-run $way %s --entry large_mean samples.npy scale.npy shift.npy mean.npy variance.npy \
// RUN:     --expected normal.npy --rtol 1e-6 --atol 0 || exit 1; \
// RUN: done
func.func @large_mean(%x: tensor<1x5xf32>, %scale: tensor<5xf32>, %shift: tensor<5xf32>,
    %mean: tensor<5xf32>, %variance: tensor<5xf32>) -> tensor<1x5xf32> {
  %y = nn.batch_norm %x, %scale, %shift, %mean, %variance epsilon 0.0
      : (tensor<1x5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>, tensor<5xf32>)
      -> tensor<1x5xf32>
  return %y : tensor<1x5xf32>
}

// A transposed convolution of nothing: as many zeros as the kernel reaches over.
// RUN: %python -c "import numpy as n; [n.save(f'{k}.npy', n.ones(s, 'f4')) for k, s in \
// RUN:   dict(nothing=(1, 1, 0), kernel=(1, 1, 3)).items()]; n.save('reach.npy', n.zeros((1, 1, 2), 'f4'))"
// RUN: for way in --reference -O0 -O1 -O2 -O3; do \
// RUN:   nn-run $way %s --entry transposed nothing.npy kernel.npy --expected reach.npy || exit 1; \
// RUN: done
func.func @transposed(%x: tensor<1x1x0xf32>, %w: tensor<1x1x3xf32>) -> tensor<1x1x2xf32> {
  %y = nn.conv_transpose %x, %w stride [2] : (tensor<1x1x0xf32>, tensor<1x1x3xf32>) -> tensor<1x1x2xf32>
  return %y : tensor<1x1x2xf32>
}

// Without a depth all scores are zero, and the result is the mean of the values.
// RUN: %python -c "import numpy as n; f = lambda k, v: n.save(k + '.npy', n.array(v, 'f4')); \
// RUN:   f('query', n.ones((1, 1, 2, 0))); f('key', n.ones((1, 1, 3, 0))); \
// RUN:   f('value', [[[[1, 2], [3, 4], [8, 0]]]]); f('means', [[[[4, 2], [4, 2]]]])"
// RUN: for way in --reference -O0 -O1 -O2 -O3; do for entry in no_depth no_static_depth; do \
// RUN:   nn-run $way %s --entry $entry query.npy key.npy value.npy --expected means.npy || exit 1; \
// RUN: done; done
func.func @no_depth(%q: tensor<1x1x2x?xf32>, %k: tensor<1x1x3x?xf32>, %v: tensor<1x1x3x2xf32>)
    -> tensor<1x1x2x2xf32> {
  %y = nn.attention %q, %k, %v
      : (tensor<1x1x2x?xf32>, tensor<1x1x3x?xf32>, tensor<1x1x3x2xf32>)
      -> tensor<1x1x2x2xf32>
  return %y : tensor<1x1x2x2xf32>
}
func.func @no_static_depth(%q: tensor<1x1x2x0xf32>, %k: tensor<1x1x3x0xf32>, %v: tensor<1x1x3x2xf32>)
    -> tensor<1x1x2x2xf32> {
  %y = nn.attention %q, %k, %v
      : (tensor<1x1x2x0xf32>, tensor<1x1x3x0xf32>, tensor<1x1x3x2xf32>)
      -> tensor<1x1x2x2xf32>
  return %y : tensor<1x1x2x2xf32>
}
