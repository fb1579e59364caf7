// Folds of nn.concat, and cases that stay.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @concat_one(
// CHECK-SAME:    %[[X:.*]]: tensor<?x3xf32>
// CHECK-NEXT:    return %[[X]]
func.func @concat_one(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %0 = nn.concat %x axis 0 : (tensor<?x3xf32>) -> tensor<?x3xf32>
  return %0 : tensor<?x3xf32>
}

// The result knows an extent that the operand does not know.
// CHECK-LABEL: func.func @concat_other_type(
// CHECK:         nn.concat
func.func @concat_other_type(%x: tensor<?x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.concat %x axis 0 : (tensor<?x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// Nothing after something may still have another extent elsewhere.
// CHECK-LABEL: func.func @concat_empty(
// CHECK:         nn.concat %{{.*}}, %{{.*}} axis 0
func.func @concat_empty(%x: tensor<2x?xf32>, %y: tensor<0x?xf32>) -> tensor<2x?xf32> {
  %0 = nn.concat %x, %y axis 0 : (tensor<2x?xf32>, tensor<0x?xf32>) -> tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}
