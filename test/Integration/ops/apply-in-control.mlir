// Networks applied inside of control flow, with weights that are carried.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=5x2 v=2
// CALL: x=0x2 v=2
// | w, y = v, []
// | for row in x: y.append(row * w); w = w + row
// | y = np.array(y, int).reshape(x.shape); last = w
!x = tensor<?x2xi32>
!v = tensor<2xi32>
nn.param @w : tensor<2xi32> = dense<1>
func.func private @scale(%x: tensor<2xi32>) -> tensor<2xi32> {
  %w = nn.param_ref @w : tensor<2xi32>
  %y = arith.muli %x, %w : tensor<2xi32>
  return %y : tensor<2xi32>
}
func.func @scan(%x: !x, %v: !v) -> (tensor<2xi32>, tensor<?x2xi32>) {
  %last, %y = nn.scan init(%v : !v) over(%x : !x) -> tensor<2xi32>, tensor<?x2xi32> {
  ^bb0(%w: tensor<2xi32>, %row: tensor<2xi32>):
    %a = nn.apply @scale(%row) params(@w = %w : tensor<2xi32>) : (tensor<2xi32>) -> tensor<2xi32>
    %n = arith.addi %w, %row : tensor<2xi32>
    nn.yield %n, %a : tensor<2xi32>, tensor<2xi32>
  }
  return %last, %y : tensor<2xi32>, tensor<?x2xi32>
}

// -----

// A network with a loop, applied in a condition.
// CALL: p=:1..1 x=4
// CALL: p=:0..0 x=4
// | y = x.sum() * (3 if p else 5)
!x = tensor<?xi32>
nn.param @f : tensor<i32> = dense<3>
func.func private @total(%x: tensor<?xi32>) -> tensor<i32> {
  %f = nn.param_ref @f : tensor<i32>
  %zero = arith.constant dense<0> : tensor<i32>
  %y = nn.scan init(%zero : tensor<i32>) over(%x : tensor<?xi32>) -> tensor<i32> {
  ^bb0(%s: tensor<i32>, %v: tensor<i32>):
    %p = arith.muli %v, %f : tensor<i32>
    %n = arith.addi %s, %p : tensor<i32>
    nn.yield %n : tensor<i32>
  }
  return %y : tensor<i32>
}
func.func @cond(%p: tensor<i1>, %x: !x) -> tensor<i32> {
  %d = tensor.cast %x : !x to tensor<?xi32>
  %y = nn.cond %p : tensor<i1> -> tensor<i32> {
    %a = nn.apply @total(%d) : (tensor<?xi32>) -> tensor<i32>
    nn.yield %a : tensor<i32>
  } else {
    %five = arith.constant dense<5> : tensor<i32>
    %a = nn.apply @total(%d) params(@f = %five : tensor<i32>) : (tensor<?xi32>) -> tensor<i32>
    nn.yield %a : tensor<i32>
  }
  return %y : tensor<i32>
}
