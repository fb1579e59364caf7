// Code that AddressSanitizer checks: every access, with bytes between temporaries
// that nobody may touch.
// RUN: nn-translate %s --sanitize=address --emit=llvm-ir -o - | FileCheck %s
// RUN: nn-translate %s --emit=llvm-ir -o - | FileCheck %s --check-prefix=PLAIN --implicit-check-not=asan
// CHECK-DAG: call void @__asan_poison_memory_region(
// CHECK-DAG: call void @__asan_unpoison_memory_region(
// CHECK-DAG: call void @__asan_report_{{store|load}}
// CHECK-DAG: attributes #{{.*}} = { {{.*}}sanitize_address
// PLAIN: define

// The program brings its runtime library.
// REQUIRES: clang
// RUN: rm -rf %t && mkdir -p %t && cd %t
// RUN: %python -c "import numpy; numpy.save('x.npy', numpy.arange(35, dtype='f4').reshape(5, 7))"
// RUN: for level in 0 3; do nn-translate %s -O$level --sanitize=address -o net && env ASAN_OPTIONS=detect_leaks=0 ./net x.npy -o y.npy || exit 1; done
// RUN: nn-run %s x.npy --expected y.npy
// RUN: %python %S/Inputs/expect.py 2 "for the --sanitize option: Cannot find option named 'thread'" out.o nn-translate %s --sanitize=thread -o out.o
// RUN: %python %S/Inputs/expect.py 2 "'--memory-report' tells of code without" out.o nn-translate %s --sanitize=address --memory-report=m.txt -o out.o
// RUN: %python %S/Inputs/expect.py 2 "checks code for one processor" out.o nn-translate %s --sanitize=address --cpu-levels=x86-64,x86-64-v3 -o out.o
module @net {
  func.func @f(%x: tensor<?x7xf32, #nn.axes<batch, c>>) -> tensor<?x7xf32, #nn.axes<batch, c>> {
    %y = nn.softmax %x axis 1 : tensor<?x7xf32, #nn.axes<batch, c>>
    %z = nn.softmax %y axis 0 : tensor<?x7xf32, #nn.axes<batch, c>>
    return %z : tensor<?x7xf32, #nn.axes<batch, c>>
  }
}
