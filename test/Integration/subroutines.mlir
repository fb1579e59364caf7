// Functions that are compiled by themselves: evaluator and compiled code agree.

// DEFINE: %{compare} = %python %S/compare.py %s
// RUN: %{compare} repeats x=f64:7 y=f64:12 --rtol 0 --atol 0
// RUN: %{compare} repeats x=f64:0 y=f64:1 --rtol 0 --atol 0 --levels 03
// RUN: %{compare} nested x=f64:5x3 --rtol 0 --atol 0
// RUN: %{compare} in_a_loop x=f64:4x6 --rtol 0 --atol 0
// RUN: %{compare} in_a_loop x=f64:0x6 --rtol 0 --atol 0 --levels 03
// RUN: nn-opt %s --nn-lower-to-structured | FileCheck %s

// CHECK-DAG: func.func private @sort.shared(%{{.*}}: tensor<?xf64>, %{{.*}}: memref<?xf64>, %{{.*}}: memref<?xi64>)
// CHECK-DAG: func.func private @twice(
// CHECK-DAG: func.func private @add(

func.func @repeats(%x: tensor<?xf64>, %y: tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>) {
  %a, %pa = nn.sort %x axis 0 : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  %both = nn.concat %a, %y axis 0 : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  %b, %pb = nn.sort %both axis 0 : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  return %b, %pb : tensor<?xf64>, tensor<?xi64>
}

// The rows one after the other, doubled.
func.func private @twice(%x: tensor<?x?xf64>) -> tensor<?xf64> attributes {no_inline} {
  %flat = nn.rearrange "a b -> (a b)" %x : (tensor<?x?xf64>) -> tensor<?xf64>
  %y = call @add(%flat, %flat) : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  return %y : tensor<?xf64>
}

// The extents have to agree.
func.func private @add(%x: tensor<?xf64>, %y: tensor<?xf64>) -> tensor<?xf64> attributes {no_inline} {
  %z = arith.addf %x, %y : tensor<?xf64>
  return %z : tensor<?xf64>
}

func.func @nested(%x: tensor<?x?xf64>) -> (tensor<?xf64>, tensor<?xf64>) {
  %y = call @twice(%x) : (tensor<?x?xf64>) -> tensor<?xf64>
  %z = call @add(%y, %y) : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  return %y, %z : tensor<?xf64>, tensor<?xf64>
}

func.func @in_a_loop(%x: tensor<?x6xf64>) -> (tensor<?xf64>, tensor<?x?xf64>) {
  %c6 = arith.constant 6 : index
  %zero = arith.constant 0.0 : f64
  %init = tensor.splat %zero[%c6] : tensor<?xf64>
  %last, %all = nn.scan init(%init : tensor<?xf64>) over(%x : tensor<?x6xf64>) -> tensor<?xf64>, tensor<?x?xf64> {
  ^bb0(%sum: tensor<?xf64>, %row: tensor<6xf64>):
    %part = tensor.cast %row : tensor<6xf64> to tensor<?xf64>
    %next = func.call @add(%sum, %part) : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
    nn.yield %next, %next : tensor<?xf64>, tensor<?xf64>
  }
  return %last, %all : tensor<?xf64>, tensor<?x?xf64>
}
