// Which sums may be taken in another order: only those run side by side, in lanes
// or as partial sums.
// RUN: nn-opt %s --nn-choose-schedules | FileCheck %s

#row = affine_map<(i, k) -> (i, k)>
#one = affine_map<(i, k) -> (i)>

// CHECK-LABEL: func.func @reassoc
// CHECK: nn.schedule = #nn.schedule<[0 by 1, 1 by {{[0-9]+}}], 4 lanes of 1>
func.func @reassoc(%x: tensor<?x64xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<?x64xf32>) outs(%y : tensor<?xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// A sum with an order is no loop of vectors, nor cut into parts.
// CHECK-LABEL: func.func @ordered
// CHECK-NOT: lanes of 1>
// CHECK-NOT: "reduction"]{{.*}}1 by {{[0-9]*[02-9]}}
// CHECK: return
func.func @ordered(%x: tensor<?x64xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<?x64xf32>) outs(%y : tensor<?xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// Of a single sum with an order nothing is left to vectors.
// CHECK-LABEL: func.func @ordered_scalar
// CHECK-NOT: nn.schedule
// CHECK: return
func.func @ordered_scalar(%x: tensor<512xf32>, %y: tensor<f32>) -> tensor<f32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(k) -> (k)>, affine_map<(k) -> ()>], iterator_types = ["reduction"]}
      ins(%x : tensor<512xf32>) outs(%y : tensor<f32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  } -> tensor<f32>
  return %0 : tensor<f32>
}

// The largest element is the same in any order, and so is a sum of integers.
// CHECK-LABEL: func.func @maximum
// CHECK: nn.schedule = #nn.schedule<[0 by 1, 1 by {{[0-9]+}}], 4 lanes of 1>
func.func @maximum(%x: tensor<?x64xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<?x64xf32>) outs(%y : tensor<?xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.maximumf %c, %a : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// CHECK-LABEL: func.func @integers
// CHECK: nn.schedule = #nn.schedule<[0 by 1, 1 by {{[0-9]+}}], 4 lanes of 1>
func.func @integers(%x: tensor<?x64xi32>, %y: tensor<?xi32>) -> tensor<?xi32> {
  %0 = linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<?x64xi32>) outs(%y : tensor<?xi32>) {
  ^bb0(%a: i32, %c: i32):
    %s = arith.addi %c, %a : i32
    linalg.yield %s : i32
  } -> tensor<?xi32>
  return %0 : tensor<?xi32>
}

// A body that combines in two steps has an order, whatever its flags say.
// CHECK-LABEL: func.func @two_steps
// CHECK-NOT: lanes of 1>
// CHECK: return
func.func @two_steps(%x: tensor<?x64xf32>, %y: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#row, #one], iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<?x64xf32>) outs(%y : tensor<?xf32>) {
  ^bb0(%a: f32, %c: f32):
    %h = arith.mulf %c, %a fastmath<reassoc> : f32
    %s = arith.addf %h, %a fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// The order of the sums of a window is given, too, and it has a schedule with it.
// CHECK-LABEL: func.func @ordered_window
// CHECK: nn.schedule = #nn.schedule<[{{.*}}2 by 1, 3 by 1], {{[0-9]+}} lanes of
// CHECK: return
func.func @ordered_window(%x: tensor<16x71xf32>, %w: tensor<64x16x8xf32>, %y: tensor<64x64xf32>) -> tensor<64x64xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(o, p, c, k) -> (c, p + k)>, affine_map<(o, p, c, k) -> (o, c, k)>, affine_map<(o, p, c, k) -> (o, p)>], iterator_types = ["parallel", "parallel", "reduction", "reduction"]}
      ins(%x, %w : tensor<16x71xf32>, tensor<64x16x8xf32>) outs(%y : tensor<64x64xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<64x64xf32>
  return %0 : tensor<64x64xf32>
}
