// RUN: nn-opt %s --nn-make-entries | FileCheck %s

nn.param @w : tensor<3x4xf32> = dense<0.5>
nn.param @v : tensor<3xf32> = dense<0.25>
nn.param @unused : tensor<2xf32> = dense<0.5>

// Buffers in: inputs, the parameters that are used in the order of their
// declaration, outputs; run-time extents of the outputs out. The signature
// keeps names, axes and order.
// CHECK-LABEL: func.func @net.kernel(
// CHECK-SAME: %[[X:.*]]: memref<?x4xf32>, %[[W:.*]]: memref<3x4xf32>,
// CHECK-SAME: %[[V:.*]]: memref<3xf32>, %[[Y:.*]]: memref<?x3xf32>) -> index
// CHECK-SAME: inputs = {{\[\[}}"x", tensor<?x4xf32, #nn.axes<batch, feature>>]]
// CHECK-SAME: name = "net"
// CHECK-SAME: outputs = {{\[\[}}"y", tensor<?x3xf32>]]
// CHECK-SAME: params = [@w, @v]
// CHECK: bufferization.to_tensor %[[X]] restrict
// CHECK: %[[RESULT:.*]] = nn.linear
// CHECK: %[[EXTENT:.*]] = tensor.dim %[[RESULT]]
// CHECK: bufferization.materialize_in_destination %[[RESULT]] in restrict writable %[[Y]]
// CHECK: return %[[EXTENT]] : index
func.func @net(%x: tensor<?x4xf32, #nn.axes<batch, feature>> {nn.name = "x"})
    -> (tensor<?x3xf32> {nn.name = "y"}) {
  %v = nn.param_ref @v : tensor<3xf32>
  %w = nn.param_ref @w : tensor<3x4xf32>
  %y = nn.linear %x, %w bias %v
      : (tensor<?x4xf32, #nn.axes<batch, feature>>, tensor<3x4xf32>, tensor<3xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// Static results have no extents to return; unnamed tensors get names.
// CHECK-LABEL: func.func @static.kernel(
// CHECK-SAME: memref<2xf32>, %{{.*}}: memref<2xf32>)
// CHECK-NOT: -> index
// CHECK-SAME: "input0", tensor<2xf32>
// CHECK-SAME: "output0", tensor<2xf32>
// CHECK: return{{$}}
func.func @static(%x: tensor<2xf32>) -> tensor<2xf32> {
  %y = arith.addf %x, %x : tensor<2xf32>
  return %y : tensor<2xf32>
}

// A private function is no entry.
// CHECK-LABEL: func.func private @helper(%{{.*}}: tensor<2xf32>) -> tensor<2xf32>
func.func private @helper(%x: tensor<2xf32>) -> tensor<2xf32> {
  return %x : tensor<2xf32>
}
