// The forms of nn.aggregate: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @aggregate(
func.func @aggregate(%s: tensor<4x?xi1, #nn.axes<query, key>>, %v: tensor<?x3xf32, #nn.axes<key, depth>>, %d: tensor<3xf32>, %i: tensor<?xi16>, %m: tensor<f64>) {
  // GENERIC: "nn.aggregate"(%{{.*}}, %{{.*}}, %{{.*}}) <{kind = #nn<aggregate_kind mean>}> : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?x3xf32, #nn.axes<key, depth>>, tensor<3xf32>) -> tensor<4x3xf32, #nn.axes<query, depth>>
  // CHECK: nn.aggregate mean %{{.*}}, %{{.*}} default %{{.*}} : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?x3xf32, #nn.axes<key, depth>>, tensor<3xf32>) -> tensor<4x3xf32, #nn.axes<query, depth>>
  %0 = nn.aggregate mean %s, %v default %d : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?x3xf32, #nn.axes<key, depth>>, tensor<3xf32>) -> tensor<4x3xf32, #nn.axes<query, depth>>
  // CHECK: nn.aggregate sum %{{.*}}, %{{.*}} {note} : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?xi16>) -> tensor<4xi16, #nn.axes<query>>
  %1 = nn.aggregate sum %s, %i {note} : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?xi16>) -> tensor<4xi16, #nn.axes<query>>
  // CHECK: nn.aggregate mean %{{.*}}, %{{.*}} default %{{.*}} : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?xi16>, tensor<f64>) -> tensor<4xf64>
  %2 = nn.aggregate mean %s, %i default %m : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?xi16>, tensor<f64>) -> tensor<4xf64>
  // CHECK: nn.aggregate max
  // CHECK: nn.aggregate min
  // CHECK: nn.aggregate first
  // CHECK: nn.aggregate last
  %3 = nn.aggregate max %s, %i : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?xi16>) -> tensor<4xi16>
  %4 = nn.aggregate min %s, %i : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?xi16>) -> tensor<4xi16>
  %5 = nn.aggregate first %s, %i : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?xi16>) -> tensor<4xi16>
  %6 = nn.aggregate last %s, %i : (tensor<4x?xi1, #nn.axes<query, key>>, tensor<?xi16>) -> tensor<4xi16>
  return
}
