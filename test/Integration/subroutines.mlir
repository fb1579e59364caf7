// Functions that are compiled by themselves: evaluator and compiled code agree.

// DEFINE: %{compare} = %python %S/compare.py %s
// RUN: %{compare} repeats x=f64:7 y=f64:12 --rtol 0 --atol 0
// RUN: %{compare} repeats x=f64:0 y=f64:1 --rtol 0 --atol 0 --levels 03
// RUN: %{compare} nested x=f64:5x3 --rtol 0 --atol 0
// RUN: %{compare} in_a_loop x=f64:4x6 --rtol 0 --atol 0
// RUN: %{compare} in_a_loop x=f64:0x6 --rtol 0 --atol 0 --levels 03
// RUN: %{compare} no_arguments --levels 03
// RUN: %{compare} copies x=f32:5 --outputs 4 --levels 03
// RUN: %{compare} copies x=f32:0 --outputs 4 --levels 03
// RUN: %{compare} unused_argument x=f32:5 y=f32:0x3 --levels 03
// RUN: %{compare} elements x=f16:3 y=bf16:4 z=i1:5 i=i64:2 --outputs 4 --levels 03
// RUN: %{compare} elements x=f16:0 y=bf16:1 z=i1:0 i=i64:0 --outputs 4 --levels 03
// RUN: %{compare} static_extents x=f32: y=f32:0x4 --outputs 3 --levels 03
// RUN: %{compare} reads_a_parameter x=f32:4 --levels 03
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

// What functions may take and give.
func.func private @no_args() -> tensor<4xf32> attributes {no_inline} {
  %y = arith.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  return %y : tensor<4xf32>
}
func.func private @no_results(%x: tensor<?xf32>) attributes {no_inline} {
  return
}
func.func private @nothing() attributes {no_inline} {
  return
}
func.func private @identity(%x: tensor<?xf32>, %y: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) attributes {no_inline} {
  // Arguments, one of them twice.
  return %x, %x, %y : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
}
func.func private @two(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) attributes {no_inline} {
  %z = arith.mulf %x, %x : tensor<?xf32>
  return %z, %z : tensor<?xf32>, tensor<?xf32>
}
func.func private @unused(%x: tensor<?xf32>, %y: tensor<?x?xf32>) -> tensor<?xf32> attributes {no_inline} {
  %z = arith.mulf %x, %x : tensor<?xf32>
  return %z : tensor<?xf32>
}
func.func private @bits(%x: tensor<?xf16>, %y: tensor<?xbf16>, %z: tensor<?xi1>, %i: tensor<?xindex>) -> (tensor<?xf16>, tensor<?xbf16>, tensor<?xi1>, tensor<?xindex>) attributes {no_inline} {
  %a = arith.addf %x, %x : tensor<?xf16>
  %b = arith.mulf %y, %y : tensor<?xbf16>
  %c = arith.xori %z, %z : tensor<?xi1>
  %d = arith.addi %i, %i : tensor<?xindex>
  return %a, %b, %c, %d : tensor<?xf16>, tensor<?xbf16>, tensor<?xi1>, tensor<?xindex>
}
func.func private @scalar(%x: tensor<f32>) -> (tensor<f32>) attributes {no_inline} {
  %a = arith.addf %x, %x : tensor<f32>
  return %a : tensor<f32>
}
func.func private @empty(%x: tensor<0x4xf32>) -> (tensor<0x4xf32>, tensor<4x0xf32>) attributes {no_inline} {
  %a = arith.addf %x, %x : tensor<0x4xf32>
  %t = nn.rearrange "a b -> b a" %a : (tensor<0x4xf32>) -> tensor<4x0xf32>
  return %a, %t : tensor<0x4xf32>, tensor<4x0xf32>
}

func.func @no_arguments() -> tensor<4xf32> {
  func.call @nothing() : () -> ()
  %y = func.call @no_args() : () -> tensor<4xf32>
  %z = func.call @no_args() : () -> tensor<4xf32>
  %s = arith.addf %y, %z : tensor<4xf32>
  return %s : tensor<4xf32>
}
func.func @copies(%x: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) {
  func.call @no_results(%x) : (tensor<?xf32>) -> ()
  %a, %b, %c = func.call @identity(%x, %x) : (tensor<?xf32>, tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>)
  %d, %e = func.call @two(%c) : (tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>)
  %g = arith.addf %d, %x : tensor<?xf32>
  return %a, %b, %g, %e : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?xf32>
}
func.func @unused_argument(%x: tensor<?xf32>, %y: tensor<?x?xf32>) -> tensor<?xf32> {
  %a = func.call @unused(%x, %y) : (tensor<?xf32>, tensor<?x?xf32>) -> tensor<?xf32>
  return %a : tensor<?xf32>
}
func.func @elements(%x: tensor<?xf16>, %y: tensor<?xbf16>, %z: tensor<?xi1>, %i: tensor<?xi64>) -> (tensor<?xf16>, tensor<?xbf16>, tensor<?xi1>, tensor<?xi64>) {
  %j = arith.index_cast %i : tensor<?xi64> to tensor<?xindex>
  %a, %b, %c, %d = func.call @bits(%x, %y, %z, %j) : (tensor<?xf16>, tensor<?xbf16>, tensor<?xi1>, tensor<?xindex>) -> (tensor<?xf16>, tensor<?xbf16>, tensor<?xi1>, tensor<?xindex>)
  %a2, %b2, %c2, %d2 = func.call @bits(%a, %b, %c, %d) : (tensor<?xf16>, tensor<?xbf16>, tensor<?xi1>, tensor<?xindex>) -> (tensor<?xf16>, tensor<?xbf16>, tensor<?xi1>, tensor<?xindex>)
  %k = arith.index_cast %d2 : tensor<?xindex> to tensor<?xi64>
  return %a2, %b2, %c2, %k : tensor<?xf16>, tensor<?xbf16>, tensor<?xi1>, tensor<?xi64>
}
func.func @static_extents(%x: tensor<f32>, %y: tensor<0x4xf32>) -> (tensor<f32>, tensor<0x4xf32>, tensor<4x0xf32>) {
  %a = func.call @scalar(%x) : (tensor<f32>) -> tensor<f32>
  %b, %c = func.call @empty(%y) : (tensor<0x4xf32>) -> (tensor<0x4xf32>, tensor<4x0xf32>)
  return %a, %b, %c : tensor<f32>, tensor<0x4xf32>, tensor<4x0xf32>
}

// What is called reads a parameter, so that neither stays a function.
nn.param @w : tensor<4xf32> = dense<2.0>
func.func private @reader(%x: tensor<4xf32>) -> tensor<4xf32> {
  %w = nn.param_ref @w : tensor<4xf32>
  %y = arith.addf %x, %w : tensor<4xf32>
  return %y : tensor<4xf32>
}
func.func private @caller(%x: tensor<4xf32>) -> tensor<4xf32> attributes {no_inline} {
  %y = call @reader(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}
func.func @reads_a_parameter(%x: tensor<4xf32>) -> tensor<4xf32> {
  %y = call @caller(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}
