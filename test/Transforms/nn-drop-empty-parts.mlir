// RUN: nn-opt %s --nn-drop-empty-parts | FileCheck %s
// What upstream refuses without the pass:
// RUN: nn-opt %s --nn-drop-empty-parts \
// RUN:   --one-shot-bufferize=bufferize-function-boundaries | \
// RUN:   FileCheck %s --check-prefix=BUFFERS
// BUFFERS-NOT: tensor.

// CHECK-LABEL: @concat
// CHECK-SAME:    %[[X:.*]]: tensor<3xf32>, %{{.*}}: tensor<0xf32>, %[[Z:.*]]: tensor<2xf32>
// CHECK: tensor.concat dim(0) %[[X]], %[[Z]] :
func.func @concat(%x: tensor<3xf32>, %y: tensor<0xf32>, %z: tensor<2xf32>) -> tensor<5xf32> {
  %0 = tensor.concat dim(0) %x, %y, %z, %y : (tensor<3xf32>, tensor<0xf32>, tensor<2xf32>, tensor<0xf32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}

// CHECK-LABEL: @pad
// CHECK-SAME:    %{{.*}}: tensor<0x?xf32>, %[[V:.*]]: f32, %[[N:.*]]: index
// CHECK: %[[EXTENT:.*]] = affine.apply
// CHECK: tensor.generate %[[EXTENT]] {
// CHECK-NEXT: ^bb0(%{{.*}}: index, %{{.*}}: index):
// CHECK-NEXT:   tensor.yield %[[V]] : f32
// CHECK-NEXT: } : tensor<2x?xf32>
func.func @pad(%x: tensor<0x?xf32>, %v: f32, %n: index) -> tensor<2x?xf32> {
  %0 = tensor.pad %x low[2, 0] high[0, %n] {
  ^bb0(%i: index, %j: index):
    tensor.yield %v : f32
  } : tensor<0x?xf32> to tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}

// CHECK-LABEL: @insert
// CHECK-SAME:    %[[X:.*]]: tensor<3xf32>
// CHECK-NEXT: return %[[X]]
func.func @insert(%x: tensor<3xf32>, %y: tensor<0xf32>) -> tensor<3xf32> {
  %0 = tensor.insert_slice %y into %x[2] [0] [1] : tensor<0xf32> into tensor<3xf32>
  return %0 : tensor<3xf32>
}

// What has elements, or may have some, stays.
// CHECK-LABEL: @stays
// CHECK: tensor.concat dim(0) %{{.*}}, %{{.*}} : (tensor<?xf32>, tensor<3xf32>)
// CHECK: tensor.pad
func.func @stays(%x: tensor<?xf32>, %y: tensor<3xf32>, %v: f32) -> (tensor<?xf32>, tensor<4xf32>) {
  %0 = tensor.concat dim(0) %x, %y : (tensor<?xf32>, tensor<3xf32>) -> tensor<?xf32>
  %1 = tensor.pad %y low[1] high[0] {
  ^bb0(%i: index):
    tensor.yield %v : f32
  } : tensor<3xf32> to tensor<4xf32>
  return %0, %1 : tensor<?xf32>, tensor<4xf32>
}
