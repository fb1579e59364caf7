// The accuracy: the class is the greatest value along the last axis, the lowest
// index of equals, and a NaN is never the greatest.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; n = np.nan; np.save('%t/x.npy', np.float32([[1, 2, 0], [3, 3, 1], [n, 0, 1], [-2, n, -1]])); [np.save(f'%t/{name}.npy', np.array(values)) for name, values in dict(all=[1, 0, 2, 2], half=[1, 1, 1, 2], short=[1, 0], high=[1, 0, 3, 2], low=[1, 0, 2, -1], floats=[1., 0., 2., 2.]).items()]"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-run %s %t/x.npy --labels %t/all.npy | FileCheck %s --check-prefix=ALL
// ALL: accuracy: 1.0000 (4/4)
// RUN: nn-run %s %t/x.npy --labels=%t/half.npy | FileCheck %s --check-prefix=HALF
// HALF: accuracy: 0.5000 (2/4)
// RUN: nn-run --reference %s %t/x.npy --labels=%t/half.npy | FileCheck %s --check-prefix=HALF
// RUN: nn-run %s %t/x.npy --labels=%t/half.npy --json | %python -c "import json, sys; r = json.load(sys.stdin); assert (r['accuracy'], r['correct'], r['samples']) == (0.5, 2, 4), r"
// RUN: %{expect} 1 "labels: expected classes from 0 to 2, got 3 at 2 in .*high.npy" - nn-run %s %t/x.npy --labels %t/high.npy
// RUN: %{expect} 1 "labels: expected classes from 0 to 2, got -1 at 3 in .*low.npy" - nn-run %s %t/x.npy --labels %t/low.npy
// RUN: %{expect} 1 "labels: .*short.npy" - nn-run %s %t/x.npy --labels %t/short.npy
// RUN: %{expect} 1 "labels: .*floats.npy" - nn-run %s %t/x.npy --labels %t/floats.npy
func.func @classify(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  return %x : tensor<?x3xf32>
}
