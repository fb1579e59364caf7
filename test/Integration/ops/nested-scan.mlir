// Conditions, iterations, weaves and scans inside of a scan.
// RUN: %python %S/../check_ops.py %t %s

// Steps that are even are added, others are subtracted.
// CALL: x=7
// CALL: x=0
// | y = np.cumsum(np.where(x % 2 == 0, x, -x))
!x = tensor<?xi32>
func.func @cond(%x: !x) -> tensor<?xi32> {
  %zero = arith.constant dense<0> : tensor<i32>
  %one = arith.constant dense<1> : tensor<i32>
  %l, %y = nn.scan init(%zero : tensor<i32>) over(%x : !x) -> tensor<i32>, tensor<?xi32> {
  ^bb0(%s: tensor<i32>, %v: tensor<i32>):
    %bit = arith.andi %v, %one : tensor<i32>
    %even = arith.cmpi eq, %bit, %zero : tensor<i32>
    %n = nn.cond %even : tensor<i1> -> tensor<i32> {
      %a = arith.addi %s, %v : tensor<i32>
      nn.yield %a : tensor<i32>
    } else {
      %a = arith.subi %s, %v : tensor<i32>
      nn.yield %a : tensor<i32>
    }
    nn.yield %n, %n : tensor<i32>, tensor<i32>
  }
  return %y : tensor<?xi32>
}

// -----

// A scan over rows within one over matrices: sums of all before.
// CALL: x=2x3x4
// CALL: x=2x0x4
// CALL: x=0x3x4
// | y = np.cumsum(x.reshape(-1, 4), 0).reshape(x.shape)
!x = tensor<?x?x4xi64>
func.func @scan(%x: !x) -> tensor<?x?x4xi64> {
  %zero = arith.constant dense<0> : tensor<4xi64>
  %l, %y = nn.scan init(%zero : tensor<4xi64>) over(%x : !x) -> tensor<4xi64>, tensor<?x?x4xi64> {
  ^bb0(%s: tensor<4xi64>, %m: tensor<?x4xi64>):
    %k, %rows = nn.scan init(%s : tensor<4xi64>) over(%m : tensor<?x4xi64>) -> tensor<4xi64>, tensor<?x4xi64> {
    ^bb1(%t: tensor<4xi64>, %r: tensor<4xi64>):
      %n = arith.addi %t, %r : tensor<4xi64>
      nn.yield %n, %n : tensor<4xi64>, tensor<4xi64>
    }
    nn.yield %k, %rows : tensor<4xi64>, tensor<?x4xi64>
  }
  return %y : tensor<?x?x4xi64>
}

// -----

// A weave in a scan: the state has an axis over which the steps are woven.
// CALL: h=3 x=5x3
// CALL: h=0 x=5x0
// | y = h
// | for row in x: y = np.where(row > y, row, 2 * y)
!h = tensor<?xi32>
!x = tensor<?x?xi32>
func.func @weave(%h: !h, %x: !x) -> tensor<?xi32> {
  %y = nn.scan init(%h : !h) over(%x : !x) -> tensor<?xi32> {
  ^bb0(%s: tensor<?xi32>, %r: tensor<?xi32>):
    %n = nn.weave over(%s, %r : tensor<?xi32>, tensor<?xi32>) -> tensor<?xi32> {
    ^bb1(%a: tensor<i32>, %b: tensor<i32>):
      %c = arith.cmpi sgt, %b, %a : tensor<i32>
      %d = nn.cond %c : tensor<i1> -> tensor<i32> {
        nn.yield %b : tensor<i32>
      } else {
        %e = arith.addi %a, %a : tensor<i32>
        nn.yield %e : tensor<i32>
      }
      nn.yield %d : tensor<i32>
    }
    nn.yield %n : tensor<?xi32>
  }
  return %y : tensor<?xi32>
}

// -----

// An iteration in every step, whose number of steps is an output.
// CALL: x=[1,8,0.25,-64]
// | y = (np.log2(abs(x)) + 4).astype(int)
!x = tensor<?xf32>
func.func @fixed_point(%x: !x) -> tensor<?xi64> {
  %y = nn.scan over(%x : !x) -> tensor<?xi64> {
  ^bb0(%v: tensor<f32>):
    %r, %n, %s = nn.fixed_point init(%v : tensor<f32>) tolerance 6.25e-02 limit 30 -> tensor<f32>, tensor<i64>, tensor<i1> {
    ^bb1(%a: tensor<f32>):
      %half = arith.constant dense<0.5> : tensor<f32>
      %b = arith.mulf %a, %half : tensor<f32>
      nn.yield %b : tensor<f32>
    }
    nn.yield %n : tensor<i64>
  }
  return %y : tensor<?xi64>
}
