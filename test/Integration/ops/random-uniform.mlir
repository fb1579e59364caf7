// Uniform numbers are NumPy's, rounded to the type.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f64 f32 f16 bf16
// CALL: seed=[7] x=3x5
// CALL: seed=[9223372036854775807] x=2x3
// CALL: seed=[7] x=0x5
// | u = np.random.Generator(np.random.Philox(key=int(seed[0]))).random(x.size)
// | y = u.reshape(x.shape)
!t = f64
!x = tensor<?x?xi8>
func.func @uniform(%seed: tensor<1xi64>, %x: !x) -> tensor<?x?x!t> {
  %s = nn.slice "0" %seed : (tensor<1xi64>) -> tensor<i64>
  %y = nn.random uniform %s like %x : tensor<i64>, !x -> tensor<?x?x!t>
  return %y : tensor<?x?x!t>
}

// -----

// Scaled by a map.
// CALL: seed=[3] x=7
// | y = ops.init("uniform", 3, (7,), low=-0.5, high=1.5, dtype=np.float64)
!x = tensor<?xf64>
func.func @scaled(%seed: tensor<1xi64>, %x: !x) -> tensor<?xf64> {
  %s = nn.slice "0" %seed : (tensor<1xi64>) -> tensor<i64>
  %u = nn.random uniform %s like %x : tensor<i64>, !x -> tensor<?xf64>
  %y = nn.map %u : (tensor<?xf64>) -> tensor<?xf64> {
  ^bb0(%a: f64):
    %two = arith.constant 2.0 : f64
    %low = arith.constant -0.5 : f64
    %b = arith.mulf %a, %two : f64
    %c = arith.addf %b, %low : f64
    nn.yield %c : f64
  }
  return %y : tensor<?xf64>
}
