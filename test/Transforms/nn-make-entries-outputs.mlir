// Outputs follow inputs; the run-time extents of all are returned, one after the
// other.
// RUN: nn-opt %s --nn-make-entries | FileCheck %s

// CHECK-LABEL: func.func @several.kernel(
// CHECK-SAME: %[[X:.*]]: memref<?xf32>, %[[Y:.*]]: memref<f16>, %[[P:.*]]: memref<f16>, %[[Q:.*]]: memref<?x?xi1>, %[[R:.*]]: memref<?xf32>) -> (index, index, index)
// CHECK-DAG: %[[A:.*]] = bufferization.to_tensor %[[X]] restrict
// CHECK-DAG: %[[B:.*]] = bufferization.to_tensor %[[Y]] restrict
// CHECK: bufferization.materialize_in_destination %[[B]] in restrict writable %[[P]]
// CHECK: %[[D0:.*]] = tensor.dim %[[C:.*]], %c0
// CHECK: %[[D1:.*]] = tensor.dim %[[C]], %c1
// CHECK: bufferization.materialize_in_destination %[[C]] in restrict writable %[[Q]]
// CHECK: %[[D2:.*]] = tensor.dim %[[A]]
// CHECK: bufferization.materialize_in_destination %[[A]] in restrict writable %[[R]]
// CHECK: return %[[D0]], %[[D1]], %[[D2]] : index, index, index
func.func @several(%x: tensor<?xf32>, %y: tensor<f16>) -> (tensor<f16>, tensor<?x?xi1>, tensor<?xf32>) {
  %c = arith.constant dense<true> : tensor<2x3xi1>
  %d = tensor.cast %c : tensor<2x3xi1> to tensor<?x?xi1>
  return %y, %d, %x : tensor<f16>, tensor<?x?xi1>, tensor<?xf32>
}

// One that does nothing, and one that is only declared.
// CHECK-LABEL: func.func @nothing.kernel() attributes {nn.signature
// CHECK: func.func private @declared(tensor<2xf32>)
func.func @nothing() {
  return
}
func.func private @declared(tensor<2xf32>)
