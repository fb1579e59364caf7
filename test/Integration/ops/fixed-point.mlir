// Iteration until the values settle. Halving is exact, so that the number of
// iterations is known: x and x / 2 differ by at most 2^-6 from x = 2^-5 on.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f64 f16 bf16
// CALL: x=[1,-0.5,0.25]
// CALL: x=[0.03125,0,0]
// CALL: x=[0,0,0]
// CALL: x=[-1024,0,1]
// | y, steps = x, 0
// | while True:
// |   z, y, steps = y, y / 2, steps + 1
// |   if abs(y - z).max() <= 2.0**-6: break
// | settled = np.bool_(True)
!t = f32
!x = tensor<?x!t>
func.func @halve(%x: !x) -> (tensor<?x!t>, tensor<i64>, tensor<i1>) {
  %y, %steps, %settled = nn.fixed_point init(%x : !x) tolerance 1.5625e-02 limit 100 -> tensor<?x!t>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?x!t>):
    %w = nn.map %v : (tensor<?x!t>) -> tensor<?x!t> {
    ^bb1(%a: !t):
      %half = arith.constant 0.5 : !t
      %b = arith.mulf %a, %half : !t
      nn.yield %b : !t
    }
    nn.yield %w : tensor<?x!t>
  }
  return %y, %steps, %settled : tensor<?x!t>, tensor<i64>, tensor<i1>
}

// -----

// Without elements, the first iteration settles.
// CALL: x=0
// | y = x; steps = np.int64(1)
!x = tensor<?xf32>
func.func @empty(%x: !x) -> (tensor<?xf32>, tensor<i64>) {
  %y, %steps, %settled = nn.fixed_point init(%x : !x) tolerance 0.0 limit 1 -> tensor<?xf32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?xf32>):
    %w = arith.negf %v : tensor<?xf32>
    nn.yield %w : tensor<?xf32>
  }
  return %y, %steps : tensor<?xf32>, tensor<i64>
}

// -----

// Integers settle as floats do; with tolerance 0, they have to stay equal.
// CALL: x=[100,37,0] y=[5,-8]
// CALL: x=[0,0,0] y=[0,0]
// | a, b, steps = x, y, 0
// | while True:
// |   c, d = a // 2, b + np.sign(-b)
// |   done = (a == c).all() and (b == d).all()
// |   a, b, steps = c, d, steps + 1
// |   if done: break
!x = tensor<?xi32>
!y = tensor<?xi8>
func.func @integers(%x: !x, %y: !y) -> (tensor<?xi32>, tensor<?xi8>, tensor<i64>) {
  %a, %b, %steps, %settled = nn.fixed_point init(%x, %y : !x, !y) tolerance 0.0 limit 50
      -> tensor<?xi32>, tensor<?xi8>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?xi32>, %w: tensor<?xi8>):
    %c = nn.map %v : (tensor<?xi32>) -> tensor<?xi32> {
    ^bb1(%e: i32):
      %one = arith.constant 1 : i32
      %f = arith.shrsi %e, %one : i32
      nn.yield %f : i32
    }
    %d = nn.map %w : (tensor<?xi8>) -> tensor<?xi8> {
    ^bb1(%e: i8):
      %one = arith.constant 1 : i8
      %none = arith.constant 0 : i8
      %minus = arith.constant -1 : i8
      %less = arith.maxsi %e, %minus : i8
      %sign = arith.minsi %less, %one : i8
      %f = arith.subi %e, %sign : i8
      nn.yield %f : i8
    }
    nn.yield %c, %d : tensor<?xi32>, tensor<?xi8>
  }
  return %a, %b, %steps : tensor<?xi32>, tensor<?xi8>, tensor<i64>
}
