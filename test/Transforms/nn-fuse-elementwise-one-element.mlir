// A tensor of one element is computed by scalar ops, but where a loop carries it.
// RUN: nn-opt %s --nn-fuse-elementwise | FileCheck %s

#one = affine_map<(i) -> (i)>
#zero = affine_map<(i) -> (0)>
#none = affine_map<() -> ()>

// CHECK-LABEL: func.func @chain
// CHECK-SAME: (%[[X:.*]]: tensor<1xi64>, %[[S:.*]]: tensor<i64>)
// CHECK-NOT: linalg
// CHECK-DAG: %[[A:.*]] = tensor.extract %[[X]][%{{.*}}]
// CHECK-DAG: %[[B:.*]] = tensor.extract %[[S]][]
// CHECK: %[[P:.*]] = arith.addi %[[A]], %[[B]]
// CHECK: %[[Q:.*]] = arith.muli %[[P]], %[[A]]
// CHECK: tensor.from_elements %[[Q]] : tensor<1xi64>
// CHECK-NOT: linalg
func.func @chain(%x: tensor<1xi64>, %s: tensor<i64>) -> tensor<1xi64> {
  %e = tensor.empty() : tensor<1xi64>
  %sum = linalg.generic {indexing_maps = [#one, affine_map<(i) -> ()>, #one], iterator_types = ["parallel"]} ins(%x, %s : tensor<1xi64>, tensor<i64>) outs(%e : tensor<1xi64>) {
  ^bb0(%a: i64, %b: i64, %o: i64):
    %c = arith.addi %a, %b : i64
    linalg.yield %c : i64
  } -> tensor<1xi64>
  %product = linalg.generic {indexing_maps = [#one, #zero, #one], iterator_types = ["parallel"]} ins(%sum, %x : tensor<1xi64>, tensor<1xi64>) outs(%e : tensor<1xi64>) {
  ^bb0(%a: i64, %b: i64, %o: i64):
    %c = arith.muli %a, %b : i64
    linalg.yield %c : i64
  } -> tensor<1xi64>
  return %product : tensor<1xi64>
}

// The index is zero; several results come from one op.
// CHECK-LABEL: func.func @index
// CHECK-NOT: linalg
// CHECK-DAG: arith.constant dense<0> : tensor<1x1xindex>
// CHECK-DAG: tensor.from_elements %{{.*}} : tensor<1x1xf32>
// CHECK-NOT: linalg
func.func @index(%x: tensor<1x1xf32>) -> (tensor<1x1xindex>, tensor<1x1xf32>) {
  %e = tensor.empty() : tensor<1x1xindex>
  %f = tensor.empty() : tensor<1x1xf32>
  %r:2 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%x : tensor<1x1xf32>) outs(%e, %f : tensor<1x1xindex>, tensor<1x1xf32>) {
  ^bb0(%a: f32, %o: index, %p: f32):
    %i = linalg.index 1 : index
    linalg.yield %i, %a : index, f32
  } -> (tensor<1x1xindex>, tensor<1x1xf32>)
  return %r#0, %r#1 : tensor<1x1xindex>, tensor<1x1xf32>
}

// CHECK-LABEL: func.func @carried
// CHECK: linalg.generic
func.func @carried(%x: tensor<i64>, %n: index) -> tensor<i64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%t = %x) -> (tensor<i64>) {
    %next = linalg.generic {indexing_maps = [#none, #none], iterator_types = []} ins(%x : tensor<i64>) outs(%t : tensor<i64>) {
    ^bb0(%a: i64, %o: i64):
      %c = arith.addi %a, %o : i64
      linalg.yield %c : i64
    } -> tensor<i64>
    scf.yield %next : tensor<i64>
  }
  return %r : tensor<i64>
}
