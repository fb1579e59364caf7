// Products of matrices on a processor that has registers for them, by one thread and by two, with rows that fill no
// matrix; the level that has them is chosen, and asks for them.
// REQUIRES: amx
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python %S/compare.py %s bytes x=i8:40x200 w=i8:48x200 --rtol 0 --atol 0 --levels 23 --low -128 --high 127
// RUN: %python %S/compare.py %s halves x=bf16:70x128 --levels 23 --rtol 1e-2 --atol 1e-2
// RUN: %python %S/compare.py %s halves x=bf16:15x128 --levels 23 --rtol 1e-2 --atol 1e-2
// RUN: %python %S/compare.py %s halves x=bf16:0x128 --levels 23 --rtol 1e-2 --atol 1e-2

// RUN: %python -c "import numpy as np; np.save('%t/x.npy', np.random.default_rng(1).integers(-128, 128, (40, 200)).astype(np.int8)); np.save('%t/w.npy', np.random.default_rng(2).integers(-128, 128, (48, 200)).astype(np.int8))"
// RUN: nn-run --reference %s --entry bytes %t/x.npy %t/w.npy -o %t/y.npy
// RUN: nn-translate %s --entry-points=bytes --cpu-levels=x86-64,x86-64-v4,sapphirerapids --part-cycles=100 -o %t/m
// RUN: %t/m --version | FileCheck %s --check-prefix=LEVEL
// LEVEL: here runs the code for sapphirerapids
// RUN: %t/m %t/x.npy %t/w.npy --expected %t/y.npy
// RUN: %t/m %t/x.npy %t/w.npy --expected %t/y.npy --threads 2
// RUN: %t/m %t/x.npy %t/w.npy --expected %t/y.npy --cpu-level=x86-64-v4

// Where the system does not lend the registers, the level below is chosen, code for one processor is refused, and
// 'native' has no matrices.
// RUN: %cc %S/Inputs/refuse_matrices.c -o %t/refuse
// RUN: %t/refuse %t/m --version | FileCheck %s --check-prefix=BELOW
// BELOW: needs {{.*}}amx-permission
// BELOW: here runs the code for x86-64-v4
// RUN: %t/refuse %t/m %t/x.npy %t/w.npy --expected %t/y.npy
// RUN: not %t/refuse %t/m %t/x.npy %t/w.npy --cpu-level=sapphirerapids 2>&1 | FileCheck %s --check-prefix=LACKS
// RUN: nn-translate %s --entry-points=bytes -mcpu=sapphirerapids -o %t/one
// RUN: not %t/refuse %t/one %t/x.npy %t/w.npy 2>&1 | FileCheck %s --check-prefix=LACKS
// LACKS: error: {{.*}}processor lacks
// RUN: %t/refuse nn-run %s --entry bytes %t/x.npy %t/w.npy --expected %t/y.npy

func.func @bytes(%x: tensor<40x200xi8>, %w: tensor<48x200xi8>) -> tensor<40x48xi32> {
  %a = arith.extsi %x : tensor<40x200xi8> to tensor<40x200xi32>
  %b = arith.extsi %w : tensor<48x200xi8> to tensor<48x200xi32>
  %y = nn.einsum "i k, j k -> i j" %a, %b : (tensor<40x200xi32>, tensor<48x200xi32>) -> tensor<40x48xi32>
  return %y : tensor<40x48xi32>
}

nn.param @w : tensor<96x128xbf16> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 1.0>
func.func @halves(%x: tensor<?x128xbf16>) -> tensor<?x96xbf16> {
  %w = nn.param_ref @w : tensor<96x128xbf16>
  %y = nn.linear %x, %w : (tensor<?x128xbf16>, tensor<96x128xbf16>) -> tensor<?x96xbf16>
  return %y : tensor<?x96xbf16>
}
