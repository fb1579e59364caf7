// One of two regions runs; the results are what it yields.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 f64
// CALL: p=[True] x=3
// CALL: p=[False] x=3
// CALL: p=[True] x=0
// | y, z = (x + x, -x) if p[0] else (x, x)
!t = f32
!x = tensor<?x!t>
func.func @both(%p: tensor<1xi1>, %x: !x) -> (tensor<?x!t>, tensor<?x!t>) {
  %q = nn.slice "0" %p : (tensor<1xi1>) -> tensor<i1>
  %y, %z = nn.cond %q : tensor<i1> -> tensor<?x!t>, tensor<?x!t> {
    %a = arith.addf %x, %x : !x
    %b = arith.negf %x : !x
    nn.yield %a, %b : !x, !x
  } else {
    nn.yield %x, %x : !x, !x
  }
  return %y, %z : tensor<?x!t>, tensor<?x!t>
}

// -----

// A condition that is computed; extents are checked in both regions.
// CALL: x=4 y=4
// CALL: x=[1,1] y=[-1,-2]
// CALL: x=4 y=3 fails=2
// | z = x if x.sum() > y.sum() else y
!x = tensor<?xi32>
!y = tensor<?xi32>
func.func @computed(%x: !x, %y: !y) -> tensor<?xi32> {
  %a = nn.einsum "i ->" %x : (!x) -> tensor<i32>
  %b = nn.einsum "i ->" %y : (!y) -> tensor<i32>
  %c = arith.cmpi sgt, %a, %b : tensor<i32>
  %z = nn.cond %c : tensor<i1> -> tensor<?xi32> {
    nn.yield %x : !x
  } else {
    nn.yield %y : !y
  }
  return %z : tensor<?xi32>
}

// -----

// What fails in a region that does not run is no failure.
// CALL: p=[True] x=3 i=[2]
// CALL: p=[False] x=3 i=[7]
// CALL: p=[True] x=3 i=[7] fails=9
// | y = x[i] if p[0] else np.zeros(1)
!x = tensor<?xf32>
func.func @not_reached(%p: tensor<1xi1>, %x: !x, %i: tensor<1xi32>) -> tensor<1xf32> {
  %q = nn.slice "0" %p : (tensor<1xi1>) -> tensor<i1>
  %y = nn.cond %q : tensor<i1> -> tensor<1xf32> {
    %g = nn.gather %x axes [0] at %i : (!x, tensor<1xi32>) -> tensor<1xf32>
    nn.yield %g : tensor<1xf32>
  } else {
    %zero = arith.constant dense<0.0> : tensor<1xf32>
    nn.yield %zero : tensor<1xf32>
  }
  return %y : tensor<1xf32>
}
