// A linear state-space recurrence, as state-space networks (Gu, Goel, Re:
// Efficiently modeling long sequences with structured state spaces,
// arXiv:2111.00396) have in every layer, over sequences of any length:
// h[t] = A h[t - 1] + B u[t], y[t] = C h[t] + D u[t].

!input = tensor<?x?x3xf32>
!state = tensor<?x6xf32>

module @state_space {
  nn.param @a : tensor<6x6xf32> = #nn.init<uniform, seed = 1, low = -0.5, high = 0.5>
  nn.param @b : tensor<6x3xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 0.5>
  nn.param @c : tensor<2x6xf32> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 0.5>
  nn.param @d : tensor<2x3xf32> = #nn.init<normal, seed = 4, mean = 0.0, stddev = 0.5>

  func.func @run(%input: !input {nn.name = "input"},
                 %first: !state {nn.name = "first"})
      -> (tensor<?x?x2xf32> {nn.name = "output"}, !state {nn.name = "last"}) {
    %a = nn.param_ref @a : tensor<6x6xf32>
    %b = nn.param_ref @b : tensor<6x3xf32>
    %c = nn.param_ref @c : tensor<2x6xf32>
    %d = nn.param_ref @d : tensor<2x3xf32>
    %last, %output = nn.scan init(%first : !state) over(%input : !input) axis 1
        -> !state, tensor<?x?x2xf32> {
    ^bb0(%h: !state, %u: tensor<?x3xf32>):
      %ah = nn.linear %h, %a : (!state, tensor<6x6xf32>) -> !state
      %bu = nn.linear %u, %b : (tensor<?x3xf32>, tensor<6x3xf32>) -> !state
      %next = arith.addf %ah, %bu : !state
      %ch = nn.linear %next, %c : (!state, tensor<2x6xf32>) -> tensor<?x2xf32>
      %du = nn.linear %u, %d
          : (tensor<?x3xf32>, tensor<2x3xf32>) -> tensor<?x2xf32>
      %y = arith.addf %ch, %du : tensor<?x2xf32>
      nn.yield %next, %y : !state, tensor<?x2xf32>
    }
    return %output, %last : tensor<?x?x2xf32>, !state
  }
}
