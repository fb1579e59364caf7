// The forms of nn.intern: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @intern(
func.func @intern(%a: tensor<?x?xi32, #nn.axes<time, place>>, %b: tensor<4x2xi8>) {
  // GENERIC: "nn.intern"(%{{.*}}, %{{.*}}) : (tensor<?x?xi32, #nn.axes<time, place>>, tensor<4x2xi8>) -> (tensor<?xi64, #nn.axes<time>>, tensor<4xi64>)
  // CHECK: nn.intern %{{.*}}, %{{.*}} : (tensor<?x?xi32, #nn.axes<time, place>>, tensor<4x2xi8>) -> (tensor<?xi64, #nn.axes<time>>, tensor<4xi64>)
  %0:2 = nn.intern %a, %b : (tensor<?x?xi32, #nn.axes<time, place>>, tensor<4x2xi8>) -> (tensor<?xi64, #nn.axes<time>>, tensor<4xi64>)
  // CHECK: nn.intern %{{.*}} {note} : (tensor<4x2xi8>) -> tensor<4xi64>
  %1 = nn.intern %b {note} : (tensor<4x2xi8>) -> tensor<4xi64>
  return
}
