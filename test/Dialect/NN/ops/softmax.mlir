// The forms of nn.softmax: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @softmax(
func.func @softmax(%x: tensor<?x3xf32, #nn.axes<batch, class>>, %y: tensor<0xf16>) {
  // GENERIC: "nn.softmax"(%{{.*}}) <{axis = 1 : i64}> : (tensor<?x3xf32, #nn.axes<batch, class>>) -> tensor<?x3xf32, #nn.axes<batch, class>>
  // CHECK: nn.softmax %{{.*}} axis 1 : tensor<?x3xf32, #nn.axes<batch, class>>
  %0 = nn.softmax %x axis 1 : tensor<?x3xf32, #nn.axes<batch, class>>
  // CHECK: nn.softmax %{{.*}} axis 0 {note} : tensor<0xf16>
  %1 = nn.softmax %y axis 0 {note} : tensor<0xf16>
  return
}
