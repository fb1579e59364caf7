// The forms of nn.log_softmax: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @log_softmax(
func.func @log_softmax(%x: tensor<?x3xf32, #nn.axes<batch, class>>, %y: tensor<5xbf16>) {
  // GENERIC: "nn.log_softmax"(%{{.*}}) <{axis = 0 : i64}> : (tensor<?x3xf32, #nn.axes<batch, class>>) -> tensor<?x3xf32, #nn.axes<batch, class>>
  // CHECK: nn.log_softmax %{{.*}} axis 0 : tensor<?x3xf32, #nn.axes<batch, class>>
  %0 = nn.log_softmax %x axis 0 : tensor<?x3xf32, #nn.axes<batch, class>>
  // CHECK: nn.log_softmax %{{.*}} axis 0 {note} : tensor<5xbf16>
  %1 = nn.log_softmax %y axis 0 {note} : tensor<5xbf16>
  return
}
