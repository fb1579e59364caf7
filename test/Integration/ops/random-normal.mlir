// Normal numbers by Box and Muller; an odd number of them draws a whole last pair.
// RUN: %python %S/../check_ops.py %t %s

// log, sqrt, cos and products round 6 times, of a number below 9.
// TYPES: !t = f64 f32 f16 bf16
// CALL: seed=[7] x=3x5 terms=6
// CALL: seed=[11] x=2x4 terms=6
// CALL: seed=[7] x=1x1 terms=6
// CALL: seed=[7] x=0x5
// | y = ops.init("normal", int(seed[0]), x.shape, dtype=np.float64)
!t = f64
!x = tensor<?x?xi1>
func.func @normal(%seed: tensor<1xi64>, %x: !x) -> tensor<?x?x!t> {
  %s = nn.slice "0" %seed : (tensor<1xi64>) -> tensor<i64>
  %y = nn.random normal %s like %x : tensor<i64>, !x -> tensor<?x?x!t>
  return %y : tensor<?x?x!t>
}
