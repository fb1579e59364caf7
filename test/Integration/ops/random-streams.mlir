// A stream is the second word of the key; equal seeds and streams give equal
// numbers, whatever the extents.
// RUN: %python %S/../check_ops.py %t %s

// CALL: seed=[7] x=3x5
// | def draw(stream, n):
// |   key = np.array([seed[0], stream], np.int64).view(np.uint64)
// |   return np.random.Generator(np.random.Philox(key=key)).random(n)
// | y = draw(1, 15).reshape(3, 5); z = draw(-1, 15).reshape(3, 5)
// | w = draw(1, 4).reshape(2, 2)
!x = tensor<?x?xf64>
func.func @streams(%seed: tensor<1xi64>, %x: !x) -> (tensor<?x?xf64>, tensor<?x?xf64>, tensor<2x2xf64>) {
  %s = nn.slice "0" %seed : (tensor<1xi64>) -> tensor<i64>
  %y = nn.random uniform %s stream 1 like %x : tensor<i64>, !x -> tensor<?x?xf64>
  %z = nn.random uniform %s stream -1 like %x : tensor<i64>, !x -> tensor<?x?xf64>
  %w = nn.random uniform %s stream 1 : tensor<i64> -> tensor<2x2xf64>
  return %y, %z, %w : tensor<?x?xf64>, tensor<?x?xf64>, tensor<2x2xf64>
}

// -----

// A seed per step of a loop.
// CALL: seeds=[1,2,1]
// | y = np.stack([np.random.Generator(np.random.Philox(key=int(s))).random(3) for s in seeds])
!seeds = tensor<?xi64>
func.func @steps(%seeds: !seeds) -> tensor<?x3xf64> {
  %y = nn.weave over(%seeds : !seeds) -> tensor<?x3xf64> {
  ^bb0(%s: tensor<i64>):
    %u = nn.random uniform %s : tensor<i64> -> tensor<3xf64>
    nn.yield %u : tensor<3xf64>
  }
  return %y : tensor<?x3xf64>
}
