// An op is fused into its only user, if that reads every element once, or if it
// only moves data; never where something would be computed twice.
// RUN: nn-opt %s --nn-fuse-elementwise | FileCheck %s

#id = affine_map<(i) -> (i)>
#row = affine_map<(i, j) -> (j)>
#all = affine_map<(i, j) -> (i, j)>

// Two users: three ops stay.
// CHECK-LABEL: func.func @two_users
// CHECK-COUNT-3: linalg.generic
func.func @two_users(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %e = tensor.empty() : tensor<4xf32>
  %a = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%i: f32, %o: f32):
    %t = math.tanh %i : f32
    linalg.yield %t : f32
  } -> tensor<4xf32>
  %b = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%i: f32, %o: f32):
    %t = arith.negf %i : f32
    linalg.yield %t : f32
  } -> tensor<4xf32>
  %c = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%i: f32, %o: f32):
    %t = arith.addf %i, %i : f32
    linalg.yield %t : f32
  } -> tensor<4xf32>
  return %b, %c : tensor<4xf32>, tensor<4xf32>
}

// A user that reads each element three times.
// CHECK-LABEL: func.func @repeated
// CHECK: linalg.generic
// CHECK: math.tanh
// CHECK: linalg.generic
// CHECK-NOT: math.tanh
// CHECK: return
func.func @repeated(%x: tensor<4xf32>) -> tensor<3x4xf32> {
  %e = tensor.empty() : tensor<3x4xf32>
  %f = tensor.empty() : tensor<4xf32>
  %a = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%f : tensor<4xf32>) {
  ^bb0(%i: f32, %o: f32):
    %t = math.tanh %i : f32
    linalg.yield %t : f32
  } -> tensor<4xf32>
  %b = linalg.generic {indexing_maps = [#row, #all], iterator_types = ["parallel", "parallel"]} ins(%a : tensor<4xf32>) outs(%e : tensor<3x4xf32>) {
  ^bb0(%i: f32, %o: f32):
    %t = arith.negf %i : f32
    linalg.yield %t : f32
  } -> tensor<3x4xf32>
  return %b : tensor<3x4xf32>
}

// A transposition is read in its place by a user that reads it three times.
// CHECK-LABEL: func.func @moved
// CHECK-SAME: (%[[X:.*]]: tensor<4x5xf32>)
// CHECK-COUNT-1: linalg.generic {{.*}} ins(%[[X]] : tensor<4x5xf32>) outs(%{{.*}} : tensor<3x5x4xf32>)
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @moved(%x: tensor<4x5xf32>) -> tensor<3x5x4xf32> {
  %e = tensor.empty() : tensor<3x5x4xf32>
  %f = tensor.empty() : tensor<5x4xf32>
  %a = linalg.generic {indexing_maps = [affine_map<(i, j) -> (j, i)>, #all], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<4x5xf32>) outs(%f : tensor<5x4xf32>) {
  ^bb0(%i: f32, %o: f32):
    linalg.yield %i : f32
  } -> tensor<5x4xf32>
  %b = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (j, k)>, affine_map<(i, j, k) -> (i, j, k)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%a : tensor<5x4xf32>) outs(%e : tensor<3x5x4xf32>) {
  ^bb0(%i: f32, %o: f32):
    %t = math.tanh %i : f32
    linalg.yield %t : f32
  } -> tensor<3x5x4xf32>
  return %b : tensor<3x5x4xf32>
}

// A sum reads every element once.
// CHECK-LABEL: func.func @into_sum
// CHECK-COUNT-1: linalg.generic
// CHECK: %[[T:.*]] = math.tanh
// CHECK-NEXT: arith.addf %[[T]]
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @into_sum(%x: tensor<4xf32>, %y: tensor<f32>) -> tensor<f32> {
  %e = tensor.empty() : tensor<4xf32>
  %a = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%x : tensor<4xf32>) outs(%e : tensor<4xf32>) {
  ^bb0(%i: f32, %o: f32):
    %t = math.tanh %i : f32
    linalg.yield %t : f32
  } -> tensor<4xf32>
  %b = linalg.generic {indexing_maps = [#id, affine_map<(i) -> ()>], iterator_types = ["reduction"]} ins(%a : tensor<4xf32>) outs(%y : tensor<f32>) {
  ^bb0(%i: f32, %o: f32):
    %t = arith.addf %i, %o : f32
    linalg.yield %t : f32
  } -> tensor<f32>
  return %b : tensor<f32>
}
