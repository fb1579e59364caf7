// What may go away of control flow, and what stays.
// RUN: nn-opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @unused_cond(
// CHECK-NEXT:    return
func.func @unused_cond(%p: tensor<i1>, %x: tensor<4xf32>) {
  %0 = nn.cond %p : tensor<i1> -> tensor<4xf32> {
    nn.yield %x : tensor<4xf32>
  } else {
    %1 = nn.softmax %x axis 0 : tensor<4xf32>
    nn.yield %1 : tensor<4xf32>
  }
  return
}

// CHECK-LABEL: func.func @unused_loops(
// CHECK-NEXT:    return
func.func @unused_loops(%x: tensor<3x4xf32>, %h: tensor<4xf32>) {
  %0 = nn.scan init(%h : tensor<4xf32>) over(%x : tensor<3x4xf32>) -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>, %v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  %1 = nn.weave over(%x : tensor<3x4xf32>) -> tensor<3x4xf32> {
  ^bb0(%v: tensor<4xf32>):
    nn.yield %v : tensor<4xf32>
  }
  return
}

// A check is an effect, wherever it stands.
// CHECK-LABEL: func.func @check_stays(
// CHECK:         nn.check index
// CHECK:         nn.scan
// CHECK-NEXT:      nn.check numeric
func.func @check_stays(%p: i1, %n: index) {
  nn.check index %p, "one"
  nn.scan count %n {
    nn.check numeric %p, "two"
  }
  return
}

// So is a call.
// CHECK-LABEL: func.func @apply_stays(
// CHECK:         nn.cond
// CHECK:           nn.apply @net
func.func @apply_stays(%p: tensor<i1>, %x: tensor<4xf32>) {
  nn.cond %p : tensor<i1> {
    %0 = nn.apply @net(%x) : (tensor<4xf32>) -> tensor<4xf32>
  } else {
  }
  return
}
func.func private @net(tensor<4xf32>) -> tensor<4xf32>

// What a loop computes does not run without it: it may run no step.
// CHECK-LABEL: func.func @scan_stays(
// CHECK:         nn.scan
func.func @scan_stays(%h: tensor<4xf32>, %n: index) -> tensor<4xf32> {
  %0 = nn.scan init(%h : tensor<4xf32>) count %n -> tensor<4xf32> {
  ^bb0(%s: tensor<4xf32>):
    nn.yield %s : tensor<4xf32>
  }
  return %0 : tensor<4xf32>
}
