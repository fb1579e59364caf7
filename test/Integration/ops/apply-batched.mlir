// Each run of a network has inputs and weights of its own, where they have a
// leading axis; the others are the same for all.
// RUN: %python %S/../check_ops.py %t %s

// CALL: x=4x3x2 v=4x2x2 u=2x2
// CALL: x=0x3x2 v=0x2x2 u=2x2
// CALL: x=4x3x2 v=3x2x2 u=2x2 fails=2
// | y = np.einsum("abi,aoi->abo", x, v)
// | z = np.einsum("abi,oi->abo", x, u)
// | w = np.array([[1, 2], [3, 4]])
// | r = np.einsum("abi,oi->abo", x, w)
!x = tensor<?x3x2xi32>
!v = tensor<?x2x2xi32>
!u = tensor<2x2xi32>
nn.param @w : tensor<2x2xi32> = dense<[[1, 2], [3, 4]]>
func.func private @net(%x: tensor<3x2xi32>) -> tensor<3x2xi32> {
  %w = nn.param_ref @w : tensor<2x2xi32>
  %y = nn.einsum "b i, o i -> b o" %x, %w : (tensor<3x2xi32>, tensor<2x2xi32>) -> tensor<3x2xi32>
  return %y : tensor<3x2xi32>
}
func.func @weights(%x: !x, %v: !v, %u: !u) -> (tensor<?x3x2xi32>, tensor<?x3x2xi32>, tensor<?x3x2xi32>) {
  %a = tensor.cast %x : !x to tensor<?x3x2xi32>
  %b = tensor.cast %v : !v to tensor<?x2x2xi32>
  %y = nn.apply @net(%a) params(@w = %b : tensor<?x2x2xi32>) batched : (tensor<?x3x2xi32>) -> tensor<?x3x2xi32>
  %z = nn.apply @net(%a) params(@w = %u : !u) batched : (tensor<?x3x2xi32>) -> tensor<?x3x2xi32>
  %r = nn.apply @net(%a) batched : (tensor<?x3x2xi32>) -> tensor<?x3x2xi32>
  return %y, %z, %r : tensor<?x3x2xi32>, tensor<?x3x2xi32>, tensor<?x3x2xi32>
}

// -----

// One input for all, with weights of each: a hypernetwork.
// CALL: x=2 v=5x2
// | y = x * v; z = np.stack([x] * len(v))
!x = tensor<2xi32>
!v = tensor<?x2xi32>
nn.param @w : tensor<2xi32> = dense<1>
func.func private @net(%x: tensor<2xi32>) -> (tensor<2xi32>, tensor<2xi32>) {
  %w = nn.param_ref @w : tensor<2xi32>
  %y = arith.muli %x, %w : tensor<2xi32>
  return %y, %x : tensor<2xi32>, tensor<2xi32>
}
func.func @shared(%x: !x, %v: !v) -> (tensor<?x2xi32>, tensor<?x2xi32>) {
  %a = tensor.cast %v : !v to tensor<?x2xi32>
  %y, %z = nn.apply @net(%x) params(@w = %a : tensor<?x2xi32>) batched : (!x) -> (tensor<?x2xi32>, tensor<?x2xi32>)
  return %y, %z : tensor<?x2xi32>, tensor<?x2xi32>
}

// -----

// A batched application in a network that is applied with a batch.
// CALL: x=2x3 v=2x3
// | y = x * v
!x = tensor<2x3xi32>
!v = tensor<2x3xi32>
nn.param @w : tensor<i32> = dense<1>
nn.param @row : tensor<3xi32> = dense<1>
func.func private @one(%x: tensor<i32>) -> tensor<i32> {
  %w = nn.param_ref @w : tensor<i32>
  %y = arith.muli %x, %w : tensor<i32>
  return %y : tensor<i32>
}
func.func private @rows(%x: tensor<3xi32>) -> tensor<3xi32> {
  %r = nn.param_ref @row : tensor<3xi32>
  %y = nn.apply @one(%x) params(@w = %r : tensor<3xi32>) batched : (tensor<3xi32>) -> tensor<3xi32>
  return %y : tensor<3xi32>
}
func.func @nested(%x: !x, %v: !v) -> tensor<2x3xi32> {
  %y = nn.apply @rows(%x) params(@row = %v : !v) batched : (!x) -> tensor<2x3xi32>
  return %y : tensor<2x3xi32>
}
