// Names end in the regions and types of control flow; signatures keep them.
// RUN: nn-opt %s --nn-make-entries --nn-strip-axes | FileCheck %s

!x = tensor<?x4xf32, #nn.axes<time, feature>>

// CHECK-LABEL: func.func @f.kernel
// CHECK-SAME: inputs = {{\[\[}}"input0", tensor<?x4xf32, #nn.axes<time, feature>>]]
// CHECK: bufferization.to_tensor
// CHECK-NOT: #nn.axes
// CHECK: nn.scan init(%{{.*}} : tensor<4xf32>) over(%{{.*}} : tensor<?x4xf32>)
// CHECK-SAME: -> tensor<4xf32>, tensor<?x4xf32>
// CHECK-NEXT: ^bb0(%{{.*}}: tensor<4xf32>, %{{.*}}: tensor<4xf32>):
// CHECK-NEXT: arith.addf %{{.*}} : tensor<4xf32>
// CHECK-NEXT: nn.yield %{{.*}} : tensor<4xf32>, tensor<4xf32>
// CHECK-NOT: #nn.axes
func.func @f(%x: !x) -> tensor<?x4xf32, #nn.axes<time, feature>> {
  %zero = arith.constant dense<0.0> : tensor<4xf32, #nn.axes<feature>>
  %l, %y = nn.scan init(%zero : tensor<4xf32, #nn.axes<feature>>) over(%x : !x) -> tensor<4xf32, #nn.axes<feature>>, !x {
  ^bb0(%s: tensor<4xf32, #nn.axes<feature>>, %v: tensor<4xf32, #nn.axes<feature>>):
    %n = arith.addf %s, %v : tensor<4xf32, #nn.axes<feature>>
    nn.yield %n, %n : tensor<4xf32, #nn.axes<feature>>, tensor<4xf32, #nn.axes<feature>>
  }
  return %y : !x
}
