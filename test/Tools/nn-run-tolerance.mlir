// |got - expected| <= atol + rtol * |expected|, with defaults for each type.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; [np.save(f'%t/{name}.npy', values) for name, values in dict(x=np.float32([100, 0]), x64=np.float64([100, 0]), h=np.float16([100, 0])).items()]"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// DEFINE: %{save} = %python -c "import sys, numpy as np; np.save('%t/y.npy', np.array(eval(sys.argv[2]), sys.argv[1]))"

// f32 and f64: 1e-5 and 1e-6. At 100 that is 0.001001, at 0 it is 1e-6.
// RUN: %{save} f4 '[100.001, 0.9e-6]' && nn-run %s --entry f32 %t/x.npy --expected %t/y.npy
// RUN: %{save} f4 '[100.0011, 0]' && %{expect} 1 "1 of 2 elements" - nn-run %s --entry f32 %t/x.npy --expected %t/y.npy
// RUN: %{save} f4 '[100, 1.1e-6]' && %{expect} 1 "1 of 2 elements" - nn-run %s --entry f32 %t/x.npy --expected %t/y.npy
// RUN: %{save} f8 '[100.001, -0.99e-6]' && nn-run %s --entry f64 %t/x64.npy --expected %t/y.npy
// RUN: %{save} f8 '[100.0011, 0]' && %{expect} 1 "1 of 2 elements" - nn-run %s --entry f64 %t/x64.npy --expected %t/y.npy
// f16: 2e-3 and 1e-3. At 100 that is 0.201, where f16 has steps of 1/16.
// RUN: %{save} f2 '[100.1875, 0.0009]' && nn-run %s --entry f16 %t/h.npy --expected %t/y.npy
// RUN: %{save} f2 '[100.25, 0.0011]' && %{expect} 1 "2 of 2 elements" - nn-run %s --entry f16 %t/h.npy --expected %t/y.npy

// Given numbers, in both ways to write an option.
// RUN: %{save} f4 '[101, 0.5]' && nn-run %s --entry f32 %t/x.npy --expected %t/y.npy --rtol=0.01 --atol 0.5
// RUN: %{save} f4 '[101, 0.5]' && %{expect} 1 "1 of 2 elements" - nn-run %s --entry f32 %t/x.npy --expected %t/y.npy --rtol=0 --atol 0.5
// RUN: %{save} f4 '[100, 0]' && nn-run %s --entry f32 %t/x.npy --expected %t/y.npy --rtol=0 --atol=0
// RUN: for value in -1 nan inf x; do %{expect} 2 "option '--rtol' expects a finite number that is not negative, got '$value'" - nn-run %s --entry f32 %t/x.npy --expected %t/y.npy "--rtol=$value" || exit 1; done
// RUN: %{expect} 2 "option '--rtol' got an empty value" - nn-run %s --entry f32 %t/x.npy --expected %t/y.npy --rtol=
// RUN: %{expect} 2 "option '--atol' expects a finite number that is not negative, got '-1e-3'" - nn-run %s --entry f32 %t/x.npy --expected %t/y.npy --atol=-1e-3
func.func @f32(%x: tensor<2xf32>) -> tensor<2xf32> { return %x : tensor<2xf32> }
func.func @f64(%x: tensor<2xf64>) -> tensor<2xf64> { return %x : tensor<2xf64> }
func.func @f16(%x: tensor<2xf16>) -> tensor<2xf16> { return %x : tensor<2xf16> }
