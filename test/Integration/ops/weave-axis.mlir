// A region for every index along an axis, over any axis.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = i32 i8
// CALL: x=5x4 w=5x3x4
// CALL: x=0x4 w=0x3x4
// CALL: x=5x4 w=4x3x4 fails=2
// | y = np.einsum("ni,noi->no", x, w)
!t = i32
!x = tensor<?x4x!t>
!w = tensor<?x3x4x!t>
func.func @first(%x: !x, %w: !w) -> tensor<?x3x!t> {
  %y = nn.weave over(%x, %w : !x, !w) -> tensor<?x3x!t> {
  ^bb0(%a: tensor<4x!t>, %b: tensor<3x4x!t>):
    %c = nn.einsum "i, o i -> o" %a, %b : (tensor<4x!t>, tensor<3x4x!t>) -> tensor<3x!t>
    nn.yield %c : tensor<3x!t>
  }
  return %y : tensor<?x3x!t>
}

// -----

// CALL: x=2x4x3
// CALL: x=2x0x3
// | y = x.transpose(2, 1, 0); z = np.sort(x, 0)
!x = tensor<?x?x3xi32>
func.func @middle(%x: !x) -> (tensor<3x?x?xi32>, tensor<?x?x3xi32>) {
  %y, %z = nn.weave over(%x : !x) axis 1 -> tensor<3x?x?xi32>, tensor<?x?x3xi32> {
  ^bb0(%a: tensor<?x3xi32>):
    %t = nn.rearrange "i j -> j i" %a : (tensor<?x3xi32>) -> tensor<3x?xi32>
    %s, %p = nn.sort %a axis 0 : (tensor<?x3xi32>) -> (tensor<?x3xi32>, tensor<?x3xi64>)
    nn.yield %t, %s : tensor<3x?xi32>, tensor<?x3xi32>
  }
  return %y, %z : tensor<3x?x?xi32>, tensor<?x?x3xi32>
}

// -----

// CALL: x=2x3x4
// | y = np.flip(x, 1)
!x = tensor<2x?x?xf32>
func.func @last(%x: !x) -> tensor<2x?x?xf32> {
  %y = nn.weave over(%x : !x) axis 2 -> tensor<2x?x?xf32> {
  ^bb0(%a: tensor<2x?xf32>):
    %f = nn.slice ":, ::-1" %a : (tensor<2x?xf32>) -> tensor<2x?xf32>
    nn.yield %f : tensor<2x?xf32>
  }
  return %y : tensor<2x?x?xf32>
}

// -----

// Values from outside are the same for all runs; a run may not use its part.
// CALL: x=3 v=2x2
// | y = x[:, None, None] * v; z = np.stack([v] * len(x))
!x = tensor<?xi32>
!v = tensor<?x?xi32>
func.func @outer(%x: !x, %v: !v) -> (tensor<?x?x?xi32>, tensor<?x?x?xi32>) {
  %y, %z = nn.weave over(%x : !x) -> tensor<?x?x?xi32>, tensor<?x?x?xi32> {
  ^bb0(%a: tensor<i32>):
    %p = nn.einsum ", i j -> i j" %a, %v : (tensor<i32>, !v) -> tensor<?x?xi32>
    nn.yield %p, %v : tensor<?x?xi32>, !v
  }
  return %y, %z : tensor<?x?x?xi32>, tensor<?x?x?xi32>
}
