// Control flow and checks stay for a later pass; what stands in the regions does
// not.
// RUN: nn-opt %s --convert-nn-to-linalg | FileCheck %s

// CHECK-LABEL: func.func @scan(
// CHECK: nn.scan
// CHECK-NOT: nn.map
// CHECK: %[[SUM:.*]] = linalg.generic
// CHECK: nn.yield %[[SUM]] : tensor<4xf32>
func.func @scan(%h: tensor<4xf32>, %x: tensor<?x4xf32>) -> tensor<4xf32> {
  %0 = nn.scan init(%h : tensor<4xf32>) over(%x : tensor<?x4xf32>) -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>, %v: tensor<4xf32>):
    %1 = nn.map %s, %v : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32> {
    ^bb1(%a: f32, %b: f32):
      %c = arith.addf %a, %b : f32
      nn.yield %c : f32
    }
    nn.yield %1 : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}

// CHECK-LABEL: func.func @check(
// CHECK: nn.check numeric %{{.*}}, "kept"
func.func @check(%p: i1) {
  nn.check numeric %p, "kept"
  return
}

// The check of an index stands where the index is used, in the region.
// CHECK-LABEL: func.func @gather(
// CHECK: nn.cond
// CHECK: nn.check index
// CHECK: } else {
// CHECK-NOT: nn.check
func.func @gather(%p: tensor<i1>, %x: tensor<4xf32>, %i: tensor<2xi32>, %y: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.cond %p : tensor<i1> -> tensor<2xf32> {
    %1 = nn.gather %x axes [0] at %i : (tensor<4xf32>, tensor<2xi32>) -> tensor<2xf32>
    nn.yield %1 : tensor<2xf32>
  } else {
    nn.yield %y : tensor<2xf32>
  }
  return %0 : tensor<2xf32>
}
