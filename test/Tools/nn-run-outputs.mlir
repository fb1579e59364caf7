// Files for outputs, by order and by name; without any, the first values are
// printed.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; np.save('%t/x.npy', np.arange(24, dtype='f4').reshape(12, 2) / 4)"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// DEFINE: %{same} = %python -c "import sys, numpy as np; np.testing.assert_array_equal(np.load(sys.argv[1]), eval(sys.argv[2], dict(x=np.load('%t/x.npy'))))"
// RUN: nn-run %s %t/x.npy -o %t/a.npy -o %t/b.npy | count 0
// RUN: %{same} %t/a.npy x+x && %{same} %t/b.npy 'x > 2'
// RUN: nn-run %s %t/x.npy --output=large=%t/c.npy --output %t/d.npy
// RUN: %{same} %t/c.npy 'x > 2' && %{same} %t/d.npy x+x
// RUN: nn-run %s %t/x.npy --output=large=%t/e.npy && %{same} %t/e.npy 'x > 2'

// What is printed is cut after eight rows and eight values.
// RUN: nn-run %s %t/x.npy | FileCheck %s
// CHECK: twice: f32 [12, 2]
// CHECK-NEXT: [0] 0 0.5
// CHECK-NEXT: [1] 1 1.5
// CHECK: [7] 7 7.5
// CHECK-NEXT: ...
// CHECK-NEXT: large: bool [12, 2]
// CHECK-NEXT: [0] false false

// RUN: %{expect} 2 "no output is left for '.*z.npy'; entry 'f' has 2" %t/z nn-run %s %t/x.npy -o %t/z.npy -o %t/z.npy -o %t/z.npy
// RUN: %{expect} 2 "'small=.*z.npy' does not name an output; there are: twice, large" %t/z nn-run %s %t/x.npy --output=small=%t/z.npy
// A file may have such a name.
// RUN: cd %t && nn-run %s x.npy --output ./small=z.npy && %{same} small=z.npy x+x
// RUN: %{expect} 1 "z.npy: cannot write" - nn-run %s %t/x.npy -o %t/none/z.npy
// An output that cannot be written keeps the others from appearing.
// RUN: %{expect} 1 "cannot write" %t/z nn-run %s %t/x.npy -o %t/z.npy -o %t/none/z.npy
func.func @f(%x: tensor<?x2xf32>) -> (tensor<?x2xf32> {nn.name = "twice"}, tensor<?x2xi1> {nn.name = "large"}) {
  %two = arith.constant dense<2.0> : tensor<2xf32>
  %y = arith.addf %x, %x : tensor<?x2xf32>
  %z = nn.map %x, %two : (tensor<?x2xf32>, tensor<2xf32>) -> tensor<?x2xi1> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.cmpf ogt, %a, %b : f32
    nn.yield %c : i1
  }
  return %y, %z : tensor<?x2xf32>, tensor<?x2xi1>
}
