// Outputs are compared: exit 1 and the worst element if one differs, no output
// file then.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; [np.save(f'%t/{name}.npy', np.array(values)) for name, values in dict(x=np.float32([[1, -2], [4, np.nan]]), same=np.float32([[1, -2], [4, np.nan]]), off=np.float32([[1, -2.5], [5, np.nan]]), number=np.float32([[1, -2], [4, 0]]), long=np.float32([1, -2]), wide=np.float64([[1, -2], [4, np.nan]]), whole=np.int32([[1, -2], [4, 0]]), i=np.int32([7, -1]), j=np.int32([7, 0])).items()]"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// DEFINE: %{float} = nn-run %s %t/x.npy --entry floats
// RUN: %{float} --expected %t/same.npy | FileCheck %s --check-prefix=SAME
// SAME: y: matches {{.*}}same.npy, max abs error 0, max rel error 0
// RUN: %{float} --expected=y=%t/same.npy -o %t/out.npy && cmp %t/out.npy %t/x.npy
// RUN: %{expect} 1 "output 'y': 2 of 4 elements differ from .*off.npy; max abs error 1 at \[1, 0\] \(got 4, expected 5\), max rel error 0.2 at " %t/bad %{float} --expected %t/off.npy -o %t/bad.npy
// A NaN equals a NaN alone.
// RUN: %{expect} 1 "1 of 4 elements differ.*at \[1, 1\]" - %{float} --expected %t/number.npy
// RUN: %{expect} 1 "1 of 4 elements differ" - %{float} --expected %t/number.npy --rtol 100 --atol 100

// Shapes have to be those of the output, and floats stand for floats: f64 is a good
// reference for f32.
// RUN: %{float} --expected %t/wide.npy
// RUN: %{expect} 1 "output 'y': the model gives f32 \[2, 2\], but .*long.npy has f32 \[2\]" - %{float} --expected %t/long.npy
// RUN: %{expect} 1 "output 'y': the model gives f32 \[2, 2\], but .*whole.npy has i32 \[2, 2\]" - %{float} --expected %t/whole.npy

// Integers are equal, unless a tolerance is given.
// RUN: nn-run %s %t/i.npy --entry integers --expected %t/i.npy
// RUN: %{expect} 1 "1 of 2 elements differ.*max abs error 1 at \[1\] \(got -1, expected 0\)" - nn-run %s %t/i.npy --entry integers --expected %t/j.npy
// RUN: nn-run %s %t/i.npy --entry integers --expected %t/j.npy --atol 1

// RUN: %{expect} 1 "none.npy" - %{float} --expected %t/none.npy
// RUN: %{expect} 2 "no output to compare is left for" - %{float} --expected %t/same.npy --expected %t/same.npy
func.func @floats(%x: tensor<2x2xf32>) -> (tensor<2x2xf32> {nn.name = "y"}) {
  return %x : tensor<2x2xf32>
}
func.func @integers(%x: tensor<2xi32>) -> tensor<2xi32> {
  return %x : tensor<2xi32>
}
