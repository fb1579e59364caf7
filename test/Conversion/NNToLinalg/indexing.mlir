// RUN: nn-opt %s --convert-nn-to-linalg | FileCheck %s

// Indices are checked together; where the axis has elements for certain, an
// index outside is clamped, so that nothing branches.
// CHECK-LABEL: func.func @gather
// CHECK-SAME: (%[[X:.*]]: tensor<5x4xf32>, %[[I:.*]]: tensor<3xi32>)
// CHECK: %[[INSIDE:.*]] = linalg.generic {{.*}} iterator_types = ["reduction"]} ins(%[[I]] : tensor<3xi32>)
// CHECK: %[[OK:.*]] = tensor.extract %[[INSIDE]][]
// CHECK: nn.check index %[[OK]]
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]} ins(%[[I]] : tensor<3xi32>)
// CHECK-NOT: scf.if
// CHECK: arith.minsi
// CHECK: arith.maxsi
// CHECK: tensor.extract %[[X]]
func.func @gather(%x: tensor<5x4xf32>, %i: tensor<3xi32>) -> tensor<3x4xf32> {
  %y = nn.gather %x axes [0] at %i : (tensor<5x4xf32>, tensor<3xi32>) -> tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}

// An axis that may be empty has no element to read.
// CHECK-LABEL: func.func @gather_dynamic
// CHECK: scf.if
// CHECK: tensor.extract
// CHECK: } else {
func.func @gather_dynamic(%x: tensor<?xf32>, %i: tensor<3xi32>) -> tensor<3xf32> {
  %y = nn.gather %x axes [0] at %i : (tensor<?xf32>, tensor<3xi32>) -> tensor<3xf32>
  return %y : tensor<3xf32>
}

// CHECK-LABEL: func.func @scatter
// CHECK: nn.check index
// CHECK: scf.for {{.*}} iter_args(%[[D:.*]] = %{{.*}}) -> (tensor<5x4xf32>)
// CHECK: scf.if
// CHECK: %[[OLD:.*]] = tensor.extract_slice %[[D]]
// CHECK: %[[NEW:.*]] = linalg.generic {{.*}} outs(%[[OLD]] : tensor<4xf32>)
// CHECK: tensor.insert_slice %[[NEW]] into %[[D]]
func.func @scatter(%u: tensor<3x4xf32>, %d: tensor<5x4xf32>, %i: tensor<3xi32>) -> tensor<5x4xf32> {
  %y = nn.scatter %u into %d axes [0] at %i : (tensor<3x4xf32>, tensor<5x4xf32>, tensor<3xi32>) -> tensor<5x4xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<5x4xf32>
}

// CHECK-LABEL: func.func @concat
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<5x2xf32>
// CHECK: %[[FIRST:.*]] = tensor.insert_slice %{{.*}} into %[[EMPTY]][0, 0] [2, 2] [1, 1]
// CHECK: tensor.insert_slice %{{.*}} into %[[FIRST]][2, 0] [3, 2] [1, 1]
func.func @concat(%a: tensor<2x2xf32>, %b: tensor<3x2xf32>) -> tensor<5x2xf32> {
  %y = nn.concat %a, %b axis 0 : (tensor<2x2xf32>, tensor<3x2xf32>) -> tensor<5x2xf32>
  return %y : tensor<5x2xf32>
}

// CHECK-LABEL: func.func @slice
// CHECK: tensor.extract_slice %{{.*}}[1, 3] [3, 1] [2, 1] : tensor<8x4xf32> to tensor<3xf32>
// CHECK-NOT: cf.assert
func.func @slice(%x: tensor<8x4xf32>) -> tensor<3xf32> {
  %y = nn.slice "1:-1:2, -1" %x : (tensor<8x4xf32>) -> tensor<3xf32>
  return %y : tensor<3xf32>
}

// Both places count from the end: the extent is known, and that it fits is
// checked.
// CHECK-LABEL: func.func @slice_dynamic
// CHECK: cf.assert %{{.*}}, "the range does not lie inside of axis 0"
// CHECK: tensor.extract_slice %{{.*}} : tensor<?xf32> to tensor<2xf32>
func.func @slice_dynamic(%x: tensor<?xf32>) -> tensor<2xf32> {
  %y = nn.slice "-3:-1" %x : (tensor<?xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}

// CHECK-LABEL: func.func @sort
// CHECK: scf.while
// CHECK: arith.cmpf olt
// CHECK: arith.cmpf uno
func.func @sort(%x: tensor<9xf32>) -> (tensor<9xf32>, tensor<9xi64>) {
  %v, %p = nn.sort %x axis 0 : (tensor<9xf32>) -> (tensor<9xf32>, tensor<9xi64>)
  return %v, %p : tensor<9xf32>, tensor<9xi64>
}

// Ten rounds of two products, of which one is of zero.
// CHECK-LABEL: func.func @random
// CHECK: linalg.generic
// CHECK-COUNT-19: arith.mului_extended
// CHECK-NOT: arith.mului_extended
// CHECK: linalg.yield
func.func @random(%s: tensor<i64>) -> tensor<9xi64> {
  %r = nn.random bits %s : tensor<i64> -> tensor<9xi64>
  return %r : tensor<9xi64>
}

// The input is spread before the window slides over it.
// CHECK-LABEL: func.func @base_dilation
// CHECK: %[[FRAME:.*]] = linalg.fill {{.*}} outs(%{{.*}} : tensor<12xf32>)
// CHECK: tensor.insert_slice %{{.*}} into %[[FRAME]][1] [4] [3] : tensor<4xf32> into tensor<12xf32>
func.func @base_dilation(%x: tensor<4xf32>) -> tensor<10x3xf32> {
  %y = nn.window %x axes [0] size [3] padding [1, 1] base_dilation [3] : tensor<4xf32> -> tensor<10x3xf32>
  return %y : tensor<10x3xf32>
}
