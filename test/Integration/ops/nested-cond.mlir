// Control flow inside of the regions of a condition.
// RUN: %python %S/../check_ops.py %t %s

// CALL: p= q= x=5
// CALL: p=:0..0 q=:0..0 x=5
// CALL: p=:1..1 q=:0..0 x=5
// CALL: p=:0..0 q=:1..1 x=0
// | y = (x if q else -x) if p else (x + 1 if q else x - 1)
!x = tensor<?xi32>
func.func @cond(%p: tensor<i1>, %q: tensor<i1>, %x: !x) -> tensor<?xi32> {
  %zero = arith.constant dense<0> : tensor<i32>
  %one = arith.constant dense<1> : tensor<i32>
  %y = nn.cond %p : tensor<i1> -> tensor<?xi32> {
    %a = nn.cond %q : tensor<i1> -> tensor<?xi32> {
      nn.yield %x : !x
    } else {
      %n = nn.map %x, %zero : (!x, tensor<i32>) -> tensor<?xi32> {
      ^bb0(%b: i32, %c: i32):
        %d = arith.subi %c, %b : i32
        nn.yield %d : i32
      }
      nn.yield %n : tensor<?xi32>
    }
    nn.yield %a : tensor<?xi32>
  } else {
    %a = nn.map %x, %one : (!x, tensor<i32>) -> tensor<?xi32> {
    ^bb0(%b: i32, %c: i32):
      %d = arith.addi %b, %c : i32
      nn.yield %d : i32
    }
    %e = nn.map %x, %one : (!x, tensor<i32>) -> tensor<?xi32> {
    ^bb0(%b: i32, %c: i32):
      %d = arith.subi %b, %c : i32
      nn.yield %d : i32
    }
    %f = nn.cond %q : tensor<i1> -> tensor<?xi32> {
      nn.yield %a : tensor<?xi32>
    } else {
      nn.yield %e : tensor<?xi32>
    }
    nn.yield %f : tensor<?xi32>
  }
  return %y : tensor<?xi32>
}

// -----

// A scan in one region, a weave in the other, an iteration behind both.
// CALL: p=:1..1 x=4x3
// CALL: p=:0..0 x=4x3
// CALL: p=:1..1 x=0x3
// | y = np.minimum(np.cumsum(x, 0) if p else x * x, 5)
!x = tensor<?x3xi32>
func.func @loops(%p: tensor<i1>, %x: !x) -> tensor<?x3xi32> {
  %five = arith.constant dense<5> : tensor<i32>
  %z = nn.cond %p : tensor<i1> -> tensor<?x3xi32> {
    %zero = arith.constant dense<0> : tensor<3xi32>
    %l, %a = nn.scan init(%zero : tensor<3xi32>) over(%x : !x) -> tensor<3xi32>, tensor<?x3xi32> {
    ^bb0(%s: tensor<3xi32>, %v: tensor<3xi32>):
      %n = arith.addi %s, %v : tensor<3xi32>
      nn.yield %n, %n : tensor<3xi32>, tensor<3xi32>
    }
    nn.yield %a : tensor<?x3xi32>
  } else {
    %a = nn.weave over(%x : !x) -> tensor<?x3xi32> {
    ^bb0(%v: tensor<3xi32>):
      %n = arith.muli %v, %v : tensor<3xi32>
      nn.yield %n : tensor<3xi32>
    }
    nn.yield %a : tensor<?x3xi32>
  }
  %y, %steps, %settled = nn.fixed_point init(%z : tensor<?x3xi32>) tolerance 0.0 limit 200 -> tensor<?x3xi32>, tensor<i64>, tensor<i1> {
  ^bb0(%v: tensor<?x3xi32>):
    %n = nn.map %v, %five : (tensor<?x3xi32>, tensor<i32>) -> tensor<?x3xi32> {
    ^bb1(%a: i32, %b: i32):
      %one = arith.constant 1 : i32
      %more = arith.cmpi sgt, %a, %b : i32
      %less = arith.subi %a, %one : i32
      %c = arith.select %more, %less, %a : i32
      nn.yield %c : i32
    }
    nn.yield %n : tensor<?x3xi32>
  }
  return %y : tensor<?x3xi32>
}
