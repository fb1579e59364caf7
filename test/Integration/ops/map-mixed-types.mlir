// Operands and result of different element types.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f16 bf16 f32 f64
// CALL: x=9 m=9 n=9
// CALL: x=0 m=0 n=0
// | y = np.where(m, x, n)
// | z = x < n
!t = f32
!x = tensor<?x!t>
!m = tensor<?xi1>
!n = tensor<?xi8>
func.func @choose(%x: !x, %m: !m, %n: !n) -> (tensor<?x!t>, tensor<?xi1>) {
  %y = nn.map %x, %m, %n : (!x, !m, !n) -> tensor<?x!t> {
  ^bb0(%a: !t, %b: i1, %c: i8):
    %f = arith.sitofp %c : i8 to !t
    %r = arith.select %b, %a, %f : !t
    nn.yield %r : !t
  }
  %z = nn.map %x, %n : (!x, !n) -> tensor<?xi1> {
  ^bb0(%a: !t, %c: i8):
    %f = arith.sitofp %c : i8 to !t
    %r = arith.cmpf olt, %a, %f : !t
    nn.yield %r : i1
  }
  return %y, %z : tensor<?x!t>, tensor<?xi1>
}

// -----

// On 16-bit floats a region computes in f32 and rounds what it yields: with
// 2^-10 (f16) lost in the sum, the difference would be 0.
// TYPES: !t = f16 bf16
// CALL: x=[1024,2048,4096] d=[0.0625,0.5,0.25]
// | y = d
!t = f16
!x = tensor<?x!t>
!d = tensor<?x!t>
func.func @once_rounded(%x: !x, %d: !d) -> tensor<?x!t> {
  %y = nn.map %x, %d : (!x, !d) -> tensor<?x!t> {
  ^bb0(%a: !t, %b: !t):
    %s = arith.addf %a, %b : !t
    %r = arith.subf %s, %a : !t
    nn.yield %r : !t
  }
  return %y : tensor<?x!t>
}
