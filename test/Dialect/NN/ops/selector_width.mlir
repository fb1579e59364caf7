// The forms of nn.selector_width: what is written is what is printed, and both
// forms read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @selector_width(
func.func @selector_width(%s: tensor<?x4xi1, #nn.axes<query, key>>) {
  // GENERIC: "nn.selector_width"(%{{.*}}) {note} : (tensor<?x4xi1, #nn.axes<query, key>>) -> tensor<?xi64, #nn.axes<query>>
  // CHECK: nn.selector_width %{{.*}} {note} : (tensor<?x4xi1, #nn.axes<query, key>>) -> tensor<?xi64, #nn.axes<query>>
  %0 = nn.selector_width %s {note} : (tensor<?x4xi1, #nn.axes<query, key>>) -> tensor<?xi64, #nn.axes<query>>
  return
}
