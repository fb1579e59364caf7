// What makes two ops different, whatever is asked of printing.
// RUN: nn-opt %s --nn-outline-repeats | FileCheck %s
// RUN: nn-opt %s --nn-outline-repeats --mlir-elide-elementsattrs-if-larger=2 | FileCheck %s

// CHECK-LABEL: func.func @constants
// CHECK-NOT: call
// CHECK: return
func.func @constants(%x: tensor<?x3xi64>) -> (tensor<3xi64>, tensor<3xi64>) {
  %zero = arith.constant dense<0> : tensor<3xi64>
  %a = nn.scan init(%zero : tensor<3xi64>) over(%x : tensor<?x3xi64>) -> tensor<3xi64> {
  ^bb0(%sum: tensor<3xi64>, %row: tensor<3xi64>):
    %weights = arith.constant dense<[1, 2, 3]> : tensor<3xi64>
    %scaled = arith.muli %row, %weights : tensor<3xi64>
    %next = arith.addi %sum, %scaled : tensor<3xi64>
    nn.yield %next : tensor<3xi64>
  }
  %b = nn.scan init(%zero : tensor<3xi64>) over(%x : tensor<?x3xi64>) -> tensor<3xi64> {
  ^bb0(%sum: tensor<3xi64>, %row: tensor<3xi64>):
    %weights = arith.constant dense<[4, 5, 6]> : tensor<3xi64>
    %scaled = arith.muli %row, %weights : tensor<3xi64>
    %next = arith.addi %sum, %scaled : tensor<3xi64>
    nn.yield %next : tensor<3xi64>
  }
  return %a, %b : tensor<3xi64>, tensor<3xi64>
}

// A selector with a check of its own keeps its place and is handed over.
// CHECK-LABEL: func.func @checks
// CHECK: %[[S:.*]] = nn.require
// CHECK: call @aggregate.shared(%[[S]], %{{.*}}) : (tensor<?x?xi1>, tensor<?xi64>)
// CHECK: call @aggregate.shared(%[[S]], %{{.*}})
func.func @checks(%x: tensor<?xi64>, %ok: tensor<i1>, %y: tensor<?xi64>) -> (tensor<?xi64>, tensor<?xi64>) {
  %s = nn.select lt %x, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi1>
  %r = nn.require %s, %ok, "the selector" : (tensor<?x?xi1>, tensor<i1>) -> tensor<?x?xi1>
  %a = nn.aggregate max %r, %x : (tensor<?x?xi1>, tensor<?xi64>) -> tensor<?xi64>
  %b = nn.aggregate max %r, %y : (tensor<?x?xi1>, tensor<?xi64>) -> tensor<?xi64>
  return %a, %b : tensor<?xi64>, tensor<?xi64>
}
