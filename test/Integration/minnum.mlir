// Several minima in one loop, of which LLVM 22 vectorises away the remainder.
// RUN: %python -c "import numpy as n; x = n.arange(64, dtype=n.float32).reshape(8, 8)[::-1] % 13; x[3, 1] = n.nan; n.save('%t.x.npy', x); n.save('%t.min.npy', n.fmin.reduce(x)); n.save('%t.max.npy', n.fmax.reduce(x))"
// RUN: for level in 0 1 2 3; do \
// RUN:   nn-run -O$level %s --entry min %t.x.npy --expected %t.min.npy --rtol 0 --atol 0 && \
// RUN:   nn-run -O$level %s --entry max %t.x.npy --expected %t.max.npy --rtol 0 --atol 0 || exit 1; \
// RUN: done
// RUN: nn-run --reference %s --entry min %t.x.npy --expected %t.min.npy --rtol 0 --atol 0
// RUN: nn-run --reference %s --entry max %t.x.npy --expected %t.max.npy --rtol 0 --atol 0
func.func @min(%x: tensor<8x8xf32>) -> tensor<8xf32> {
  %y = nn.reduce %x axes [0] : (tensor<8x8xf32>) -> tensor<8xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.minnumf %a, %b : f32
    nn.yield %m : f32
  }
  return %y : tensor<8xf32>
}
func.func @max(%x: tensor<8x8xf32>) -> tensor<8xf32> {
  %y = nn.reduce %x axes [0] : (tensor<8x8xf32>) -> tensor<8xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.maxnumf %a, %b : f32
    nn.yield %m : f32
  }
  return %y : tensor<8xf32>
}
