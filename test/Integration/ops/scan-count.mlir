// A number of steps without inputs, and one that has to be that of the inputs.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=3
// CALL: x=0
// | y = x * 2**5; z = np.stack([x * 2**k for k in range(5)])
!x = tensor<?xi32>
func.func @constant(%x: !x) -> (tensor<?xi32>, tensor<5x?xi32>) {
  %n = arith.constant 5 : index
  %y, %z = nn.scan init(%x : !x) count %n -> tensor<?xi32>, tensor<5x?xi32> {
  ^bb0(%state: tensor<?xi32>):
    %next = arith.addi %state, %state : tensor<?xi32>
    nn.yield %next, %state : tensor<?xi32>, tensor<?xi32>
  }
  return %y, %z : tensor<?xi32>, tensor<5x?xi32>
}

// -----

// The extent of another tensor, less one; below 0 it is refused.
// CALL: x= like=4
// CALL: x= like=1
// CALL: x= like=0 fails=2
// | y = x * 2**(len(like) - 1)
!like = tensor<?xi8>
func.func @extent(%x: tensor<i64>, %like: !like) -> tensor<i64> {
  %axis = arith.constant 0 : index
  %one = arith.constant 1 : index
  %n = tensor.dim %like, %axis : !like
  %m = arith.subi %n, %one : index
  %y = nn.scan init(%x : tensor<i64>) count %m -> tensor<i64> {
  ^bb0(%state: tensor<i64>):
    %next = arith.addi %state, %state : tensor<i64>
    nn.yield %next : tensor<i64>
  }
  return %y : tensor<i64>
}

// -----

// CALL: x=3
// CALL: x=2 fails=2
// | y = x.sum()
!x = tensor<?xi32>
func.func @inputs(%x: !x) -> tensor<i32> {
  %zero = arith.constant dense<0> : tensor<i32>
  %n = arith.constant 3 : index
  %y = nn.scan init(%zero : tensor<i32>) over(%x : !x) count %n -> tensor<i32> {
  ^bb0(%state: tensor<i32>, %step: tensor<i32>):
    %next = arith.addi %state, %step : tensor<i32>
    nn.yield %next : tensor<i32>
  }
  return %y : tensor<i32>
}
