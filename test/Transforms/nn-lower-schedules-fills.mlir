// A fill goes only where the op behind it writes all that it wrote, and begins with
// its constant.
// RUN: nn-opt %s --nn-lower-schedules --canonicalize --cse | FileCheck %s

// Every other element is zero.
// CHECK-LABEL: func.func @gaps
// CHECK-SAME: %[[Y:[a-z0-9]*]]: memref<7xf32>)
// CHECK: linalg.fill {{.*}} outs(%[[Y]]
// CHECK: return
func.func @gaps(%x: memref<4x8xf32>, %y: memref<7xf32>) {
  %z = arith.constant 0.0 : f32
  linalg.fill ins(%z : f32) outs(%y : memref<7xf32>)
  linalg.generic {indexing_maps = [affine_map<(i, k) -> (i, k)>, affine_map<(i, k) -> (i * 2)>], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<4x8xf32>) outs(%y : memref<7xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 1]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  }
  return
}

// An op without reductions adds to what the buffer holds: ones.
// CHECK-LABEL: func.func @element_wise
// CHECK-SAME: %[[Y:[a-z0-9]*]]: memref<4xf32>)
// CHECK-NOT: vector.load %[[Y]]
// CHECK: arith.addf %{{.*}}, %cst : vector<4xf32>
// CHECK: return
func.func @element_wise(%x: memref<4xf32>, %y: memref<4xf32>) {
  %v = arith.constant 1.0 : f32
  linalg.fill ins(%v : f32) outs(%y : memref<4xf32>)
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%x : memref<4xf32>) outs(%y : memref<4xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 4], 4 lanes of 0>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  }
  return
}

// The body of an op in between reads it, though it is no operand of that.
// CHECK-LABEL: func.func @read_in_body
// CHECK-SAME: %[[Y:[a-z0-9]*]]: memref<4xf32>)
// CHECK: linalg.fill {{.*}} outs(%[[Y]]
// CHECK: linalg.generic
// CHECK: memref.load %[[Y]]
// CHECK: return
func.func @read_in_body(%x: memref<4x8xf32>, %n: memref<4xi64>, %u: memref<4xf32>, %y: memref<4xf32>) {
  %z = arith.constant 0.0 : f32
  linalg.fill ins(%z : f32) outs(%y : memref<4xf32>)
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
      ins(%n : memref<4xi64>) outs(%u : memref<4xf32>) {
  ^bb0(%a: i64, %c: f32):
    %i = arith.index_cast %a : i64 to index
    %e = memref.load %y[%i] : memref<4xf32>
    linalg.yield %e : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i, k) -> (i, k)>, affine_map<(i, k) -> (i)>], iterator_types = ["parallel", "reduction"]}
      ins(%x : memref<4x8xf32>) outs(%y : memref<4xf32>)
      attrs = {nn.schedule = #nn.schedule<[0 by 1, 1 by 1]>} {
  ^bb0(%a: f32, %c: f32):
    %s = arith.addf %c, %a : f32
    linalg.yield %s : f32
  }
  return
}
