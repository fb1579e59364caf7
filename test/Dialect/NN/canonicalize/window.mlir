// Folds of nn.window, and cases that stay.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @window_no_axes(
// CHECK-SAME:    %[[X:.*]]: tensor<4xf32>
// CHECK-NEXT:    return %[[X]]
func.func @window_no_axes(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.window %x axes [] size [] : tensor<4xf32> -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// The result knows an extent that the operand does not know.
// CHECK-LABEL: func.func @window_other_type(
// CHECK:         nn.window
func.func @window_other_type(%x: tensor<?xf32>) -> tensor<4xf32> {
  %0 = nn.window %x axes [] size [] : tensor<?xf32> -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// A window of one element still adds an axis for the places within.
// CHECK-LABEL: func.func @window_one(
// CHECK:         nn.window
func.func @window_one(%x: tensor<4xf32>) -> tensor<4x1xf32> {
  %0 = nn.window %x axes [0] size [1] : tensor<4xf32> -> tensor<4x1xf32>
  return %0 : tensor<4x1xf32>
}
