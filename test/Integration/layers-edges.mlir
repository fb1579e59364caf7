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
