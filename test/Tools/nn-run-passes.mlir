// Passes run on the module before it is compiled or evaluated.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; [np.save(f'%t/{n}.npy', np.float32([n, -2 * n])) for n in (1, 2, 4)]"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-run %s %t/1.npy --expected %t/2.npy
// RUN: nn-run --passes=nn-map-elementwise,canonicalize %s %t/1.npy --expected %t/2.npy
// RUN: nn-run --load-pass-plugin=%test_passes --passes=nn-test-break{op=arith.addf} %s %t/1.npy --expected %t/4.npy
// RUN: nn-run --reference --load-pass-plugin=%test_passes --passes=nn-test-break{op=arith.addf} %s %t/1.npy --expected %t/4.npy
// RUN: %{expect} 2 "option '--passes': .*'nothing' does not refer to a registered pass" - nn-run --passes=nothing %s %t/1.npy
// RUN: %{expect} 2 "option '--passes': .*no such option" - nn-run --passes=nn-decompose{depth=1} %s %t/1.npy
// RUN: %{expect} 1 "cannot stand at stage 'buffers'" - nn-run --passes=nn-verify-stage{stage=buffers} %s %t/1.npy
// RUN: %{expect} 2 "Could not load library '.*none.so'" - nn-run --load-pass-plugin=%t/none.so %s %t/1.npy
func.func @f(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = arith.addf %x, %x : tensor<2xf32>
  return %y : tensor<2xf32>
}
