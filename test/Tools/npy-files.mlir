// Files that are no .npy files, or hold what is not supported: exit 1, or 3 where
// only the size is at fault, and what is wrong with them.
// RUN: rm -rf %t && mkdir -p %t && cd %t && %python %S/Inputs/npy_files.py
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// RUN: nn-run %s good.npy | FileCheck %s
// RUN: nn-run %s version2.npy | FileCheck %s
// RUN: nn-run %s version3.npy | FileCheck %s
// Columns first are read, too, and spaces and the order of keys do not matter.
// RUN: nn-run %s fortran.npy | FileCheck %s
// RUN: nn-run %s spaces.npy | FileCheck %s
// CHECK: [0] 1 2 3
// CHECK-NEXT: [1] 4 5 6

// RUN: while IFS='|' read -r name code message; do %{expect} $code "$name.npy: $message" - nn-run %s $name.npy || exit 1; done < messages.txt
func.func @f(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  return %x : tensor<2x3xf32>
}
