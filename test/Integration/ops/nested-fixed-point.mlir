// Scans and iterations inside of an iteration.
// RUN: %python %S/../check_ops.py %t %s

// Bubble sort: every pass moves the largest of the rest to its place, until a
// pass changes nothing.
// CALL: x=9
// CALL: x=1
// CALL: x=[4,3,2,1,0]
// | y = np.sort(x)
!x = tensor<?xi32>
func.func @bubble_sort(%x: !x) -> tensor<?xi32> {
  %y, %n, %s = nn.fixed_point init(%x : !x) tolerance 0.0 limit 50 -> tensor<?xi32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?xi32>):
    %first = nn.slice "0" %v : (tensor<?xi32>) -> tensor<i32>
    %rest = nn.slice "1:" %v : (tensor<?xi32>) -> tensor<?xi32>
    %last, %smaller = nn.scan init(%first : tensor<i32>) over(%rest : tensor<?xi32>) -> tensor<i32>, tensor<?xi32> {
    ^bb1(%a: tensor<i32>, %b: tensor<i32>):
      %more = arith.maxsi %a, %b : tensor<i32>
      %less = arith.minsi %a, %b : tensor<i32>
      nn.yield %more, %less : tensor<i32>, tensor<i32>
    }
    %end = nn.rearrange "-> 1" %last : (tensor<i32>) -> tensor<1xi32>
    %w = nn.concat %smaller, %end axis 0 : (tensor<?xi32>, tensor<1xi32>) -> tensor<?xi32>
    nn.yield %w : tensor<?xi32>
  }
  return %y : tensor<?xi32>
}

// -----

// The inner iteration halves three times at most, the outer one until nothing is left.
// CALL: x=[1000]
// CALL: x=[0]
// | y = np.array([0]); outer = 1 + np.ceil(np.log2(x[0] + 1) / 3).astype(int)
!x = tensor<1xi32>
func.func @fixed_point(%x: !x) -> (tensor<1xi32>, tensor<i64>) {
  %y, %outer, %s = nn.fixed_point init(%x : !x) tolerance 0.0 limit 50 -> tensor<1xi32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<1xi32>):
    %one = arith.constant dense<1> : tensor<1xi32>
    %w, %m, %r = nn.fixed_point init(%v : tensor<1xi32>) tolerance 0.0 limit 3 best_effort -> tensor<1xi32>, tensor<i64>, tensor<i1> {
    ^bb1(%a: tensor<1xi32>):
      %b = arith.shrui %a, %one : tensor<1xi32>
      nn.yield %b : tensor<1xi32>
    }
    nn.yield %w : tensor<1xi32>
  }
  return %y, %outer : tensor<1xi32>, tensor<i64>
}
