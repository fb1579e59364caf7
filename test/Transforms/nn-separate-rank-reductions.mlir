// RUN: nn-opt %s --nn-separate-rank-reductions | FileCheck %s
// What upstream's folders do with it otherwise (LLVM 22): they take the other
// axis of extent 1 for the one that is dropped.
// RUN: not nn-opt %s --canonicalize 2>&1 | FileCheck %s --check-prefix=UPSTREAM
// RUN: nn-opt %s --nn-separate-rank-reductions --canonicalize -o /dev/null
// UPSTREAM: error: slice along dimension 2 runs out-of-bounds: 5 >= 1

// CHECK-LABEL: func @left
// CHECK: %[[full:.*]] = tensor.extract_slice %{{.*}}[0, 0, %{{.*}}] [1, 6, 1] [1, 1, 1] : tensor<1x6x1xf32> to tensor<1x6x1xf32>
// CHECK: tensor.collapse_shape %[[full]] {{\[\[}}0], [1, 2]] : tensor<1x6x1xf32> into tensor<1x6xf32>
func.func @left(%x: tensor<1x6x1xf32>) -> tensor<1x6xf32> {
  %c0 = arith.constant 0 : index
  %y = tensor.extract_slice %x[0, 0, %c0] [1, 6, 1] [1, 1, 1] : tensor<1x6x1xf32> to tensor<1x6xf32>
  return %y : tensor<1x6xf32>
}

// An extent may turn out to be 1.
// CHECK-LABEL: func @dynamic
// CHECK: %[[full:.*]] = tensor.expand_shape %{{.*}} {{\[\[}}0], [1, 2]] output_shape [%{{.*}}, 6, 1] : tensor<?x6xf32> into tensor<?x6x1xf32>
// CHECK: tensor.insert_slice %[[full]] into %{{.*}} : tensor<?x6x1xf32> into tensor<?x6x4xf32>
func.func @dynamic(%x: tensor<?x6xf32>, %y: tensor<?x6x4xf32>, %n: index, %i: index) -> tensor<?x6x4xf32> {
  %z = tensor.insert_slice %x into %y[0, 0, %i] [%n, 6, 1] [1, 1, 1] : tensor<?x6xf32> into tensor<?x6x4xf32>
  return %z : tensor<?x6x4xf32>
}

// A step makes strides that the source does not have.
// CHECK-LABEL: func @step
// CHECK: tensor.extract_slice %{{.*}} : tensor<5x3x2xf32> to tensor<5x1x1xf32>
// CHECK: tensor.collapse_shape
func.func @step(%x: tensor<5x3x2xf32>) -> tensor<5x1xf32> {
  %y = tensor.extract_slice %x[0, 0, 1] [5, 1, 1] [1, 2, 1] : tensor<5x3x2xf32> to tensor<5x1xf32>
  return %y : tensor<5x1xf32>
}

// CHECK-LABEL: func @step_elsewhere
// CHECK: tensor.extract_slice %{{.*}} : tensor<4x1x1x3xf32> to tensor<2x1x1x1xf32>
// CHECK: tensor.collapse_shape
func.func @step_elsewhere(%x: tensor<4x1x1x3xf32>) -> tensor<2x1x1xf32> {
  %y = tensor.extract_slice %x[0, 0, 0, 2] [2, 1, 1, 1] [3, 1, 1, 1] : tensor<4x1x1x3xf32> to tensor<2x1x1xf32>
  return %y : tensor<2x1x1xf32>
}

// Names of axes are those of the whole.
// CHECK-LABEL: func @named
// CHECK: %[[full:.*]] = tensor.expand_shape %{{.*}} : tensor<1x6xf32, #nn.axes<a, b>> into tensor<1x6x1xf32, #nn.axes<a, b, c>>
// CHECK: tensor.insert_slice %[[full]]
func.func @named(%x: tensor<1x6xf32, #nn.axes<a, b>>, %y: tensor<1x6x4xf32, #nn.axes<a, b, c>>) -> tensor<1x6x4xf32, #nn.axes<a, b, c>> {
  %z = tensor.insert_slice %x into %y[0, 0, 2] [1, 6, 1] [1, 1, 1] : tensor<1x6xf32, #nn.axes<a, b>> into tensor<1x6x4xf32, #nn.axes<a, b, c>>
  return %z : tensor<1x6x4xf32, #nn.axes<a, b, c>>
}

// All axes go.
// CHECK-LABEL: func @scalar
// CHECK-NOT: collapse_shape
// CHECK: return
func.func @scalar(%x: tensor<5x3xf32>) -> tensor<f32> {
  %y = tensor.extract_slice %x[4, 2] [1, 1] [1, 2] : tensor<5x3xf32> to tensor<f32>
  return %y : tensor<f32>
}

// Nothing stands to the left; the leftmost axis is what everyone takes.
// CHECK-LABEL: func @first
// CHECK-NOT: shape
// CHECK: return
func.func @first(%x: tensor<?x?x4xf32>, %y: tensor<?x4xf32>, %i: index, %n: index) -> tensor<?x?x4xf32> {
  %part = tensor.extract_slice %x[%i, 0, 0] [1, %n, 4] [1, 1, 1] : tensor<?x?x4xf32> to tensor<?x4xf32>
  %z = tensor.insert_slice %part into %x[%i, 0, 0] [1, %n, 4] [1, 1, 1] : tensor<?x4xf32> into tensor<?x?x4xf32>
  return %z : tensor<?x?x4xf32>
}

// No other axis has extent 1.
// CHECK-LABEL: func @others
// CHECK-NOT: shape
// CHECK: return
func.func @others(%x: tensor<2x6x3xf32>, %i: index) -> tensor<2x6xf32> {
  %y = tensor.extract_slice %x[0, 0, %i] [2, 6, 1] [1, 1, 1] : tensor<2x6x3xf32> to tensor<2x6xf32>
  return %y : tensor<2x6xf32>
}
