// nn.map as linalg.generic.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// A loop per axis, all parallel; the region stays as it is.
// CHECK-LABEL: func.func @map(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x3xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[X]] : tensor<?x3xf32>) outs(%[[EMPTY]] : tensor<?x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[EXP:.*]] = math.exp %[[IN]] : f32
// CHECK: linalg.yield %[[EXP]] : f32
// CHECK: return %[[R]] : tensor<?x3xf32>
func.func @map(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %y = nn.map %x : (tensor<?x3xf32>) -> tensor<?x3xf32> {
  ^bb0(%a: f32):
    %b = math.exp %a : f32
    nn.yield %b : f32
  }
  return %y : tensor<?x3xf32>
}

// An extent that is written as 1 is read at its only index, and shapes are
// aligned at the last axis.
// CHECK-LABEL: func.func @broadcast(
// CHECK-SAME: %[[X:.*]]: tensor<?x3xf32>, %[[Y:.*]]: tensor<?x1xf32>, %[[Z:.*]]: tensor<3xf32>, %[[S:.*]]: tensor<f32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x3xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[Y]], %c0 : tensor<?x1xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %[[DIM2]] : index
// CHECK: cf.assert %[[OK]], "operands differ in extent"
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> ()>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[Y]], %[[Z]], %[[S]] : tensor<?x3xf32>, tensor<?x1xf32>, tensor<3xf32>, tensor<f32>) outs(%[[EMPTY]] : tensor<?x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[IN3:.*]]: f32, %[[IN4:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[FMA:.*]] = math.fma %[[IN]], %[[IN2]], %[[IN3]] : f32
// CHECK: %[[DIFF:.*]] = arith.subf %[[FMA]], %[[IN4]] : f32
// CHECK: linalg.yield %[[DIFF]] : f32
// CHECK: return %[[R]] : tensor<?x3xf32>
func.func @broadcast(%x: tensor<?x3xf32>, %y: tensor<?x1xf32>, %z: tensor<3xf32>, %s: tensor<f32>) -> tensor<?x3xf32> {
  %r = nn.map %x, %y, %z, %s : (tensor<?x3xf32>, tensor<?x1xf32>, tensor<3xf32>, tensor<f32>) -> tensor<?x3xf32> {
  ^bb0(%a: f32, %b: f32, %c: f32, %d: f32):
    %e = math.fma %a, %b, %c : f32
    %f = arith.subf %e, %d : f32
    nn.yield %f : f32
  }
  return %r : tensor<?x3xf32>
}

// Where the result has extent 1 too, the loop runs over it.
// CHECK-LABEL: func.func @ones(
// CHECK-SAME: %[[X:.*]]: tensor<1xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<1xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[X]] : tensor<1xf32>) outs(%[[EMPTY]] : tensor<1xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[NEGF:.*]] = arith.negf %[[IN]] : f32
// CHECK: linalg.yield %[[NEGF]] : f32
// CHECK: return %[[R]] : tensor<1xf32>
func.func @ones(%x: tensor<1xf32>) -> tensor<1xf32> {
  %r = nn.map %x : (tensor<1xf32>) -> tensor<1xf32> {
  ^bb0(%a: f32):
    %e = arith.negf %a : f32
    nn.yield %e : f32
  }
  return %r : tensor<1xf32>
}

// A dynamic extent does not stretch: it is compared with the others.
// CHECK-LABEL: func.func @guarded(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>, %[[Y:.*]]: tensor<4xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %c4 : index
// CHECK: cf.assert %[[OK]], "operands differ in extent"
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<4xf32>
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<?xf32> to tensor<4xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[CAST]], %[[Y]] : tensor<4xf32>, tensor<4xf32>) outs(%[[EMPTY]] : tensor<4xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[IN]], %[[IN2]] : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<4xf32>
func.func @guarded(%x: tensor<?xf32>, %y: tensor<4xf32>) -> tensor<4xf32> {
  %r = nn.map %x, %y : (tensor<?xf32>, tensor<4xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %r : tensor<4xf32>
}

// Elements of another type than the operands have.
// CHECK-LABEL: func.func @types(
// CHECK-SAME: %[[X:.*]]: tensor<2xi1>, %[[Y:.*]]: tensor<2xi64>
// CHECK: %[[C0_I64:.*]] = arith.constant 0 : i64
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2xf64>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[X]], %[[Y]] : tensor<2xi1>, tensor<2xi64>) outs(%[[EMPTY]] : tensor<2xf64>) {
// CHECK: ^bb0(%[[IN:.*]]: i1, %[[IN2:.*]]: i64, %[[OUT:.*]]: f64):
// CHECK: %[[SEL:.*]] = arith.select %[[IN]], %[[IN2]], %[[C0_I64]] : i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[SEL]] : i64 to f64
// CHECK: linalg.yield %[[SITOFP]] : f64
// CHECK: return %[[R]] : tensor<2xf64>
func.func @types(%x: tensor<2xi1>, %y: tensor<2xi64>) -> tensor<2xf64> {
  %r = nn.map %x, %y : (tensor<2xi1>, tensor<2xi64>) -> tensor<2xf64> {
  ^bb0(%a: i1, %b: i64):
    %z = arith.constant 0 : i64
    %c = arith.select %a, %b, %z : i64
    %d = arith.sitofp %c : i64 to f64
    nn.yield %d : f64
  }
  return %r : tensor<2xf64>
}

// A scalar from outside of the region.
// CHECK-LABEL: func.func @outside(
// CHECK-SAME: %[[X:.*]]: tensor<2xf32>, %[[S:.*]]: f32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[X]] : tensor<2xf32>) outs(%[[EMPTY]] : tensor<2xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[IN]], %[[S]] : f32
// CHECK: linalg.yield %[[PROD]] : f32
// CHECK: return %[[R]] : tensor<2xf32>
func.func @outside(%x: tensor<2xf32>, %s: f32) -> tensor<2xf32> {
  %r = nn.map %x : (tensor<2xf32>) -> tensor<2xf32> {
  ^bb0(%a: f32):
    %c = arith.mulf %a, %s : f32
    nn.yield %c : f32
  }
  return %r : tensor<2xf32>
}

// No element, no difference.
// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %[[X:.*]]: tensor<0x?xf32>, %[[Y:.*]]: tensor<1xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c1 : tensor<0x?xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<0x?xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[Y]] : tensor<0x?xf32>, tensor<1xf32>) outs(%[[EMPTY]] : tensor<0x?xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[IN]], %[[IN2]] : f32
// CHECK: linalg.yield %[[PROD]] : f32
// CHECK: return %[[R]] : tensor<0x?xf32>
func.func @empty(%x: tensor<0x?xf32>, %y: tensor<1xf32>) -> tensor<0x?xf32> {
  %r = nn.map %x, %y : (tensor<0x?xf32>, tensor<1xf32>) -> tensor<0x?xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.mulf %a, %b : f32
    nn.yield %c : f32
  }
  return %r : tensor<0x?xf32>
}

// No axis, no loop.
// CHECK-LABEL: func.func @scalar(
// CHECK-SAME: %[[X:.*]]: tensor<f32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<f32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []} ins(%[[X]] : tensor<f32>) outs(%[[EMPTY]] : tensor<f32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[SQRT:.*]] = math.sqrt %[[IN]] : f32
// CHECK: linalg.yield %[[SQRT]] : f32
// CHECK: return %[[R]] : tensor<f32>
func.func @scalar(%x: tensor<f32>) -> tensor<f32> {
  %r = nn.map %x : (tensor<f32>) -> tensor<f32> {
  ^bb0(%a: f32):
    %c = math.sqrt %a : f32
    nn.yield %c : f32
  }
  return %r : tensor<f32>
}
