// RUN: nn-opt %s --nn-specialize-apply | FileCheck %s

nn.param @w : tensor<2xf32> = dense<1.0>
nn.param @b : tensor<2xf32> = dense<2.0>

func.func private @net(%x: tensor<2xf32>) -> tensor<2xf32> {
  %w = nn.param_ref @w : tensor<2xf32>
  %b = nn.param_ref @b : tensor<2xf32>
  %0 = arith.mulf %x, %w : tensor<2xf32>
  %1 = arith.addf %0, %b : tensor<2xf32>
  return %1 : tensor<2xf32>
}

// No parameter is bound: the callee itself is called.
// CHECK-LABEL: func.func @unbound
// CHECK: call @net(%{{.*}}) : (tensor<2xf32>) -> tensor<2xf32>
func.func @unbound(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @net(%x) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// Two calls that bind the same parameter share a clone, another set of bound
// parameters has its own.
// CHECK-LABEL: func.func @bound
// CHECK: call @[[ONE:net_[0-9]+]](%{{.*}}, %{{.*}})
// CHECK: call @[[ONE]](%{{.*}}, %{{.*}})
// CHECK: call @[[TWO:net_[0-9]+]](%{{.*}}, %{{.*}}, %{{.*}})
func.func @bound(%x: tensor<2xf32>, %v: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @net(%x) params(@w = %v : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %1 = nn.apply @net(%0) params(@w = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %2 = nn.apply @net(%1) params(@w = %v : tensor<2xf32>, @b = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return %2 : tensor<2xf32>
}

// A callee that does not use the bound parameter is called as it is.
// CHECK-LABEL: func.func private @twice
func.func private @twice(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = arith.addf %x, %x : tensor<2xf32>
  return %0 : tensor<2xf32>
}
// CHECK-LABEL: func.func @unused
// CHECK: call @twice(%{{.*}}) : (tensor<2xf32>) -> tensor<2xf32>
func.func @unused(%x: tensor<2xf32>) -> tensor<2xf32> {
  %0 = nn.apply @twice(%x) params(@w = %x : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}
