// The forms of nn.select: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @select(
func.func @select(%k: tensor<?xi64, #nn.axes<key>>, %q: tensor<4xi64, #nn.axes<query>>, %x: tensor<3xf16>, %p: tensor<0xi1>) {
  // GENERIC: "nn.select"(%{{.*}}, %{{.*}}) <{predicate = #nn<select_predicate lt>}> : (tensor<?xi64, #nn.axes<key>>, tensor<4xi64, #nn.axes<query>>) -> tensor<4x?xi1, #nn.axes<query, key>>
  // CHECK: nn.select lt %{{.*}}, %{{.*}} : (tensor<?xi64, #nn.axes<key>>, tensor<4xi64, #nn.axes<query>>) -> tensor<4x?xi1, #nn.axes<query, key>>
  %0 = nn.select lt %k, %q : (tensor<?xi64, #nn.axes<key>>, tensor<4xi64, #nn.axes<query>>) -> tensor<4x?xi1, #nn.axes<query, key>>
  // CHECK: nn.select eq %{{.*}}, %{{.*}} {note} : (tensor<3xf16>, tensor<3xf16>) -> tensor<3x3xi1>
  %1 = nn.select eq %x, %x {note} : (tensor<3xf16>, tensor<3xf16>) -> tensor<3x3xi1>
  // CHECK: nn.select ne
  // CHECK: nn.select le
  // CHECK: nn.select gt
  // CHECK: nn.select ge
  %2 = nn.select ne %p, %p : (tensor<0xi1>, tensor<0xi1>) -> tensor<0x0xi1>
  %3 = nn.select le %p, %p : (tensor<0xi1>, tensor<0xi1>) -> tensor<0x0xi1>
  %4 = nn.select gt %p, %p : (tensor<0xi1>, tensor<0xi1>) -> tensor<0x0xi1>
  %5 = nn.select ge %p, %p : (tensor<0xi1>, tensor<0xi1>) -> tensor<0x0xi1>
  return
}
