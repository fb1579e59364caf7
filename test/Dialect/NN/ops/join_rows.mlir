// The forms of nn.join_rows: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @join_rows(
func.func @join_rows(%a: tensor<?x?xi32, #nn.axes<time, place>>, %b: tensor<?x2xi32>) {
  // GENERIC: "nn.join_rows"(%{{.*}}, %{{.*}}) : (tensor<?x?xi32, #nn.axes<time, place>>, tensor<?x2xi32>) -> tensor<?x?xi32, #nn.axes<time, place>>
  // CHECK: nn.join_rows %{{.*}}, %{{.*}} : (tensor<?x?xi32, #nn.axes<time, place>>, tensor<?x2xi32>) -> tensor<?x?xi32, #nn.axes<time, place>>
  %0 = nn.join_rows %a, %b : (tensor<?x?xi32, #nn.axes<time, place>>, tensor<?x2xi32>) -> tensor<?x?xi32, #nn.axes<time, place>>
  // CHECK: nn.join_rows %{{.*}} {note} : (tensor<?x2xi32>) -> tensor<?x2xi32>
  %1 = nn.join_rows %b {note} : (tensor<?x2xi32>) -> tensor<?x2xi32>
  return
}
