// Weaves inside of weaves over other axes, and scans and iterations in them.
// RUN: %python %S/../check_ops.py %t %s

// Over two axes, one after the other.
// CALL: x=2x3x4 w=2x4
// CALL: x=2x0x4 w=2x4
// | y = np.einsum("abi,ai->ab", x, w)
!x = tensor<?x?x?xi32>
!w = tensor<?x?xi32>
func.func @weave(%x: !x, %w: !w) -> tensor<?x?xi32> {
  %y = nn.weave over(%x, %w : !x, !w) -> tensor<?x?xi32> {
  ^bb0(%a: tensor<?x?xi32>, %b: tensor<?xi32>):
    %r = nn.weave over(%a : tensor<?x?xi32>) -> tensor<?xi32> {
    ^bb1(%c: tensor<?xi32>):
      %d = nn.einsum "i, i ->" %c, %b : (tensor<?xi32>, tensor<?xi32>) -> tensor<i32>
      nn.yield %d : tensor<i32>
    }
    nn.yield %r : tensor<?xi32>
  }
  return %y : tensor<?x?xi32>
}

// -----

// A scan per column, whose results are of one and of two axes.
// CALL: x=5x3
// CALL: x=0x3
// CALL: x=5x0
// | y = x.sum(0)[None]; w = np.cumsum(x, 0)
!x = tensor<?x?xi32>
func.func @scan(%x: !x) -> (tensor<1x?xi32>, tensor<?x?xi32>) {
  %y, %w = nn.weave over(%x : !x) axis 1 -> tensor<1x?xi32>, tensor<?x?xi32> {
  ^bb0(%c: tensor<?xi32>):
    %zero = arith.constant dense<0> : tensor<i32>
    %l, %a = nn.scan init(%zero : tensor<i32>) over(%c : tensor<?xi32>) -> tensor<i32>, tensor<?xi32> {
    ^bb1(%s: tensor<i32>, %v: tensor<i32>):
      %n = arith.addi %s, %v : tensor<i32>
      nn.yield %n, %n : tensor<i32>, tensor<i32>
    }
    %m = nn.rearrange "-> 1" %l : (tensor<i32>) -> tensor<1xi32>
    nn.yield %m, %a : tensor<1xi32>, tensor<?xi32>
  }
  return %y, %w : tensor<1x?xi32>, tensor<?x?xi32>
}

// -----

// An iteration per row: each takes as many steps as it needs.
// CALL: x=[[1,2],[0,0],[-32,4]]
// | steps = np.array([6, 1, 10])
// | y = x / 2.0**steps[:, None]
!x = tensor<?x2xf32>
func.func @fixed_point(%x: !x) -> (tensor<?x2xf32>, tensor<?xi64>) {
  %y, %steps = nn.weave over(%x : !x) -> tensor<?x2xf32>, tensor<?xi64> {
  ^bb0(%r: tensor<2xf32>):
    %v, %n, %s = nn.fixed_point init(%r : tensor<2xf32>) tolerance 3.125e-02 limit 30 -> tensor<2xf32>, tensor<i64>, tensor<i1> {
    ^bb1(%a: tensor<2xf32>):
      %half = arith.constant dense<0.5> : tensor<2xf32>
      %b = arith.mulf %a, %half : tensor<2xf32>
      nn.yield %b : tensor<2xf32>
    }
    nn.yield %v, %n : tensor<2xf32>, tensor<i64>
  }
  return %y, %steps : tensor<?x2xf32>, tensor<?xi64>
}
