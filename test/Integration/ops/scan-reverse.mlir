// In descending order; the outputs of steps stand at the index of their step.
// RUN: %python %S/../check_ops.py %t %s

// CALL: h=2 x=5x2
// CALL: h=2 x=0x2
// | y = np.zeros(x.shape, int); last = h
// | for k in reversed(range(len(x))):
// |   last = 3 * last - x[k]
// |   y[k] = last
!h = tensor<?xi32>
!x = tensor<?x?xi32>
func.func @reverse(%h: !h, %x: !x) -> (tensor<?xi32>, tensor<?x?xi32>) {
  %three = arith.constant dense<3> : tensor<i32>
  %last, %y = nn.scan init(%h : !h) over(%x : !x) reverse -> tensor<?xi32>, tensor<?x?xi32> {
  ^bb0(%state: tensor<?xi32>, %step: tensor<?xi32>):
    %next = nn.map %state, %step, %three : (tensor<?xi32>, tensor<?xi32>, tensor<i32>) -> tensor<?xi32> {
    ^bb1(%a: i32, %b: i32, %c: i32):
      %d = arith.muli %a, %c : i32
      %e = arith.subi %d, %b : i32
      nn.yield %e : i32
    }
    nn.yield %next, %next : tensor<?xi32>, tensor<?xi32>
  }
  return %last, %y : tensor<?xi32>, tensor<?x?xi32>
}

// -----

// Both directions over one input.
// CALL: x=6
// CALL: x=1
// | y = np.cumsum(x); z = np.cumsum(x[::-1])[::-1]
!x = tensor<?xi64>
func.func @both(%x: !x) -> (tensor<?xi64>, tensor<?xi64>) {
  %zero = arith.constant dense<0> : tensor<i64>
  %l, %y = nn.scan init(%zero : tensor<i64>) over(%x : !x) -> tensor<i64>, tensor<?xi64> {
  ^bb0(%state: tensor<i64>, %step: tensor<i64>):
    %next = arith.addi %state, %step : tensor<i64>
    nn.yield %next, %next : tensor<i64>, tensor<i64>
  }
  %m, %z = nn.scan init(%zero : tensor<i64>) over(%x : !x) reverse -> tensor<i64>, tensor<?xi64> {
  ^bb0(%state: tensor<i64>, %step: tensor<i64>):
    %next = arith.addi %state, %step : tensor<i64>
    nn.yield %next, %next : tensor<i64>, tensor<i64>
  }
  return %y, %z : tensor<?xi64>, tensor<?xi64>
}
