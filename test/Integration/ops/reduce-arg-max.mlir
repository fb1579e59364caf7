// A reduction of pairs: the maximum along an axis and the first place that has it.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = f32 f16 f64
// CALL: x=3x7
// CALL: x=[[1,5,5,2],[0,0,0,0],[-1,-2,-3,-0.5]]
// CALL: x=2x1
// CALL: x=0x7
// CALL: x=2x0 fails=2
// | y = x.max(1); p = x.argmax(1)
!t = f32
!x = tensor<?x?x!t>
func.func @argmax(%x: !x) -> (tensor<?x!t>, tensor<?xi64>) {
  %places = nn.map %x : (!x) -> tensor<?x?xi64> {
  ^bb0(%v: !t):
    %j = nn.index 1
    %k = arith.index_cast %j : index to i64
    nn.yield %k : i64
  }
  %y, %p = nn.reduce %x, %places axes [1] : (!x, tensor<?x?xi64>) -> (tensor<?x!t>, tensor<?xi64>) {
  ^bb0(%a: !t, %i: i64, %b: !t, %j: i64):
    %more = arith.cmpf ogt, %a, %b : !t
    %same = arith.cmpf oeq, %a, %b : !t
    %first = arith.cmpi slt, %i, %j : i64
    %tie = arith.andi %same, %first : i1
    %stay = arith.ori %more, %tie : i1
    %m = arith.select %stay, %a, %b : !t
    %q = arith.select %stay, %i, %j : i64
    nn.yield %m, %q : !t, i64
  }
  return %y, %p : tensor<?x!t>, tensor<?xi64>
}
