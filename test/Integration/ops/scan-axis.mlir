// Over another axis than the first: parts lack it, and outputs have it again.
// RUN: %python %S/../check_ops.py %t %s

// CALL: h=2x4 x=2x5x4 y=2x5
// CALL: h=2x4 x=2x0x4 y=2x0
// CALL: h=2x4 x=2x5x4 y=2x4 fails=2
// | last = h + (x * y[:, :, None]).sum(1)
// | all = h[:, None] + np.cumsum(x * y[:, :, None], 1)
// | sums = all.sum(2)
!h = tensor<?x?xi32>
!x = tensor<?x?x?xi32>
!y = tensor<?x?xi32>
func.func @middle(%h: !h, %x: !x, %y: !y) -> (tensor<?x?xi32>, tensor<?x?x?xi32>, tensor<?x?xi32>) {
  %last, %all, %sums = nn.scan init(%h : !h) over(%x, %y : !x, !y) axis 1
      -> tensor<?x?xi32>, tensor<?x?x?xi32>, tensor<?x?xi32> {
  ^bb0(%state: tensor<?x?xi32>, %a: tensor<?x?xi32>, %b: tensor<?xi32>):
    %p = nn.einsum "n i, n -> n i" %a, %b : (tensor<?x?xi32>, tensor<?xi32>) -> tensor<?x?xi32>
    %next = arith.addi %state, %p : tensor<?x?xi32>
    %s = nn.einsum "n i -> n" %next : (tensor<?x?xi32>) -> tensor<?xi32>
    nn.yield %next, %next, %s : tensor<?x?xi32>, tensor<?x?xi32>, tensor<?xi32>
  }
  return %last, %all, %sums : tensor<?x?xi32>, tensor<?x?x?xi32>, tensor<?x?xi32>
}

// -----

// The last axis, whose parts do not lie together.
// CALL: x=3x4
// | y = np.maximum.accumulate(x, 1)
!x = tensor<?x?xf32>
func.func @last(%x: !x) -> tensor<?x?xf32> {
  %first = nn.slice ":, 0" %x : (!x) -> tensor<?xf32>
  %m, %y = nn.scan init(%first : tensor<?xf32>) over(%x : !x) axis 1 -> tensor<?xf32>, tensor<?x?xf32> {
  ^bb0(%state: tensor<?xf32>, %a: tensor<?xf32>):
    %next = arith.maximumf %state, %a : tensor<?xf32>
    nn.yield %next, %next : tensor<?xf32>, tensor<?xf32>
  }
  return %y : tensor<?x?xf32>
}
