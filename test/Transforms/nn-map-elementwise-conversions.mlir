// A conversion is a map from one element type to another.
// RUN: nn-opt %s --nn-map-elementwise | FileCheck %s
// CHECK-LABEL: func.func @conversions
// CHECK: nn.map %{{.*}} : (tensor<3xf16>) -> tensor<3xi8> {
// CHECK-NEXT: ^bb0(%[[A:.*]]: f16):
// CHECK-NEXT: %[[B:.*]] = arith.fptosi %[[A]] : f16 to i8
// CHECK-NEXT: nn.yield %[[B]] : i8
// CHECK: nn.map %{{.*}} : (tensor<3xf16>) -> tensor<3xf64> {
// CHECK: arith.extf %{{.*}} : f16 to f64
// CHECK: nn.map %{{.*}} : (tensor<3xi8>) -> tensor<3xindex> {
// CHECK: arith.index_cast %{{.*}} : i8 to index
func.func @conversions(%x: tensor<3xf16>, %i: tensor<3xi8>) -> (tensor<3xi8>, tensor<3xf64>, tensor<3xindex>) {
  %0 = arith.fptosi %x : tensor<3xf16> to tensor<3xi8>
  %1 = arith.extf %x : tensor<3xf16> to tensor<3xf64>
  %2 = arith.index_cast %i : tensor<3xi8> to tensor<3xindex>
  return %0, %1, %2 : tensor<3xi8>, tensor<3xf64>, tensor<3xindex>
}
