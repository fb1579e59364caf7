// Extents that turn out wrong when the program runs: the evaluator and compiled
// code refuse them alike, at every level.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %python -c "import numpy as n; [n.save(f'{k}.npy', n.zeros(s, 'f4')) for k, s in \
// RUN:   dict(one=1, two=2, three=3, four=4, r22=(2, 2), r23=(2, 3), r34=(3, 4), r14=(1, 4), r24=(2, 4)).items()]"
// RUN: for run in "window two.npy" "window four.npy" "sums four.npy" \
// RUN:     "unused three.npy four.npy" "static four.npy" "sizes three.npy" \
// RUN:     "linear r24.npy r34.npy one.npy" "norm r23.npy one.npy" \
// RUN:     "batch r23.npy one.npy" "meet three.npy four.npy"; do \
// RUN:   set -- $run; entry=$1; shift; \
// RUN:   for way in --reference -O0 -O2; do \
// RUN:     not nn-run $way %s --entry $entry "$@" > out.txt 2>&1 || exit 1; \
// RUN:     grep -qE "error|expected|extents" out.txt || exit 1; \
// RUN:   done; \
// RUN: done
// The same with extents that fit.
// RUN: for way in --reference -O0 -O2; do \
// RUN:   nn-run $way %s --entry linear r24.npy r14.npy one.npy > /dev/null || exit 1; \
// RUN:   nn-run $way %s --entry sizes two.npy > /dev/null || exit 1; \
// RUN:   nn-run $way %s --entry unused three.npy three.npy > /dev/null || exit 1; \
// RUN: done

// The declared result says that the input has 6 elements.
func.func @window(%x: tensor<?xf32>) -> tensor<4xf32> {
  %k = arith.constant dense<1.0> : tensor<3xf32>
  %w = nn.window %x axes [0] size [3] : tensor<?xf32> -> tensor<4x3xf32>
  %0 = nn.einsum "p k, k -> p" %w, %k : (tensor<4x3xf32>, tensor<3xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func @sums(%x: tensor<?xf32>) -> tensor<4xf32> {
  %w = nn.window %x axes [0] size [3] : tensor<?xf32> -> tensor<4x3xf32>
  %0 = nn.reduce %w axes [1] : (tensor<4x3xf32>) -> tensor<4xf32> neutral 0.0 {
  ^bb0(%sum: f32, %v: f32):
    %t = arith.addf %sum, %v : f32
    nn.yield %t : f32
  }
  return %0 : tensor<4xf32>
}
// An operand that nothing uses has the extent of the others.
func.func @unused(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.map %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %a : f32
    nn.yield %c : f32
  }
  return %0 : tensor<?xf32>
}
func.func @static(%x: tensor<?xf32>) -> tensor<?xf32> {
  %c = arith.constant dense<1.0> : tensor<3xf32>
  %0 = nn.map %c, %x : (tensor<3xf32>, tensor<?xf32>) -> tensor<?xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %0 : tensor<?xf32>
}
func.func @sizes(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.rearrange "(a b) -> (a b)" %x sizes {b = 2} : (tensor<?xf32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}
// An extent of 1 does not stretch in a layer.
func.func @linear(%x: tensor<2x4xf32>, %w: tensor<?x4xf32>, %b: tensor<1xf32>) -> tensor<2x?xf32> {
  %0 = nn.linear %x, %w bias %b : (tensor<2x4xf32>, tensor<?x4xf32>, tensor<1xf32>) -> tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}
func.func @norm(%x: tensor<2x?xf32>, %s: tensor<1xf32>) -> tensor<2x?xf32> {
  %0 = nn.layer_norm %x axes [1] scale %s shift %s epsilon 1.0e-05 : (tensor<2x?xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}
func.func @batch(%x: tensor<2x?xf32>, %s: tensor<1xf32>) -> tensor<2x?xf32> {
  %0 = nn.batch_norm %x, %s, %s, %s, %s epsilon 1.0e-05 : (tensor<2x?xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>, tensor<1xf32>) -> tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}
func.func @meet(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<f32> {
  %0 = nn.einsum "i, i ->" %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
