// RUN: nn-opt %s | FileCheck %s
// RUN: nn-opt %s | nn-opt | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @indexing
func.func @indexing(%x: tensor<6x?xf32, #nn.axes<row, column>>, %i: tensor<3xi32, #nn.axes<pick>>, %u: tensor<3x?xf32>) {
  // CHECK: nn.concat %{{.*}}, %{{.*}} axis 0 : (tensor<6x?xf32, #nn.axes<row, column>>, tensor<3x?xf32>) -> tensor<9x?xf32, #nn.axes<row, column>>
  %0 = nn.concat %x, %u axis 0 : (tensor<6x?xf32, #nn.axes<row, column>>, tensor<3x?xf32>) -> tensor<9x?xf32, #nn.axes<row, column>>
  // CHECK: nn.slice "1:-1:2, -1" %{{.*}} : (tensor<6x?xf32, #nn.axes<row, column>>) -> tensor<2xf32, #nn.axes<row>>
  %1 = nn.slice "1:-1:2, -1" %x : (tensor<6x?xf32, #nn.axes<row, column>>) -> tensor<2xf32, #nn.axes<row>>
  // CHECK: nn.gather %{{.*}} axes [0] at %{{.*}} : (tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<3x?xf32, #nn.axes<pick, column>>
  %2 = nn.gather %x axes [0] at %i : (tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<3x?xf32, #nn.axes<pick, column>>
  // CHECK: nn.scatter %{{.*}} into %{{.*}} axes [0] at %{{.*}} : (tensor<3x?xf32>, tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<6x?xf32, #nn.axes<row, column>> {
  %3 = nn.scatter %u into %x axes [0] at %i : (tensor<3x?xf32>, tensor<6x?xf32, #nn.axes<row, column>>, tensor<3xi32, #nn.axes<pick>>) -> tensor<6x?xf32, #nn.axes<row, column>> {
  ^bb0(%old: f32, %new: f32):
    nn.yield %new : f32
  }
  // CHECK: nn.sort %{{.*}} axis 1 descending : (tensor<6x?xf32, #nn.axes<row, column>>) -> (tensor<6x?xf32, #nn.axes<row, column>>, tensor<6x?xi64, #nn.axes<row, column>>)
  %4:2 = nn.sort %x axis 1 descending : (tensor<6x?xf32, #nn.axes<row, column>>) -> (tensor<6x?xf32, #nn.axes<row, column>>, tensor<6x?xi64, #nn.axes<row, column>>)
  return
}

// CHECK-LABEL: func.func @control
func.func @control(%p: tensor<i1>, %x: tensor<?x4xf32>, %h: tensor<4xf32>, %n: index) {
  // CHECK: nn.cond %{{.*}} : tensor<i1> -> tensor<4xf32> {
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    nn.yield %h : tensor<4xf32>
    // CHECK: } else {
  } else {
    nn.yield %h : tensor<4xf32>
  }
  // CHECK: nn.scan init(%{{.*}} : tensor<4xf32>) over(%{{.*}} : tensor<?x4xf32>) count %{{.*}} reverse -> tensor<4xf32>, tensor<?x4xf32> {
  %1:2 = nn.scan init(%h : tensor<4xf32>) over(%x : tensor<?x4xf32>) count %n reverse -> tensor<4xf32>, tensor<?x4xf32> {
  ^bb0(%s: tensor<4xf32>, %v: tensor<4xf32>):
    nn.yield %v, %s : tensor<4xf32>, tensor<4xf32>
  }
  // A scan that only counts.
  // CHECK: nn.scan count %{{.*}} {
  nn.scan count %n {
  }
  // CHECK: nn.weave over(%{{.*}} : tensor<?x4xf32>) axis 1 -> tensor<?x4xf32> {
  %2 = nn.weave over(%x : tensor<?x4xf32>) axis 1 -> tensor<?x4xf32> {
  ^bb0(%v: tensor<?xf32>):
    nn.yield %v : tensor<?xf32>
  }
  // CHECK: nn.fixed_point init(%{{.*}} : tensor<4xf32>) tolerance 1.000000e-03 limit 7 best_effort -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  %3:3 = nn.fixed_point init(%h : tensor<4xf32>) tolerance 1.0e-03 limit 7 best_effort -> tensor<4xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// CHECK-LABEL: func.func @random
func.func @random(%s: tensor<i64>, %x: tensor<?x4xf32>) {
  // CHECK: nn.random uniform %{{.*}} stream 3 like %{{.*}} : tensor<i64>, tensor<?x4xf32> -> tensor<?x4xf32>
  %0 = nn.random uniform %s stream 3 like %x : tensor<i64>, tensor<?x4xf32> -> tensor<?x4xf32>
  // CHECK: nn.random bits %{{.*}} : tensor<i64> -> tensor<5xi8>
  %1 = nn.random bits %s : tensor<i64> -> tensor<5xi8>
  // CHECK: nn.random normal %{{.*}} : tensor<i64> -> tensor<2x2xf64>
  %2 = nn.random normal %s : tensor<i64> -> tensor<2x2xf64>
  return
}
