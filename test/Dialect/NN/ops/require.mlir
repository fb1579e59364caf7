// The forms of nn.require: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @require(
func.func @require(%x: tensor<?xi64, #nn.axes<time>>, %ok: tensor<?xi1>, %one: tensor<i1>) {
  // GENERIC: "nn.require"(%{{.*}}, %{{.*}}) <{message = "a \22word\22"}> : (tensor<?xi64, #nn.axes<time>>, tensor<?xi1>) -> tensor<?xi64, #nn.axes<time>>
  // CHECK: nn.require %{{.*}}, %{{.*}}, "a \22word\22" : (tensor<?xi64, #nn.axes<time>>, tensor<?xi1>) -> tensor<?xi64, #nn.axes<time>>
  %0 = nn.require %x, %ok, "a \22word\22" : (tensor<?xi64, #nn.axes<time>>, tensor<?xi1>) -> tensor<?xi64, #nn.axes<time>>
  // CHECK: nn.require %{{.*}}, %{{.*}}, "" {note} : (tensor<?xi64, #nn.axes<time>>, tensor<i1>) -> tensor<?xi64, #nn.axes<time>>
  %1 = nn.require %x, %one, "" {note} : (tensor<?xi64, #nn.axes<time>>, tensor<i1>) -> tensor<?xi64, #nn.axes<time>>
  return
}
