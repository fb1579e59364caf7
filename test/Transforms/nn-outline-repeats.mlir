// RUN: nn-opt %s --nn-outline-repeats --split-input-file | FileCheck %s

// The selector goes along, down to what it compares. That %one is one number and
// %i are the indices stays known.
// CHECK-LABEL: func.func @f
// CHECK-SAME: (%[[X:.*]]: tensor<?xi64>, %[[Y:.*]]: tensor<?xi64>)
func.func @f(%x: tensor<?xi64>, %y: tensor<?xi64>) -> (tensor<?xi64>, tensor<?xi64>) {
  %c1 = arith.constant 1 : i64
  // CHECK: %[[ONE:.*]] = nn.map
  %one = nn.map %x : (tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%e: i64):
    nn.yield %c1 : i64
  }
  %i = nn.map %x : (tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%e: i64):
    %index = nn.index 0
    %number = arith.index_cast %index : index to i64
    nn.yield %number : i64
  }
  %same = nn.select eq %x, %one : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %before = nn.select lt %i, %i : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %both = arith.andi %same, %before : tensor<?x?xi1>
  // CHECK: %[[W:.*]] = call @selector_width.shared(%[[X]], %[[ONE]])
  %w = nn.selector_width %both : (tensor<?x?xi1>) -> tensor<?xi64>
  %same_y = nn.select eq %y, %one : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %iy = nn.map %y : (tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%e: i64):
    %index = nn.index 0
    %number = arith.index_cast %index : index to i64
    nn.yield %number : i64
  }
  %before_y = nn.select lt %iy, %iy : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %both_y = arith.andi %same_y, %before_y : tensor<?x?xi1>
  // CHECK: %[[V:.*]] = call @selector_width.shared(%[[Y]], %[[ONE]])
  %v = nn.selector_width %both_y : (tensor<?x?xi1>) -> tensor<?xi64>
  // CHECK: return %[[W]], %[[V]]
  return %w, %v : tensor<?xi64>, tensor<?xi64>
}
// CHECK-LABEL: func.func private @selector_width.shared
// CHECK-SAME: (%[[K:.*]]: tensor<?xi64>, %[[Q:.*]]: tensor<?xi64>) -> tensor<?xi64> attributes {no_inline}
// CHECK: %[[UNIFORM:.*]] = nn.map %[[Q]]
// CHECK: nn.yield %c1
// CHECK: nn.select eq %[[K]], %[[UNIFORM]]
// CHECK: nn.index 0
// CHECK: nn.select lt
// CHECK: nn.selector_width

// -----

// What an op makes another one takes.
// CHECK-LABEL: func.func @chain
// CHECK: %[[A:.*]]:2 = call @sort.shared(%{{.*}})
// CHECK: %[[B:.*]]:2 = call @sort.shared(%[[A]]#0)
// CHECK: return %[[B]]#0
func.func @chain(%x: tensor<?xf64>) -> tensor<?xf64> {
  %a, %pa = nn.sort %x axis 0 : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  %b, %pb = nn.sort %a axis 0 : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  return %b : tensor<?xf64>
}

// -----

// Another type, another attribute, other uses of one operand: no repeats. A
// number that the region takes from outside cannot be handed over.
// CHECK-LABEL: func.func @different
// CHECK-NOT: call
// CHECK: return
func.func @different(%x: tensor<?xf64>, %y: tensor<4xf64>, %z: tensor<?xi64>, %n: tensor<?xi64>)
    -> (tensor<?xf64>, tensor<?xf64>, tensor<4xf64>, tensor<?xi64>, tensor<?xi64>) {
  %a, %pa = nn.sort %x axis 0 : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  %b, %pb = nn.sort %x axis 0 descending : (tensor<?xf64>) -> (tensor<?xf64>, tensor<?xi64>)
  %c, %pc = nn.sort %y axis 0 : (tensor<4xf64>) -> (tensor<4xf64>, tensor<4xi64>)
  %c0 = arith.constant 0 : index
  %extent = tensor.dim %x, %c0 : tensor<?xf64>
  %number = arith.index_cast %extent : index to i64
  %d = nn.scatter %z into %z axes [0] at %n : (tensor<?xi64>, tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%old: i64, %update: i64):
    nn.yield %number : i64
  }
  %e = nn.scatter %n into %n axes [0] at %z : (tensor<?xi64>, tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64> {
  ^bb0(%old: i64, %update: i64):
    nn.yield %number : i64
  }
  return %a, %b, %c, %d, %e : tensor<?xf64>, tensor<?xf64>, tensor<4xf64>, tensor<?xi64>, tensor<?xi64>
}

// -----

// A function that is compiled by itself reads no parameters: one is handed over,
// also where it could be a selector, and what reads it inside stays.
nn.param @marks : tensor<1x3xi1> = dense<true>
// CHECK-LABEL: func.func @parameters
// CHECK: %[[MARKS:.*]] = nn.param_ref @marks
// CHECK: call @scatter.shared(%[[MARKS]], %{{.*}}, %{{.*}})
// CHECK: call @scatter.shared(%[[MARKS]], %{{.*}}, %{{.*}})
// CHECK: nn.scan
// CHECK: nn.scan
func.func @parameters(%x: tensor<2xi1>, %y: tensor<2xi1>, %at: tensor<1x3xi8>, %s: tensor<1x3xi1>, %t: tensor<1x3xi1>)
    -> (tensor<2xi1>, tensor<2xi1>, tensor<1x3xi1>, tensor<1x3xi1>) {
  %marks = nn.param_ref @marks : tensor<1x3xi1>
  %a = nn.scatter %marks into %x axes [0] at %at : (tensor<1x3xi1>, tensor<2xi1>, tensor<1x3xi8>) -> tensor<2xi1> {
  ^bb0(%old: i1, %update: i1):
    nn.yield %old : i1
  }
  %b = nn.scatter %marks into %y axes [0] at %at : (tensor<1x3xi1>, tensor<2xi1>, tensor<1x3xi8>) -> tensor<2xi1> {
  ^bb0(%old: i1, %update: i1):
    nn.yield %old : i1
  }
  %n = arith.constant 3 : index
  %c = nn.scan init(%s : tensor<1x3xi1>) count %n -> tensor<1x3xi1> {
  ^bb0(%v: tensor<1x3xi1>):
    %inner = nn.param_ref @marks : tensor<1x3xi1>
    %w = arith.xori %v, %inner : tensor<1x3xi1>
    nn.yield %w : tensor<1x3xi1>
  }
  %d = nn.scan init(%t : tensor<1x3xi1>) count %n -> tensor<1x3xi1> {
  ^bb0(%v: tensor<1x3xi1>):
    %inner = nn.param_ref @marks : tensor<1x3xi1>
    %w = arith.xori %v, %inner : tensor<1x3xi1>
    nn.yield %w : tensor<1x3xi1>
  }
  return %a, %b, %c, %d : tensor<2xi1>, tensor<2xi1>, tensor<1x3xi1>, tensor<1x3xi1>
}
