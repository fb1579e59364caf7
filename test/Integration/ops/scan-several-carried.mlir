// Carried values that change places, that stay, and that are parts of others.
// RUN: %python %S/../check_ops.py %t %s

// Fibonacci numbers, of vectors.
// CALL: a=3 b=3 x=7
// CALL: a=3 b=3 x=0
// CALL: a=3 b=2 x=7 fails=2
// | p, q = a, b
// | for _ in x: p, q = q, p + q
!a = tensor<?xi32>
!b = tensor<?xi32>
!x = tensor<?xi8>
func.func @fibonacci(%a: !a, %b: !b, %x: !x) -> (tensor<?xi32>, tensor<?xi32>) {
  %p, %q = nn.scan init(%a, %b : !a, !b) over(%x : !x) -> tensor<?xi32>, tensor<?xi32> {
  ^bb0(%s: tensor<?xi32>, %t: tensor<?xi32>, %u: tensor<i8>):
    %n = arith.addi %s, %t : tensor<?xi32>
    nn.yield %t, %n : tensor<?xi32>, tensor<?xi32>
  }
  return %p, %q : tensor<?xi32>, tensor<?xi32>
}

// -----

// Three values go round; the inputs of the function stay as they are.
// CALL: a=2 b=2 c=2 x=5
// | p, q, r = (a, b, c) if len(x) % 3 == 0 else (b, c, a) if len(x) % 3 == 1 else (c, a, b)
// | d = -a
!a = tensor<2xf32>
!b = tensor<2xf32>
!c = tensor<2xf32>
!x = tensor<?xi8>
func.func @rotate(%a: !a, %b: !b, %c: !c, %x: !x) -> (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) {
  %p, %q, %r = nn.scan init(%a, %b, %c : !a, !b, !c) over(%x : !x) -> tensor<2xf32>, tensor<2xf32>, tensor<2xf32> {
  ^bb0(%s: tensor<2xf32>, %t: tensor<2xf32>, %u: tensor<2xf32>, %v: tensor<i8>):
    nn.yield %t, %u, %s : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
  }
  %d = arith.negf %a : tensor<2xf32>
  return %p, %q, %r, %d : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
}

// -----

// A delay line: the values move on by one place.
// CALL: h=4 x=6
// CALL: h=1 x=6
// CALL: h=4 x=0
// | y = np.concatenate([h, x])[len(x):]
!h = tensor<?xi16>
!x = tensor<?xi16>
func.func @delay(%h: !h, %x: !x) -> tensor<?xi16> {
  %y = nn.scan init(%h : !h) over(%x : !x) -> tensor<?xi16> {
  ^bb0(%s: tensor<?xi16>, %v: tensor<i16>):
    %tail = nn.slice "1:" %s : (tensor<?xi16>) -> tensor<?xi16>
    %new = nn.rearrange "-> 1" %v : (tensor<i16>) -> tensor<1xi16>
    %next = nn.concat %tail, %new axis 0 : (tensor<?xi16>, tensor<1xi16>) -> tensor<?xi16>
    nn.yield %next : tensor<?xi16>
  }
  return %y : tensor<?xi16>
}

// -----

// One value twice, and one that the region ignores.
// CALL: a=2 x=3
// | p = a if len(x) == 0 else np.full(2, x[-1]); q = p; r = a
!a = tensor<2xi32>
!x = tensor<?xi32>
func.func @shared(%a: !a, %x: !x) -> (tensor<2xi32>, tensor<2xi32>, tensor<2xi32>) {
  %p, %q, %r = nn.scan init(%a, %a, %a : !a, !a, !a) over(%x : !x) -> tensor<2xi32>, tensor<2xi32>, tensor<2xi32> {
  ^bb0(%s: tensor<2xi32>, %t: tensor<2xi32>, %u: tensor<2xi32>, %v: tensor<i32>):
    %n = nn.rearrange "-> r" %v sizes {r = 2} : (tensor<i32>) -> tensor<2xi32>
    nn.yield %n, %n, %u : tensor<2xi32>, tensor<2xi32>, tensor<2xi32>
  }
  return %p, %q, %r : tensor<2xi32>, tensor<2xi32>, tensor<2xi32>
}
