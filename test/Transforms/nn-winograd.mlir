// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-drop-unit-loops --nn-winograd="vector-bits=512 vector-registers=32 masked-vectors" --canonicalize --cse | FileCheck %s

// CHECK-DAG: #[[PARAM:.*]] = affine_map<(d0, d1, d2, d3) -> (d2, d3, d0, d1)>
// CHECK-DAG: #[[FIRST:.*]] = affine_map<(d0, d1, d2) -> (d0 * 2, d1 * 2, d2)>
// CHECK-DAG: #[[LAST:.*]] = affine_map<(d0, d1, d2) -> (d0 * 2 + 3, d1 * 2 + 3, d2)>
// CHECK-DAG: #[[SUMS:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d5)>
// CHECK-DAG: #[[FILTER:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d4, d5)>
// CHECK-DAG: #[[PRODUCTS:.*]] = affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d4)>
// CHECK-DAG: #[[PLACE:.*]] = affine_map<(d0, d1, d2) -> (1, 2, d0, d1, d2)>

nn.param @w : tensor<64x64x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
nn.param @b : tensor<64xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 1.0>

// The parameter is transformed when code is made.
// CHECK: nn.param @w.winograd : tensor<4x4x64x64xf32> = #nn.relaid<@w, #[[PARAM]], factor = dense<{{\[\[}}1.000000e+00, 0.000000e+00, 0.000000e+00], [5.000000e-01, 5.000000e-01, 5.000000e-01], [5.000000e-01, -5.000000e-01, 5.000000e-01], [0.000000e+00, 0.000000e+00, 1.000000e+00]]> : tensor<4x3xf64>>

// What is padded is padded anew, channels last. One block of rows of tiles, and
// the bias with the results.
// CHECK-LABEL: func.func @small.kernel
// CHECK-DAG: %[[W:.*]] = bufferization.to_tensor %{{.*}} restrict : memref<4x4x64x64xf32>
// CHECK-DAG: %[[B:.*]] = bufferization.to_tensor %{{.*}} restrict : memref<64xf32>
// CHECK-NOT: scf.for
// CHECK: %[[P:.*]] = tensor.insert_slice %{{.*}} into %{{.*}}[1, 1, 0] [16, 16, 64] [1, 1, 1] : tensor<16x16x64xf32> into tensor<18x18x64xf32>
// CHECK: %[[V:.*]]:16 = linalg.generic {indexing_maps = [#[[FIRST]], {{.*}}, #[[LAST]], {{.*}} ins(%[[P]], %[[P]], {{.*}} : tensor<18x18x64xf32>, {{.*}}) outs(
// CHECK: arith.subf
// CHECK: -> (tensor<8x8x64xf32>,
// CHECK: %[[ALL:.*]] = tensor.insert_slice %[[V]]#15 into %{{.*}}[3, 3, 0, 0, 0] [1, 1, 8, 8, 64] [1, 1, 1, 1, 1] : tensor<8x8x64xf32> into tensor<4x4x8x8x64xf32>
// CHECK: %[[M:.*]] = linalg.generic {indexing_maps = [#[[SUMS]], #[[FILTER]], #[[PRODUCTS]]], {{.*}} ins(%[[ALL]], %[[W]] : {{.*}} outs(%{{.*}} : tensor<4x4x8x8x64xf32>)
// CHECK: linalg.generic {indexing_maps = [{{.*}}#[[PLACE]], {{.*}} ins(%[[M]], %[[M]], {{.*}}%[[B]], %[[B]], %[[B]], %[[B]] :
// CHECK: tensor.insert_slice %{{.*}}#3 into %{{.*}}[1, 1, 0] [8, 8, 64] [2, 2, 1] : tensor<8x8x64xf32> into tensor<16x16x64xf32>
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<16x16x64xf32>) outs(%{{.*}} : tensor<64x16x16xf32>) attrs =  {nn.copy_reason = "a convolution wants channels side by side"}
func.func @small(%x: tensor<1x64x16x16xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %b = nn.param_ref @b : tensor<64xf32>
  %y = nn.conv %x, %w bias %b padding [1, 1, 1, 1] : (tensor<1x64x16x16xf32>, tensor<64x64x3x3xf32>, tensor<64xf32>) -> tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// A large one is computed some rows of tiles after the other.
// CHECK-LABEL: func.func @large.kernel
// CHECK: %[[Y:.*]] = scf.for %[[R:.*]] = %c0 to %c56 step %c4 iter_args(%[[O:.*]] = %{{.*}}) -> (tensor<56x56x64xf32>) {
// CHECK: tensor.extract_slice %{{.*}}[%[[R]], 0, 0] [6, 58, 64] [1, 1, 1] : tensor<58x58x64xf32> to tensor<6x58x64xf32>
// CHECK: tensor.insert_slice %{{.*}}#0 into %[[O]][%[[R]], 0, 0] [2, 28, 64] [2, 2, 1] : tensor<2x28x64xf32> into tensor<56x56x64xf32>
// CHECK: %[[S:.*]] = arith.addi %[[R]], %c1
// CHECK: tensor.insert_slice %{{.*}}#3 into %{{.*}}[%[[S]], 1, 0] [2, 28, 64] [2, 2, 1]
// CHECK: } {nn.independent}
func.func @large(%x: tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %y = nn.conv %x, %w padding [1, 1, 1, 1] : (tensor<1x64x56x56xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x56x56xf32>
  return %y : tensor<1x64x56x56xf32>
}

// Of odd extents, the last tiles are computed whole; what follows reads a part.
// CHECK-LABEL: func.func @odd.kernel
// CHECK: tensor.insert_slice %{{.*}} into %{{.*}}[0, 0, 0] [17, 19, 64] [1, 1, 1] : tensor<17x19x64xf32> into tensor<18x20x64xf32>
// CHECK: %[[Y:.*]] = scf.for {{.*}} -> (tensor<16x18x64xf32>)
// CHECK: tensor.extract_slice %[[Y]][0, 0, 0] [15, 17, 64] [1, 1, 1] : tensor<16x18x64xf32> to tensor<15x17x64xf32>
func.func @odd(%x: tensor<1x64x17x19xf32>) -> tensor<1x64x15x17xf32> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %y = nn.conv %x, %w : (tensor<1x64x17x19xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x15x17xf32>
  return %y : tensor<1x64x15x17xf32>
}

// A residual is read where the results of each place of a tile lie.
// CHECK-LABEL: func.func @residual.kernel
// CHECK: %[[A:.*]] = tensor.collapse_shape
// CHECK: tensor.extract_slice %[[A]][0, 0, 0] [64, 8, 8] [1, 2, 2] : tensor<64x16x16xf32> to tensor<64x8x8xf32>
// CHECK: tensor.extract_slice %[[A]][0, 0, 1] [64, 8, 8] [1, 2, 2]
// CHECK: tensor.extract_slice %[[A]][0, 1, 0] [64, 8, 8] [1, 2, 2]
// CHECK: tensor.extract_slice %[[A]][0, 1, 1] [64, 8, 8] [1, 2, 2]
// CHECK: maximumf
func.func @residual(%x: tensor<1x64x16x16xf32>) -> tensor<1x64x16x16xf32> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %c = nn.conv %x, %w padding [1, 1, 1, 1] : (tensor<1x64x16x16xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x16x16xf32>
  %s = arith.addf %c, %x : tensor<1x64x16x16xf32>
  %y = nn.activation #nn.relu, %s : tensor<1x64x16x16xf32>
  return %y : tensor<1x64x16x16xf32>
}

// What follows may have another type.
// CHECK-LABEL: func.func @wider.kernel
// CHECK: linalg.generic {{.*}} ins(%{{.*}} : tensor<16x16x64xf64>) outs(%{{.*}} : tensor<64x16x16xf64>) attrs =  {nn.copy_reason
func.func @wider(%x: tensor<1x64x16x16xf32>) -> tensor<1x64x16x16xf64> {
  %w = nn.param_ref @w : tensor<64x64x3x3xf32>
  %c = nn.conv %x, %w padding [1, 1, 1, 1] : (tensor<1x64x16x16xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x16x16xf32>
  %y = arith.extf %c : tensor<1x64x16x16xf32> to tensor<1x64x16x16xf64>
  return %y : tensor<1x64x16x16xf64>
}
