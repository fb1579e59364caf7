// Elements that vectors hold, and bodies that compute on these.
// RUN: nn-opt %s --nn-choose-schedules | FileCheck %s

#id = affine_map<(i, j) -> (i, j)>

// CHECK-LABEL: func.func @floats
// CHECK: nn.schedule
func.func @floats(%x: tensor<64x48xf32>, %y: tensor<64x48xf32>) -> tensor<64x48xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<64x48xf32>) outs(%y : tensor<64x48xf32>) {
  ^bb0(%a: f32, %c: f32):
    %s = arith.mulf %a, %a : f32
    linalg.yield %s : f32
  } -> tensor<64x48xf32>
  return %0 : tensor<64x48xf32>
}

// A boolean takes a byte in memory and a bit in a vector.
// CHECK-LABEL: func.func @booleans
// CHECK-NOT: nn.schedule
// CHECK: return
func.func @booleans(%x: tensor<64x48xf32>, %y: tensor<64x48xi1>) -> tensor<64x48xi1> {
  %z = arith.constant 0.0 : f32
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<64x48xf32>) outs(%y : tensor<64x48xi1>) {
  ^bb0(%a: f32, %c: i1):
    %s = arith.cmpf olt, %a, %z : f32
    linalg.yield %s : i1
  } -> tensor<64x48xi1>
  return %0 : tensor<64x48xi1>
}

// CHECK-LABEL: func.func @indices
// CHECK-NOT: nn.schedule
// CHECK: return
func.func @indices(%x: tensor<64x48xindex>, %y: tensor<64x48xindex>) -> tensor<64x48xindex> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<64x48xindex>) outs(%y : tensor<64x48xindex>) {
  ^bb0(%a: index, %c: index):
    %s = arith.muli %a, %a : index
    linalg.yield %s : index
  } -> tensor<64x48xindex>
  return %0 : tensor<64x48xindex>
}

// Booleans and indices within a body are no hindrance.
// CHECK-LABEL: func.func @within
// CHECK: nn.schedule
func.func @within(%x: tensor<64x48xf32>, %y: tensor<64x48xf32>) -> tensor<64x48xf32> {
  %z = arith.constant 0.0 : f32
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<64x48xf32>) outs(%y : tensor<64x48xf32>) {
  ^bb0(%a: f32, %c: f32):
    %i = linalg.index 1 : index
    %n = arith.index_cast %i : index to i32
    %f = arith.sitofp %n : i32 to f32
    %b = arith.cmpf olt, %a, %z : f32
    %s = arith.select %b, %a, %f : f32
    linalg.yield %s : f32
  } -> tensor<64x48xf32>
  return %0 : tensor<64x48xf32>
}

// Reading elsewhere is not done side by side, nor are branches.
// CHECK-LABEL: func.func @gather
// CHECK-NOT: nn.schedule
// CHECK: return
func.func @gather(%x: tensor<64x48xf32>, %n: tensor<64x48xi64>, %y: tensor<64x48xf32>) -> tensor<64x48xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%n : tensor<64x48xi64>) outs(%y : tensor<64x48xf32>) {
  ^bb0(%a: i64, %c: f32):
    %i = arith.index_cast %a : i64 to index
    %j = linalg.index 1 : index
    %s = tensor.extract %x[%i, %j] : tensor<64x48xf32>
    linalg.yield %s : f32
  } -> tensor<64x48xf32>
  return %0 : tensor<64x48xf32>
}

// CHECK-LABEL: func.func @branch
// CHECK-NOT: nn.schedule
// CHECK: return
func.func @branch(%x: tensor<64x48xf32>, %y: tensor<64x48xf32>) -> tensor<64x48xf32> {
  %z = arith.constant 0.0 : f32
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<64x48xf32>) outs(%y : tensor<64x48xf32>) {
  ^bb0(%a: f32, %c: f32):
    %b = arith.cmpf olt, %a, %z : f32
    %s = scf.if %b -> f32 {
      %e = math.exp %a : f32
      scf.yield %e : f32
    } else {
      scf.yield %a : f32
    }
    linalg.yield %s : f32
  } -> tensor<64x48xf32>
  return %0 : tensor<64x48xf32>
}
