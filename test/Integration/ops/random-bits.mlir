// Words of Philox as NumPy makes them; narrower integers take the high bits.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = i64 i32 i16 i8 i1
// CALL: seed=[7] x=3x5
// CALL: seed=[0] x=1x1
// CALL: seed=[-1] x=2x3
// CALL: seed=[7] x=0x5
// | key = np.array([seed[0], 0], np.int64).view(np.uint64)
// | words = np.random.Philox(key=key).random_raw(x.size).astype(np.uint64)
// | high = words >> np.uint64(64 - int(t[1:]))
// | y = high.view(np.int64).reshape(x.shape)
// | z = np.random.Philox(key=key).random_raw(6).astype(np.uint64).view(np.int64)
!t = i64
!x = tensor<?x?xf32>
func.func @bits(%seed: tensor<1xi64>, %x: !x) -> (tensor<?x?x!t>, tensor<6xi64>) {
  %s = nn.slice "0" %seed : (tensor<1xi64>) -> tensor<i64>
  %y = nn.random bits %s like %x : tensor<i64>, !x -> tensor<?x?x!t>
  %z = nn.random bits %s : tensor<i64> -> tensor<6xi64>
  return %y, %z : tensor<?x?x!t>, tensor<6xi64>
}
