// Files for inputs, by order and by name; names of extents are those of one call.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python -c "import numpy as np; [np.save(f'%t/{name}.npy', np.array(values, 'i4')) for name, values in dict(a=[1, 2, 3], b=[10, 20, 30], two=[1, 2], m=[[1, 2, 3]]).items()]; np.save('%t/f.npy', np.float32([1, 2, 3]))"
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-run %s %t/a.npy %t/b.npy | FileCheck %s --check-prefix=ORDER
// RUN: nn-run %s --input=right=%t/b.npy %t/a.npy | FileCheck %s --check-prefix=ORDER
// RUN: nn-run %s --input=left=%t/a.npy --input right=%t/b.npy | FileCheck %s --check-prefix=ORDER
// RUN: nn-run %s --input=right=%t/a.npy %t/b.npy | FileCheck %s --check-prefix=SWAPPED
// ORDER: -9 -18 -27
// SWAPPED: 9 18 27

// Wrong usage.
// RUN: %{expect} 2 "no file for input 'right'; expected a .npy of i32 \[n\]" - nn-run %s %t/a.npy
// RUN: %{expect} 2 "no file for input 'left'" - nn-run %s --input=right=%t/b.npy
// RUN: %{expect} 2 "no input is left for '.*/b.npy'; entry 'subtract' has 2" - nn-run %s %t/a.npy %t/b.npy %t/b.npy
// RUN: %{expect} 2 "'--input=middle=.*' does not name an input; expected NAME=FILE.npy with a NAME of: left, right" - nn-run %s --input=middle=%t/a.npy
// RUN: %{expect} 2 "input 'left' is given twice: .*a.npy and .*a.npy" - nn-run %s --input=left=%t/a.npy --input=left=%t/a.npy %t/b.npy

// Files that do not fit: type, rank, extents.
// RUN: %{expect} 1 "input 'left': expected i32 \[n\], got f32 \[3\] in .*f.npy; convert it in NumPy with a.astype\('int32'\)" - nn-run %s %t/f.npy %t/b.npy
// RUN: %{expect} 1 "input 'right': expected i32 \[n.*\], got i32 \[1, 3\] in .*m.npy" - nn-run %s %t/a.npy %t/m.npy
// RUN: %{expect} 1 "input 'right': extent 'n' is 2 in .*two.npy, but 3 in .*a.npy for input 'left'" - nn-run %s %t/a.npy %t/two.npy
// RUN: %{expect} 1 "none.npy: No such file" - nn-run %s %t/none.npy %t/b.npy
// RUN: %{expect} 1 "Is a directory" - nn-run %s %t %t/b.npy
func.func @subtract(%l: tensor<?xi32, #nn.axes<n>> {nn.name = "left"}, %r: tensor<?xi32, #nn.axes<n>> {nn.name = "right"}) -> tensor<?xi32> {
  %d = nn.map %l, %r : (tensor<?xi32, #nn.axes<n>>, tensor<?xi32, #nn.axes<n>>) -> tensor<?xi32> {
  ^bb0(%a: i32, %b: i32):
    %c = arith.subi %a, %b : i32
    nn.yield %c : i32
  }
  return %d : tensor<?xi32>
}
