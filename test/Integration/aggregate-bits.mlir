// The first and the last of marked values keep their bits: the sign of a zero,
// and what a number that is none carries. So does the mean of one value keep the
// sign of a zero.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %python -c "import numpy as n; n.save('s.npy', n.array([[1, 1, 0], [0, 0, 1], [0, 1, 1]], bool)); x = n.array([0x8000, 0x7d01, 0xfeff], n.uint16); n.save('x.npy', x.view(n.float16)); n.save('first.npy', x[[0, 2, 1]].view(n.float16)); n.save('last.npy', x[[1, 2, 2]].view(n.float16)); n.save('one.npy', n.eye(2, dtype=bool)); n.save('z.npy', n.array([-0.0, 0.0], n.float32))"
// RUN: for level in -O0 -O3; do nn-run $level %s --entry f16 s.npy x.npy -o f.npy -o l.npy && cmp f.npy first.npy && cmp l.npy last.npy && nn-run $level %s --entry zero one.npy z.npy -o y.npy && cmp y.npy z.npy || exit 1; done

func.func @f16(%s: tensor<?x3xi1>, %x: tensor<3xf16>) -> (tensor<?xf16>, tensor<?xf16>) {
  %f = nn.aggregate first %s, %x : (tensor<?x3xi1>, tensor<3xf16>) -> tensor<?xf16>
  %l = nn.aggregate last %s, %x : (tensor<?x3xi1>, tensor<3xf16>) -> tensor<?xf16>
  return %f, %l : tensor<?xf16>, tensor<?xf16>
}

func.func @zero(%s: tensor<2x2xi1>, %x: tensor<2xf32>) -> tensor<2xf32> {
  %y = nn.aggregate mean %s, %x : (tensor<2x2xi1>, tensor<2xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}
