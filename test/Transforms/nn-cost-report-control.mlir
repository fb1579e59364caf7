// Regions cost what they do as often as they run, and extents go in and out.
// RUN: nn-opt %s --nn-cost-report -o /dev/null 2>&1 | FileCheck %s

// An addition of 4 * b numbers in each of t steps. The last state, all of them,
// and the one that is computed are live together.
// CHECK-LABEL: function @scan at {{.*}}, run-time extents: b, t
// CHECK-NEXT: operations
// CHECK-NEXT: 4 * b * t {{ *}}32 * b * t {{ *}}16 * b * t {{ *}}0 (0) {{ *}}nn.scan at
// CHECK-NEXT: 4 * b * t {{ *}}16 * b * t {{ *}}16 * b * t {{ *}}0 (0) {{ *}}math.exp at
// CHECK-NEXT: 8 * b * t {{ *}}48 * b * t {{ *}}32 * b * t {{ *}}0 (0) {{ *}}total
// CHECK-NEXT: most live memory: the largest of
// CHECK-NEXT: 16 * b * t + 32 * b bytes, in arith.addf at
// CHECK-NEXT: 32 * b * t + 16 * b bytes, in math.exp at
func.func @scan(%h: tensor<?x4xf32, #nn.axes<b, _>>, %x: tensor<?x?x4xf32, #nn.axes<t, b, _>>) -> (tensor<?x4xf32>, tensor<?x?x4xf32>) {
  %last, %all = nn.scan init(%h : tensor<?x4xf32, #nn.axes<b, _>>) over(%x : tensor<?x?x4xf32, #nn.axes<t, b, _>>) -> tensor<?x4xf32>, tensor<?x?x4xf32> {
  ^bb0(%state: tensor<?x4xf32>, %step: tensor<?x4xf32>):
    %next = arith.addf %state, %step : tensor<?x4xf32>
    nn.yield %next, %next : tensor<?x4xf32>, tensor<?x4xf32>
  }
  %y = math.exp %all : tensor<?x?x4xf32>
  return %last, %y : tensor<?x4xf32>, tensor<?x?x4xf32>
}

// Without inputs, the operand says how often.
// CHECK-LABEL: function @counted at {{.*}}, run-time extents: x_0
// CHECK: 2 * x_0 * x_0 {{ *}}8 * x_0 * x_0 {{ *}}8 * x_0 * x_0 {{ *}}0 (0) {{ *}}nn.scan at
func.func @counted(%x: tensor<?x2xf32> {nn.name = "x"}) -> tensor<?x2xf32> {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %x, %c0 : tensor<?x2xf32>
  %y = nn.scan init(%x : tensor<?x2xf32>) count %n -> tensor<?x2xf32> {
  ^bb0(%v: tensor<?x2xf32>):
    %w = math.tanh %v : tensor<?x2xf32>
    nn.yield %w : tensor<?x2xf32>
  }
  return %y : tensor<?x2xf32>
}

// A product of 3 * 4 numbers for each part; the result gets the axis back.
// CHECK-LABEL: function @weave at {{.*}}, run-time extents: x_1
// CHECK: 24 * x_1 {{ *}}64 * x_1 {{ *}}12 * x_1 {{ *}}0 (0) {{ *}}nn.weave at
// CHECK: 3 * x_1 {{ *}}12 * x_1 {{ *}}12 * x_1 {{ *}}0 (0) {{ *}}arith.negf at
func.func @weave(%x: tensor<4x?xf32> {nn.name = "x"}, %w: tensor<3x?x4xf32>) -> tensor<3x?xf32> {
  %y = nn.weave over(%x, %w : tensor<4x?xf32>, tensor<3x?x4xf32>) axis 1 -> tensor<3x?xf32> {
  ^bb0(%a: tensor<4xf32>, %b: tensor<3x4xf32>):
    %c = nn.linear %a, %b : (tensor<4xf32>, tensor<3x4xf32>) -> tensor<3xf32>
    nn.yield %c : tensor<3xf32>
  }
  %z = arith.negf %y : tensor<3x?xf32>
  return %z : tensor<3x?xf32>
}

// Both regions count.
// CHECK-LABEL: function @cond at {{.*}}, run-time extents: x_0
// CHECK: 2 * x_0 {{ *}}8 * x_0 {{ *}}8 * x_0 {{ *}}0 (0) {{ *}}nn.cond at
// CHECK: x_0 {{ *}}4 * x_0 {{ *}}4 * x_0 {{ *}}0 (0) {{ *}}arith.negf at
func.func @cond(%p: tensor<i1>, %x: tensor<?xf32> {nn.name = "x"}) -> tensor<?xf32> {
  %y = nn.cond %p : tensor<i1> -> tensor<?xf32> {
    %a = math.exp %x : tensor<?xf32>
    nn.yield %a : tensor<?xf32>
  } else {
    %b = math.tanh %x : tensor<?xf32>
    nn.yield %b : tensor<?xf32>
  }
  %z = arith.negf %y : tensor<?xf32>
  return %z : tensor<?xf32>
}

// When it settles depends on data.
// CHECK-LABEL: function @settles at {{.*}}, run-time extents: x_0
// CHECK: ?0 * x_0 {{ *}}4 * ?0 * x_0 {{ *}}4 * ?0 * x_0 {{ *}}0 (0) {{ *}}nn.fixed_point at
func.func @settles(%x: tensor<?xf32> {nn.name = "x"}) -> tensor<?xf32> {
  %y, %steps, %settled = nn.fixed_point init(%x : tensor<?xf32>) tolerance 1.0e-06 limit 100 -> tensor<?xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?xf32>):
    %w = math.tanh %v : tensor<?xf32>
    nn.yield %w : tensor<?xf32>
  }
  return %y : tensor<?xf32>
}

nn.param @w : tensor<3x4xf32> = dense<1.0>

func.func private @net(%x: tensor<2x4xf32>) -> tensor<2x3xf32> {
  %w = nn.param_ref @w : tensor<3x4xf32>
  %y = nn.linear %x, %w : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}

// 48 operations for each run of the network, and each result has the axis.
// CHECK-LABEL: function @batched at {{.*}}, run-time extents: g_0
// CHECK: 48 * g_0 {{ *}}80 * g_0 {{ *}}24 * g_0 {{ *}}0 (0) {{ *}}nn.apply @net at
// CHECK: 6 * g_0 {{ *}}24 * g_0 {{ *}}24 * g_0 {{ *}}0 (0) {{ *}}arith.negf at
// While the network runs, the results of all runs are live.
// CHECK: most live memory: the largest of
// CHECK-NEXT: 24 * g_0 + 24 bytes, in nn.linear at
// CHECK-NEXT: 48 * g_0 bytes, in arith.negf at
func.func @batched(%x: tensor<2x4xf32>, %g: tensor<?x3x4xf32> {nn.name = "g"}) -> tensor<?x2x3xf32> {
  %y = nn.apply @net(%x) params(@w = %g : tensor<?x3x4xf32>) batched : (tensor<2x4xf32>) -> tensor<?x2x3xf32>
  %z = arith.negf %y : tensor<?x2x3xf32>
  return %z : tensor<?x2x3xf32>
}

// What is taken is read, not all that it is taken from: 16 numbers for each of
// n indices of 8 bytes; then half of the axis, from the end.
// CHECK-LABEL: function @places at {{.*}}, run-time extents: n
// CHECK: 0 {{ *}}72 * n {{ *}}64 * n {{ *}}0 (0) {{ *}}nn.gather at
// CHECK: 0 {{ *}}32 * n {{ *}}32 * n {{ *}}0 (0) {{ *}}nn.slice at
// CHECK: 0 {{ *}}96 * n {{ *}}96 * n {{ *}}0 (0) {{ *}}nn.concat at
// CHECK: 24 * n
func.func @places(%table: tensor<1000x16xf32>, %at: tensor<?xi64, #nn.axes<n>>) -> tensor<?x24xf32> {
  %0 = nn.gather %table axes [0] at %at : (tensor<1000x16xf32>, tensor<?xi64, #nn.axes<n>>) -> tensor<?x16xf32>
  %1 = nn.slice ":, -1:-9:-1" %0 : (tensor<?x16xf32>) -> tensor<?x8xf32>
  %2 = nn.concat %0, %1 axis 1 : (tensor<?x16xf32>, tensor<?x8xf32>) -> tensor<?x24xf32>
  %3 = arith.negf %2 : tensor<?x24xf32>
  return %3 : tensor<?x24xf32>
}

// CHECK: ?0 is the number of runs of region 0 of 'nn.fixed_point' at {{.*}}nn-cost-report-control.mlir:[[#]]:
