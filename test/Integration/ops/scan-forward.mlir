// A recurrence in ascending order, with its last value and outputs per step.
// RUN: %python %S/../check_ops.py %t %s

// TYPES: !t = i32 i8 i64
// CALL: h=3 x=5x3
// CALL: h=3 x=1x3
// CALL: h=3 x=0x3
// CALL: h=0 x=5x0
// CALL: h=3 x=5x4 fails=2
// | states = [h]
// | for step in x: states.append(2 * states[-1] + step)
// | last = states[-1]; after = np.array(states[1:], int).reshape(x.shape)
// | before = np.array(states[:-1], int).reshape(x.shape)
!t = i32
!h = tensor<?x!t>
!x = tensor<?x?x!t>
func.func @linear(%h: !h, %x: !x) -> (tensor<?x!t>, tensor<?x?x!t>, tensor<?x?x!t>) {
  %last, %after, %before = nn.scan init(%h : !h) over(%x : !x) -> tensor<?x!t>, tensor<?x?x!t>, tensor<?x?x!t> {
  ^bb0(%state: tensor<?x!t>, %step: tensor<?x!t>):
    %twice = arith.addi %state, %state : tensor<?x!t>
    %next = arith.addi %twice, %step : tensor<?x!t>
    nn.yield %next, %next, %state : tensor<?x!t>, tensor<?x!t>, tensor<?x!t>
  }
  return %last, %after, %before : tensor<?x!t>, tensor<?x?x!t>, tensor<?x?x!t>
}

// -----

// Without carried values it stacks what each step gives.
// CALL: x=4x3
// CALL: x=0x3
// | y = x.sum(1); z = x[:, ::-1]
!x = tensor<?x3xi32>
func.func @stateless(%x: !x) -> (tensor<?xi32>, tensor<?x3xi32>) {
  %y, %z = nn.scan over(%x : !x) -> tensor<?xi32>, tensor<?x3xi32> {
  ^bb0(%step: tensor<3xi32>):
    %s = nn.einsum "i ->" %step : (tensor<3xi32>) -> tensor<i32>
    %r = nn.slice "::-1" %step : (tensor<3xi32>) -> tensor<3xi32>
    nn.yield %s, %r : tensor<i32>, tensor<3xi32>
  }
  return %y, %z : tensor<?xi32>, tensor<?x3xi32>
}
