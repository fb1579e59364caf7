// Folds of nn.slice, and cases that stay.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @slice_everything(
// CHECK-SAME:    %[[X:.*]]: tensor<?x3xf32>
// CHECK-NEXT:    return %[[X]]
func.func @slice_everything(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %0 = nn.slice ":, ::1" %x : (tensor<?x3xf32>) -> tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// CHECK-LABEL: func.func @slice_scalar(
// CHECK-SAME:    %[[X:.*]]: tensor<f32>
// CHECK-NEXT:    return %[[X]]
func.func @slice_scalar(%x: tensor<f32>) -> tensor<f32> {
  %0 = nn.slice "" %x : (tensor<f32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// The same elements in another order.
// CHECK-LABEL: func.func @slice_backwards(
// CHECK:         nn.slice "::-1"
func.func @slice_backwards(%x: tensor<3xf32>) -> tensor<3xf32> {
  %0 = nn.slice "::-1" %x : (tensor<3xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}

// A part of a dynamic axis has the type of the whole.
// CHECK-LABEL: func.func @slice_dynamic(
// CHECK:         nn.slice "1:"
func.func @slice_dynamic(%x: tensor<?xf32>) -> tensor<?xf32> {
  %0 = nn.slice "1:" %x : (tensor<?xf32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @slice_names(
// CHECK:         nn.slice ":"
func.func @slice_names(%x: tensor<3xf32, #nn.axes<time>>) -> tensor<3xf32> {
  %0 = nn.slice ":" %x : (tensor<3xf32, #nn.axes<time>>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}
