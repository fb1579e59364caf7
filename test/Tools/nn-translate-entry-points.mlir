// Functions that are offered, and the name of the model in C.
// RUN: rm -rf %t && mkdir -p %t && cd %t
// DEFINE: %{expect} = %python %S/Inputs/expect.py
// DEFINE: %{symbols} = llvm-nm --defined-only --extern-only --format=just-symbols
// RUN: nn-translate %s -o all.o && %{symbols} all.o | FileCheck %s --check-prefix=ALL
// ALL-DAG: {{^}}net_first{{$}}
// ALL-DAG: {{^}}net_second{{$}}
// ALL-DAG: {{^}}net_info{{$}}
// RUN: nn-translate %s --entry-points=second -o one.o && %{symbols} one.o | FileCheck %s --check-prefix=ONE --implicit-check-not=first
// ONE: net_second
// RUN: nn-translate %s --entry-points=second,first -o two.o && %{symbols} two.o | FileCheck %s --check-prefix=ALL
// RUN: nn-translate %s --symbol-prefix=other -o other.o && %{symbols} other.o | FileCheck %s --check-prefix=OTHER --implicit-check-not=net_
// OTHER-DAG: {{^}}other_first{{$}}
// OTHER-DAG: {{^}}other_info{{$}}

// A module without a name has that of its output; libm.a is the model m.
// RUN: sed 's/module @net/module/' %s > unnamed.mlir
// RUN: nn-translate unnamed.mlir -o libstem.a && %{symbols} libstem.a | FileCheck %s --check-prefix=STEM
// STEM: {{^}}stem_first{{$}}
// RUN: ls stem.h stem.json && grep -q stem_first stem.h

// RUN: %{expect} 1 "expected '--entry-points' to name public functions, got 'hidden'" out.o nn-translate %s --entry-points=first,hidden -o out.o
// RUN: %{expect} 1 "got 'declared'" out.o nn-translate %s --entry-points=declared -o out.o
// RUN: %{expect} 1 "got 'none'" out.o nn-translate %s --entry-points=none -o out.o
// RUN: for name in 1a a-b 'a b' a.b; do %{expect} 2 "expected '--symbol-prefix' to be a C identifier, got '$name'" out.o nn-translate %s "--symbol-prefix=$name" -o out.o || exit 1; done
module @net {
  func.func private @declared(tensor<2xf32>) -> tensor<2xf32>
  func.func private @hidden(%x: tensor<2xf32>) -> tensor<2xf32> {
    return %x : tensor<2xf32>
  }
  func.func @first(%x: tensor<2xf32>) -> tensor<2xf32> {
    return %x : tensor<2xf32>
  }
  func.func @second(%x: tensor<2xf32>) -> tensor<2xf32> {
    %y = func.call @hidden(%x) : (tensor<2xf32>) -> tensor<2xf32>
    return %y : tensor<2xf32>
  }
}
