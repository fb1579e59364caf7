// Inputs that are copied since they are read often and across, so that what a tile
// reads lies together.
// RUN: nn-opt %s --nn-choose-schedules --split-input-file | FileCheck %s

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#y = affine_map<(i, j, k) -> (i, j)>

// Rows in panels as wide as the tile, each column by column.
// CHECK: #[[FROM:.*]] = affine_map<(d0, d1, d2) -> (d0 * [[#WIDTH:]] + d2, d1)>
// CHECK: #[[TO:.*]] = affine_map<(d0, d1, d2) -> (d0, d1, d2)>
// CHECK: #[[READ:.*]] = affine_map<(d0, d1, d2) -> (d1 floordiv [[#WIDTH]], d2, d1 mod [[#WIDTH]])>
// CHECK-LABEL: func.func @panels
// CHECK-SAME: %[[X:.*]]: tensor<480x64xf32>, %[[W:.*]]: tensor<96x64xf32>,
// CHECK: %[[E:.*]] = tensor.empty() : tensor<[[#div(96, WIDTH)]]x64x[[#WIDTH]]xf32>
// CHECK: %[[PANELS:.*]] = linalg.generic {indexing_maps = [#[[FROM]], #[[TO]]], iterator_types = ["parallel", "parallel", "parallel"]}
// CHECK-SAME: ins(%[[W]] : tensor<96x64xf32>) outs(%[[E]] : tensor<[[#div(96, WIDTH)]]x64x[[#WIDTH]]xf32>)
// CHECK: linalg.generic {indexing_maps = [#{{.*}}, #[[READ]], #{{.*}}], {{.*}} ins(%[[X]], %[[PANELS]] :
// CHECK-SAME: nn.schedule = #nn.schedule<[1 by [[#WIDTH]], {{.*}}], 4 lanes of 1>
func.func @panels(%x: tensor<480x64xf32>, %w: tensor<96x64xf32>, %y: tensor<480x96xf32>) -> tensor<480x96xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<480x64xf32>, tensor<96x64xf32>) outs(%y : tensor<480x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<480x96xf32>
  return %0 : tensor<480x96xf32>
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#y = affine_map<(i, j, k) -> (i, j)>

// Where panels would not come out even, or their number is not known, the axis
// lies last instead.
// CHECK-DAG: #[[READ:.*]] = affine_map<(d0, d1, d2) -> (d2, d1)>
// CHECK-LABEL: func.func @uneven
// CHECK-SAME: %[[X:.*]]: tensor<480x64xf32>, %[[W:.*]]: tensor<97x64xf32>,
// CHECK: %[[TURNED:.*]] = linalg.generic {{.*}} ins(%[[W]] : tensor<97x64xf32>) outs(%{{.*}} : tensor<64x97xf32>)
// CHECK: linalg.generic {indexing_maps = [#{{.*}}, #[[READ]], #{{.*}}], {{.*}} ins(%[[X]], %[[TURNED]] :
// CHECK-SAME: nn.schedule = #nn.schedule<{{.*}}, 4 lanes of 1>
func.func @uneven(%x: tensor<480x64xf32>, %w: tensor<97x64xf32>, %y: tensor<480x97xf32>) -> tensor<480x97xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<480x64xf32>, tensor<97x64xf32>) outs(%y : tensor<480x97xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<480x97xf32>
  return %0 : tensor<480x97xf32>
}

// CHECK-LABEL: func.func @unknown
// CHECK-SAME: %[[X:.*]]: tensor<480x64xf32>, %[[W:.*]]: tensor<?x64xf32>,
// CHECK: %[[N:.*]] = tensor.dim %[[W]]
// CHECK: %[[E:.*]] = tensor.empty(%[[N]]) : tensor<64x?xf32>
// CHECK: %[[TURNED:.*]] = linalg.generic {{.*}} ins(%[[W]] : tensor<?x64xf32>) outs(%[[E]] : tensor<64x?xf32>)
// CHECK: linalg.generic {indexing_maps = [#{{.*}}, #[[READ]], #{{.*}}], {{.*}} ins(%[[X]], %[[TURNED]] :
func.func @unknown(%x: tensor<480x64xf32>, %w: tensor<?x64xf32>, %y: tensor<480x?xf32>) -> tensor<480x?xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<480x64xf32>, tensor<?x64xf32>) outs(%y : tensor<480x?xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<480x?xf32>
  return %0 : tensor<480x?xf32>
}

// -----

#x = affine_map<(b, i, j, k) -> (b, i, k)>
#w = affine_map<(b, i, j, k) -> (b, j, k)>
#y = affine_map<(b, i, j, k) -> (b, i, j)>

// Other parallel axes lie between panels and what reduces.
// CHECK: #[[FROM:.*]] = affine_map<(d0, d1, d2, d3) -> (d1, d0 * [[#WIDTH:]] + d3, d2)>
// CHECK: #[[READ:.*]] = affine_map<(d0, d1, d2, d3) -> (d2 floordiv [[#WIDTH]], d0, d3, d2 mod [[#WIDTH]])>
// CHECK-LABEL: func.func @batch
// CHECK: linalg.generic {indexing_maps = [#[[FROM]], {{.*}} outs(%{{.*}} : tensor<[[#div(96, WIDTH)]]x5x64x[[#WIDTH]]xf32>)
// CHECK: linalg.generic {indexing_maps = [#{{.*}}, #[[READ]], #{{.*}}]
func.func @batch(%x: tensor<5x480x64xf32>, %w: tensor<5x96x64xf32>, %y: tensor<5x480x96xf32>) -> tensor<5x480x96xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<5x480x64xf32>, tensor<5x96x64xf32>) outs(%y : tensor<5x480x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<5x480x96xf32>
  return %0 : tensor<5x480x96xf32>
}

// -----

#x = affine_map<(i, j, k) -> (i, k)>
#w = affine_map<(i, j, k) -> (j, k)>
#y = affine_map<(i, j, k) -> (i, j)>

// One row reads each element once: a copy costs more than that gains.
// CHECK-LABEL: func.func @once
// CHECK-COUNT-1: linalg.generic
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @once(%x: tensor<1x64xf32>, %w: tensor<96x64xf32>, %y: tensor<1x96xf32>) -> tensor<1x96xf32> {
  %0 = linalg.generic {indexing_maps = [#x, #w, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<1x64xf32>, tensor<96x64xf32>) outs(%y : tensor<1x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<1x96xf32>
  return %0 : tensor<1x96xf32>
}

// What is read in order already is not copied.
// CHECK-LABEL: func.func @in_order
// CHECK-COUNT-1: linalg.generic
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @in_order(%x: tensor<480x64xf32>, %w: tensor<64x96xf32>, %y: tensor<480x96xf32>) -> tensor<480x96xf32> {
  %0 = linalg.generic {indexing_maps = [#x, affine_map<(i, j, k) -> (k, j)>, #y], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<480x64xf32>, tensor<64x96xf32>) outs(%y : tensor<480x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p : f32
    linalg.yield %s : f32
  } -> tensor<480x96xf32>
  return %0 : tensor<480x96xf32>
}

// -----

// Vectors along the reduction read a copy of tiles of rows across, too: it would
// be of no use. What they read side by side is the reduction.
// CHECK-LABEL: func.func @reduction_in_lanes
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>
// CHECK-NOT: nn.schedule = #nn.schedule<{{.*}} lanes of 2>
// CHECK: return
func.func @reduction_in_lanes(%x: tensor<?x3xf32>, %w: tensor<96x?xf32>, %y: tensor<3x96xf32>) -> tensor<3x96xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (k, i)>, affine_map<(i, j, k) -> (j, k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %w : tensor<?x3xf32>, tensor<96x?xf32>) outs(%y : tensor<3x96xf32>) {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %p = arith.mulf %a, %b : f32
    %s = arith.addf %c, %p fastmath<reassoc> : f32
    linalg.yield %s : f32
  } -> tensor<3x96xf32>
  return %0 : tensor<3x96xf32>
}
