// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-fuse-rows --canonicalize --cse | FileCheck %s

// All passes of a softmax over a few rows, then the next rows. What lies between
// them has as many.
// CHECK-LABEL: func.func @softmax.kernel
// CHECK: %[[X:.*]] = bufferization.to_tensor %{{.*}} : memref<64x512xf32>
// CHECK-NOT: linalg
// CHECK: %[[Y:.*]] = scf.for %[[I:.*]] = %{{.*}} iter_args(%[[PART:.*]] = %{{.*}}) -> (tensor<64x512xf32>) {
// CHECK: tensor.extract_slice %[[X]][%[[I]], 0] [8, 512] [1, 1] : tensor<64x512xf32> to tensor<8x512xf32>
// CHECK: arith.maximumf
// CHECK: math.exp
// CHECK: arith.addf
// CHECK: %[[ROWS:.*]] = linalg.generic
// CHECK: arith.divf
// CHECK: %[[NEXT:.*]] = tensor.insert_slice %[[ROWS]] into %[[PART]][%[[I]], 0] [8, 512] [1, 1]
// CHECK: scf.yield %[[NEXT]]
// CHECK: }
// CHECK-NOT: linalg
// CHECK: bufferization.materialize_in_destination %[[Y]]
func.func @softmax(%x: tensor<64x512xf32>) -> tensor<64x512xf32> {
  %y = nn.softmax %x axis 1 : tensor<64x512xf32>
  return %y : tensor<64x512xf32>
}

// Rows may lie along several axes.
// CHECK-LABEL: func.func @layer_norm.kernel
// CHECK: %[[X:.*]] = bufferization.to_tensor %{{.*}} : memref<4x16x512xf32>
// CHECK-NOT: linalg
// CHECK: scf.for %[[I:[^ ]+]] =
// CHECK: scf.for %[[J:[^ ]+]] =
// CHECK: tensor.extract_slice %[[X]][%[[I]], %[[J]], 0] [1, 8, 512] [1, 1, 1]
// CHECK: math.{{r?}}sqrt
// CHECK: tensor.insert_slice %{{.*}}[%[[I]], %[[J]], 0] [1, 8, 512] [1, 1, 1]
// CHECK: scf.yield
// CHECK: scf.yield
// CHECK-NOT: linalg
// CHECK: bufferization.materialize_in_destination
func.func @layer_norm(%x: tensor<4x16x512xf32>, %g: tensor<512xf32>, %b: tensor<512xf32>) -> tensor<4x16x512xf32> {
  %y = nn.layer_norm %x axes [2] scale %g shift %b epsilon 1.0e-5 : (tensor<4x16x512xf32>, tensor<512xf32>, tensor<512xf32>) -> tensor<4x16x512xf32>
  return %y : tensor<4x16x512xf32>
}

// The scores of a few queries of one head are there at a time, of all keys.
// CHECK-LABEL: func.func @attention.kernel
// CHECK: %[[K:.*]] = bufferization.to_tensor %{{.*}} : memref<1x4x256x64xf32>
// CHECK: %[[V:.*]] = bufferization.to_tensor %{{.*}} : memref<1x4x256x64xf32>
// CHECK-NOT: linalg
// CHECK: scf.for %[[HEAD:[^ ]+]] =
// CHECK: scf.for
// CHECK: %[[KEYS:.*]] = tensor.extract_slice %[[K]][0, %[[HEAD]], 0, 0] [1, 1, 256, 64]
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[KEYS]] : tensor<1x1x[[ROWS:[0-9]+]]x64xf32>, {{.*}} outs(%{{.*}} : tensor<1x1x[[ROWS]]x256xf32>)
// CHECK: math.exp
// CHECK: %[[VALUES:.*]] = tensor.extract_slice %[[V]][0, %[[HEAD]], 0, 0] [1, 1, 256, 64]
// CHECK: linalg.generic {{.*}} ins(%{{.*}}, %[[VALUES]] : tensor<1x1x[[ROWS]]x256xf32>,
// CHECK: scf.yield
// CHECK: scf.yield
// CHECK-NOT: linalg
// CHECK: bufferization.materialize_in_destination
func.func @attention(%q: tensor<1x4x128x64xf32>, %k: tensor<1x4x256x64xf32>, %v: tensor<1x4x256x64xf32>) -> tensor<1x4x128x64xf32> {
  %y = nn.attention %q, %k, %v : (tensor<1x4x128x64xf32>, tensor<1x4x256x64xf32>, tensor<1x4x256x64xf32>) -> tensor<1x4x128x64xf32>
  return %y : tensor<1x4x128x64xf32>
}
