// Slices and parts of outputs without the axes of one element that reshapes drop
// and add.
// RUN: nn-opt %s --nn-join-slices | FileCheck %s

// CHECK-LABEL: func.func @slice
// CHECK: %[[SLICE:.*]] = tensor.extract_slice {{.*}} : tensor<5x6x8xf32> to tensor<6x8xf32>
// CHECK: return %[[SLICE]]
func.func @slice(%x: tensor<5x6x8xf32>, %i: index) -> tensor<6x8xf32> {
  %0 = tensor.extract_slice %x[%i, 0, 0] [1, 6, 8] [1, 1, 1] : tensor<5x6x8xf32> to tensor<1x6x8xf32>
  %1 = tensor.collapse_shape %0 [[0, 1], [2]] : tensor<1x6x8xf32> into tensor<6x8xf32>
  return %1 : tensor<6x8xf32>
}

// CHECK-LABEL: func.func @insert
// CHECK-SAME: (%[[X:.*]]: tensor<6x8xf32>,
// CHECK-NEXT: tensor.insert_slice %[[X]] into {{.*}} : tensor<6x8xf32> into tensor<5x6x8xf32>
func.func @insert(%x: tensor<6x8xf32>, %y: tensor<5x6x8xf32>, %i: index) -> tensor<5x6x8xf32> {
  %0 = tensor.expand_shape %x [[0, 1], [2]] output_shape [1, 6, 8] : tensor<6x8xf32> into tensor<1x6x8xf32>
  %1 = tensor.insert_slice %0 into %y[%i, 0, 0] [1, 6, 8] [1, 1, 1] : tensor<1x6x8xf32> into tensor<5x6x8xf32>
  return %1 : tensor<5x6x8xf32>
}

// CHECK-LABEL: func.func @output
// CHECK-SAME: (%[[X:.*]]: tensor<?xf32>, %[[Y:.*]]: memref<?x?xf32>, %[[I:.*]]: index,
// CHECK: %[[ROW:.*]] = memref.subview %[[Y]][%[[I]], 0] {{.*}} to memref<?xf32, strided<[1], offset: ?>>
// CHECK: bufferization.materialize_in_destination %[[X]] in restrict writable %[[ROW]]
func.func @output(%x: tensor<?xf32>, %y: memref<?x?xf32>, %i: index, %n: index) {
  %0 = tensor.expand_shape %x [[0, 1]] output_shape [1, %n] : tensor<?xf32> into tensor<1x?xf32>
  %part = memref.subview %y[%i, 0] [1, %n] [1, 1] : memref<?x?xf32> to memref<1x?xf32, strided<[?, 1], offset: ?>>
  bufferization.materialize_in_destination %0 in restrict writable %part : (tensor<1x?xf32>, memref<1x?xf32, strided<[?, 1], offset: ?>>) -> ()
  return
}

// Elements that move to another axis stay reshaped.
// CHECK-LABEL: func.func @split_axis
// CHECK: %[[WIDE:.*]] = tensor.expand_shape
// CHECK: bufferization.materialize_in_destination %[[WIDE]]
func.func @split_axis(%x: tensor<6xf32>, %y: memref<4x6xf32>) {
  %0 = tensor.expand_shape %x [[0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>
  %part = memref.subview %y[0, 0] [2, 3] [1, 1] : memref<4x6xf32> to memref<2x3xf32, strided<[6, 1]>>
  bufferization.materialize_in_destination %0 in restrict writable %part : (tensor<2x3xf32>, memref<2x3xf32, strided<[6, 1]>>) -> ()
  return
}

// CHECK-LABEL: func.func @empty
// CHECK-NEXT: %[[EMPTY:.*]] = tensor.empty() : tensor<3xf32>
// CHECK-NEXT: return %[[EMPTY]]
func.func @empty() -> tensor<3xf32> {
  %0 = tensor.empty() : tensor<8xf32>
  %1 = tensor.extract_slice %0[2] [3] [1] : tensor<8xf32> to tensor<3xf32>
  return %1 : tensor<3xf32>
}
