// The forms of nn.random: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @random(
func.func @random(%s: tensor<i64>, %x: tensor<?x4xi1, #nn.axes<batch, _>>) {
  // GENERIC: "nn.random"(%{{.*}}, %{{.*}}) <{kind = #nn<random_kind uniform>, stream = 3 : i64}> : (tensor<i64>, tensor<?x4xi1, #nn.axes<batch, _>>) -> tensor<?x4xf16, #nn.axes<batch, _>>
  // CHECK: nn.random uniform %{{.*}} stream 3 like %{{.*}} : tensor<i64>, tensor<?x4xi1, #nn.axes<batch, _>> -> tensor<?x4xf16, #nn.axes<batch, _>>
  %0 = nn.random uniform %s stream 3 like %x : tensor<i64>, tensor<?x4xi1, #nn.axes<batch, _>> -> tensor<?x4xf16, #nn.axes<batch, _>>
  // CHECK: nn.random normal %{{.*}} : tensor<i64> -> tensor<2x2xf64>
  %1 = nn.random normal %s : tensor<i64> -> tensor<2x2xf64>
  // CHECK: nn.random bits %{{.*}} stream -1 : tensor<i64> -> tensor<i1>
  %2 = nn.random bits %s stream -1 : tensor<i64> -> tensor<i1>
  // CHECK: nn.random bits %{{.*}} like %{{.*}} {note} : tensor<i64>, tensor<?x4xi1, #nn.axes<batch, _>> -> tensor<?x4xi8>
  %3 = nn.random bits %s like %x {note} : tensor<i64>, tensor<?x4xi1, #nn.axes<batch, _>> -> tensor<?x4xi8>
  // The stream 0 is what is meant without one.
  // CHECK: nn.random normal %{{.*}} : tensor<i64> -> tensor<0xbf16>
  %4 = nn.random normal %s stream 0 : tensor<i64> -> tensor<0xbf16>
  return
}
