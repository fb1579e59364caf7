// Functions that are compiled by themselves: which check failed, also in loops
// and one in the other, and extents that do not fit.
// RUN: rm -rf %t && mkdir -p %t
// RUN: %python %S/Inputs/subroutine_checks.py %s %t | FileCheck %s
// CHECK: 2 levels agree

func.func private @small(%x: tensor<?xi64>) -> tensor<?xi64> attributes {no_inline} {
  %ok = nn.map %x : (tensor<?xi64>) -> tensor<?xi1> {
  ^bb0(%e: i64):
    %c5 = arith.constant 5 : i64
    %p = arith.cmpi slt, %e, %c5 : i64
    nn.yield %p : i1
  }
  %y = nn.require %x, %ok, "expected numbers below 5" : (tensor<?xi64>, tensor<?xi1>) -> tensor<?xi64> loc("small.py":1:2)
  return %y : tensor<?xi64>
}
func.func private @take(%x: tensor<?xi64>, %i: tensor<?xi64>) -> tensor<?xi64> attributes {no_inline} {
  %s = func.call @small(%x) : (tensor<?xi64>) -> tensor<?xi64> loc(unknown)
  %y = nn.gather %s axes [0] at %i : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64> loc(unknown)
  return %y : tensor<?xi64>
}
// A check without a place has that of the call, here of the second one only.
func.func @twice(%x: tensor<?xi64>, %i: tensor<?xi64>, %j: tensor<?xi64>) -> (tensor<?xi64>, tensor<?xi64>) {
  %a = func.call @take(%x, %i) : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64> loc("first.py":1:1)
  %b = func.call @take(%a, %j) : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64> loc("second.py":2:2)
  return %a, %b : tensor<?xi64>, tensor<?xi64>
}
// In a loop.
func.func @looped(%x: tensor<?x3xi64>) -> tensor<?x?xi64> {
  %a = nn.weave over(%x : tensor<?x3xi64>) -> tensor<?x?xi64> {
  ^bb0(%row: tensor<3xi64>):
    %r = tensor.cast %row : tensor<3xi64> to tensor<?xi64>
    %t = func.call @take(%r, %r) : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64> loc("loop.py":3:3)
    nn.yield %t : tensor<?xi64>
  }
  return %a : tensor<?x?xi64>
}
func.func private @checks_only(%x: tensor<?xi64>) attributes {no_inline} {
  %y = func.call @small(%x) : (tensor<?xi64>) -> tensor<?xi64> 
  return
}
func.func @nothing_used(%x: tensor<?xi64>) -> tensor<?xi64> {
  func.call @checks_only(%x) : (tensor<?xi64>) -> () 
  return %x : tensor<?xi64>
}
// Derived extents: the first n-1 of the concatenation, twice.
func.func private @derived(%x: tensor<?xi64>, %y: tensor<?xi64>) -> (tensor<?xi64>, tensor<?x?xi64>) attributes {no_inline} {
  %c = nn.concat %x, %y axis 0 : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  %s = nn.slice ":-1" %c : (tensor<?xi64>) -> tensor<?xi64>
  %e = nn.einsum "i, j -> i j" %s, %x : (tensor<?xi64>, tensor<?xi64>) -> tensor<?x?xi64>
  return %s, %e : tensor<?xi64>, tensor<?x?xi64>
}
func.func private @fits(%x: tensor<?xi64>, %y: tensor<?xi64>) -> tensor<?xi64> attributes {no_inline} {
  %c = arith.addi %x, %y : tensor<?xi64>
  return %c : tensor<?xi64>
}
func.func @extents(%x: tensor<?xi64>, %y: tensor<?xi64>, %z: tensor<?xi64>) -> (tensor<?x?xi64>, tensor<?xi64>) {
  %a, %b = func.call @derived(%x, %y) : (tensor<?xi64>, tensor<?xi64>) -> (tensor<?xi64>, tensor<?x?xi64>)
  %c, %d = func.call @derived(%a, %x) : (tensor<?xi64>, tensor<?xi64>) -> (tensor<?xi64>, tensor<?x?xi64>)
  %e = func.call @fits(%c, %z) : (tensor<?xi64>, tensor<?xi64>) -> tensor<?xi64>
  return %d, %e : tensor<?x?xi64>, tensor<?xi64>
}
