// nn.apply with weights as values: alone, nested, and hidden by a nearer one.
// RUN: %python %S/compare.py %s plain x=f32:3x4
// RUN: %python %S/compare.py %s bound x=f32:3x4 w=f32:2x4
// RUN: %python %S/compare.py %s nested x=f32:3x4 w=f32:2x4
// RUN: %python %S/compare.py %s nearer x=f32:3x4 w=f32:2x4
// RUN: %python %S/compare.py %s batched x=f32:5x3x4 w=f32:5x2x4 --levels 03
// RUN: %python %S/compare.py %s batched x=f32:0x3x4 w=f32:0x2x4 --levels 03
// RUN: %python %S/compare.py %s common x=f32:3x4 w=f32:5x2x4 --levels 03
// RUN: nn-opt %s --nn-specialize-apply | FileCheck %s

nn.param @w : tensor<2x4xf32> = #nn.init<uniform, seed = 1, low = -1.0, high = 1.0>
nn.param @b : tensor<2xf32> = dense<[1.0, 2.0]>

// A clone takes the bound parameter as an argument; the other stays.
// CHECK-LABEL: func.func @bound
// CHECK: call @[[CLONE:net_[0-9]+]](%arg0, %arg1)
// CHECK-NOT: nn.apply
// CHECK: func.func private @[[CLONE]](%arg0: tensor<?x4xf32>, %arg1: tensor<2x4xf32>)
// CHECK-NOT: nn.param_ref @w
// CHECK: nn.param_ref @b

func.func private @net(%x: tensor<?x4xf32>) -> tensor<?x2xf32> {
  %w = nn.param_ref @w : tensor<2x4xf32>
  %b = nn.param_ref @b : tensor<2xf32>
  %y = nn.linear %x, %w bias %b : (tensor<?x4xf32>, tensor<2x4xf32>, tensor<2xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
func.func private @middle(%x: tensor<?x4xf32>) -> tensor<?x2xf32> {
  %y = nn.apply @net(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
func.func private @own(%x: tensor<?x4xf32>) -> tensor<?x2xf32> {
  %w = nn.param_ref @w : tensor<2x4xf32>
  %s = arith.addf %w, %w : tensor<2x4xf32>
  %y = nn.apply @net(%x) params(@w = %s : tensor<2x4xf32>) : (tensor<?x4xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
func.func @plain(%x: tensor<?x4xf32>) -> tensor<?x2xf32> {
  %y = nn.apply @net(%x) : (tensor<?x4xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
func.func @bound(%x: tensor<?x4xf32>, %w: tensor<2x4xf32>) -> tensor<?x2xf32> {
  %y = nn.apply @net(%x) params(@w = %w : tensor<2x4xf32>) : (tensor<?x4xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
func.func @nested(%x: tensor<?x4xf32>, %w: tensor<2x4xf32>) -> tensor<?x2xf32> {
  %y = nn.apply @middle(%x) params(@w = %w : tensor<2x4xf32>) : (tensor<?x4xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}
func.func @nearer(%x: tensor<?x4xf32>, %w: tensor<2x4xf32>) -> tensor<?x2xf32> {
  %y = nn.apply @own(%x) params(@w = %w : tensor<2x4xf32>) : (tensor<?x4xf32>) -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}

// One network per row: with inputs of its own, and all on one input.
func.func @batched(%x: tensor<?x?x4xf32>, %w: tensor<?x2x4xf32>) -> tensor<?x?x2xf32> {
  %y = nn.apply @middle(%x) params(@w = %w : tensor<?x2x4xf32>) batched : (tensor<?x?x4xf32>) -> tensor<?x?x2xf32>
  return %y : tensor<?x?x2xf32>
}
func.func @common(%x: tensor<?x4xf32>, %w: tensor<5x2x4xf32>) -> tensor<5x?x2xf32> {
  %y = nn.apply @net(%x) params(@w = %w : tensor<5x2x4xf32>) batched : (tensor<?x4xf32>) -> tensor<5x?x2xf32>
  return %y : tensor<5x?x2xf32>
}
