// Several tensors are reduced at once; the new values depend on all of them.
// RUN: %python %S/../check_ops.py %t %s

// Number of elements, sum, and sum of squares of pairs (n, m, s): the parallel
// variance (Chan, Golub and LeVeque 1979). A combination rounds 8 times.
// CALL: x=[1,5]
// CALL: x=7 terms=48
// CALL: x=[1,1,1,1,1,1,1,1]
// | count = len(x); mean = x.mean(); sum_of_squares = ((x - x.mean())**2).sum()
!x = tensor<?xf64>
func.func @moments(%x: !x) -> (tensor<f64>, tensor<f64>, tensor<f64>) {
  %one = nn.map %x : (!x) -> tensor<?xf64> {
  ^bb0(%v: f64):
    %c = arith.constant 1.0 : f64
    nn.yield %c : f64
  }
  %zero = nn.map %x : (!x) -> tensor<?xf64> {
  ^bb0(%v: f64):
    %c = arith.constant 0.0 : f64
    nn.yield %c : f64
  }
  %count, %total, %sum_of_squares = nn.reduce %one, %x, %zero axes [0]
      : (tensor<?xf64>, !x, tensor<?xf64>) -> (tensor<f64>, tensor<f64>, tensor<f64>) {
  ^bb0(%n: f64, %s: f64, %q: f64, %m: f64, %t: f64, %r: f64):
    %k = arith.addf %n, %m : f64
    %u = arith.addf %s, %t : f64
    %a = arith.divf %s, %n : f64
    %b = arith.divf %t, %m : f64
    %d = arith.subf %a, %b : f64
    %d2 = arith.mulf %d, %d : f64
    %nm = arith.mulf %n, %m : f64
    %h = arith.divf %nm, %k : f64
    %c = arith.mulf %d2, %h : f64
    %qr = arith.addf %q, %r : f64
    %v = arith.addf %qr, %c : f64
    nn.yield %k, %u, %v : f64, f64, f64
  }
  %mean = arith.divf %total, %count : tensor<f64>
  return %count, %mean, %sum_of_squares : tensor<f64>, tensor<f64>, tensor<f64>
}

// -----

// With a neutral element each, along two axes, and of different types.
// CALL: x=2x3x4 y=2x3x4
// CALL: x=2x3x0 y=2x3x0
// CALL: x=2x3x4 y=2x3x5 fails=2
// | z = np.minimum(x.min((0, 2), initial=1000), 1000); w = y.sum((0, 2))
!x = tensor<?x?x?xi32>
!y = tensor<?x?x?xi64>
func.func @neutral(%x: !x, %y: !y) -> (tensor<?xi32>, tensor<?xi64>) {
  %z, %w = nn.reduce %x, %y axes [0, 2] : (!x, !y) -> (tensor<?xi32>, tensor<?xi64>) neutral 1000, 0 {
  ^bb0(%a: i32, %b: i64, %c: i32, %d: i64):
    %m = arith.minsi %a, %c : i32
    %s = arith.addi %b, %d : i64
    nn.yield %m, %s : i32, i64
  }
  return %z, %w : tensor<?xi32>, tensor<?xi64>
}
