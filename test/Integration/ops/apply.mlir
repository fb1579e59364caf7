// A network is run with the weights of the module, and with others.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=3x2 v=2x2
// CALL: x=0x2 v=2x2
// | w = np.array([[1, 2], [3, 4]])
// | y = x @ w.T; z = x @ v.T; r = z @ w.T
!x = tensor<?x2xi32>
!v = tensor<2x2xi32>
nn.param @w : tensor<2x2xi32> = dense<[[1, 2], [3, 4]]>
func.func private @net(%x: tensor<?x2xi32>) -> tensor<?x2xi32> {
  %w = nn.param_ref @w : tensor<2x2xi32>
  %y = nn.einsum "b i, o i -> b o" %x, %w : (tensor<?x2xi32>, tensor<2x2xi32>) -> tensor<?x2xi32>
  return %y : tensor<?x2xi32>
}
func.func @weights(%x: !x, %v: !v) -> (tensor<?x2xi32>, tensor<?x2xi32>, tensor<?x2xi32>) {
  %d = tensor.cast %x : !x to tensor<?x2xi32>
  %y = nn.apply @net(%d) : (tensor<?x2xi32>) -> tensor<?x2xi32>
  %z = nn.apply @net(%d) params(@w = %v : !v) : (tensor<?x2xi32>) -> tensor<?x2xi32>
  // What was bound before is forgotten.
  %r = nn.apply @net(%z) : (tensor<?x2xi32>) -> tensor<?x2xi32>
  return %y, %z, %r : tensor<?x2xi32>, tensor<?x2xi32>, tensor<?x2xi32>
}

// -----

// Networks that are applied in turn see the weights, too; a nearer binding wins.
// CALL: x= v=
// | y = (x * v + 10) * v + 10
// | z = (x * v + 10) * (v + 1) + 10
nn.param @w : tensor<i32> = dense<3>
nn.param @b : tensor<i32> = dense<10>
func.func private @inner(%x: tensor<i32>) -> tensor<i32> {
  %w = nn.param_ref @w : tensor<i32>
  %b = nn.param_ref @b : tensor<i32>
  %p = arith.muli %x, %w : tensor<i32>
  %s = arith.addi %p, %b : tensor<i32>
  return %s : tensor<i32>
}
func.func private @twice(%x: tensor<i32>) -> tensor<i32> {
  %y = nn.apply @inner(%x) : (tensor<i32>) -> tensor<i32>
  %z = nn.apply @inner(%y) : (tensor<i32>) -> tensor<i32>
  return %z : tensor<i32>
}
func.func private @nearer(%x: tensor<i32>) -> tensor<i32> {
  %one = arith.constant dense<1> : tensor<i32>
  %w = nn.param_ref @w : tensor<i32>
  %v = arith.addi %w, %one : tensor<i32>
  %y = nn.apply @inner(%x) : (tensor<i32>) -> tensor<i32>
  %z = nn.apply @inner(%y) params(@w = %v : tensor<i32>) : (tensor<i32>) -> tensor<i32>
  return %z : tensor<i32>
}
func.func @in_turn(%x: tensor<i32>, %v: tensor<i32>) -> (tensor<i32>, tensor<i32>) {
  %y = nn.apply @twice(%x) params(@w = %v : tensor<i32>) : (tensor<i32>) -> tensor<i32>
  %z = nn.apply @nearer(%x) params(@w = %v : tensor<i32>) : (tensor<i32>) -> tensor<i32>
  return %y, %z : tensor<i32>, tensor<i32>
}
