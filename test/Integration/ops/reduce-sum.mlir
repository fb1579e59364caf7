// Sums and products along one axis, several, all and none.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = i64 i8
// CALL: x=2x3x4
// CALL: x=2x0x4
// CALL: x=0x3x4
// | y = x.sum(1); z = x.sum((0, 2)); w = x.prod(); v = x
!t = i64
!x = tensor<?x?x?x!t>
func.func @integers(%x: !x) -> (tensor<?x?x!t>, tensor<?x!t>, tensor<!t>, tensor<?x?x?x!t>) {
  %y = nn.reduce %x axes [1] : (!x) -> tensor<?x?x!t> neutral 0 {
  ^bb0(%a: !t, %b: !t):
    %s = arith.addi %a, %b : !t
    nn.yield %s : !t
  }
  %z = nn.reduce %x axes [0, 2] : (!x) -> tensor<?x!t> neutral 0 {
  ^bb0(%a: !t, %b: !t):
    %s = arith.addi %a, %b : !t
    nn.yield %s : !t
  }
  %w = nn.reduce %x axes [0, 1, 2] : (!x) -> tensor<!t> neutral 1 {
  ^bb0(%a: !t, %b: !t):
    %s = arith.muli %a, %b : !t
    nn.yield %s : !t
  }
  %v = nn.reduce %x axes [] : (!x) -> tensor<?x?x?x!t> neutral 0 {
  ^bb0(%a: !t, %b: !t):
    %s = arith.addi %a, %b : !t
    nn.yield %s : !t
  }
  return %y, %z, %w, %v : tensor<?x?x!t>, tensor<?x!t>, tensor<!t>, tensor<?x?x?x!t>
}

// -----

// Seven terms below 2: six additions, each of at most 14.
// TYPES: !t = f32 f64 f16 bf16
// CALL: x=7x3 terms=84
// CALL: x=0x3
// | y = x.sum(0)
!t = f32
!x = tensor<?x?x!t>
func.func @floats(%x: !x) -> tensor<?x!t> {
  %y = nn.reduce %x axes [0] : (!x) -> tensor<?x!t> neutral 0.0 {
  ^bb0(%a: !t, %b: !t):
    %s = arith.addf %a, %b : !t
    nn.yield %s : !t
  }
  return %y : tensor<?x!t>
}
