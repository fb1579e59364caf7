// A long short-term memory (Hochreiter and Schmidhuber, 1997, with the forget
// gate of Gers et al., 2000) in both directions over sequences of any length
// above zero: one scan forwards, one in reverse, both from zeros.

!input = tensor<?x?x6xf32>
!steps = tensor<?x?x32xf32>
!gates = tensor<?x32xf32>
!state = tensor<?x8xf32>
!states = tensor<?x?x8xf32>

module @lstm {
  nn.param @input.weight : tensor<32x6xf32> = #nn.init<uniform, seed = 1, low = -0.6, high = 0.6>
  nn.param @input.bias : tensor<32xf32> = #nn.init<uniform, seed = 2, low = -0.3, high = 0.3>
  nn.param @state.weight : tensor<32x8xf32> = #nn.init<uniform, seed = 3, low = -0.6, high = 0.6>
  nn.param @reverse.input.weight : tensor<32x6xf32> = #nn.init<uniform, seed = 4, low = -0.6, high = 0.6>
  nn.param @reverse.input.bias : tensor<32xf32> = #nn.init<uniform, seed = 5, low = -0.3, high = 0.3>
  nn.param @reverse.state.weight : tensor<32x8xf32> = #nn.init<uniform, seed = 6, low = -0.6, high = 0.6>

  // The next memory and output. The gates are those of input, forgetting, new
  // memory and output.
  func.func private @cell(%gates: !gates, %memory: !state)
      -> (!state, !state) {
    %si = nn.slice ":, :8" %gates : (!gates) -> !state
    %sf = nn.slice ":, 8:16" %gates : (!gates) -> !state
    %sn = nn.slice ":, 16:24" %gates : (!gates) -> !state
    %so = nn.slice ":, 24:" %gates : (!gates) -> !state
    %i = nn.activation #nn.sigmoid, %si : !state
    %f = nn.activation #nn.sigmoid, %sf : !state
    %n = nn.activation #nn.tanh, %sn : !state
    %o = nn.activation #nn.sigmoid, %so : !state
    %kept = arith.mulf %f, %memory : !state
    %added = arith.mulf %i, %n : !state
    %next = arith.addf %kept, %added : !state
    %shown = nn.activation #nn.tanh, %next : !state
    %output = arith.mulf %o, %shown : !state
    return %next, %output : !state, !state
  }

  func.func @run(%input: !input {nn.name = "input"})
      -> (tensor<?x?x16xf32> {nn.name = "outputs"}) {
    %input_w = nn.param_ref @input.weight : tensor<32x6xf32>
    %input_b = nn.param_ref @input.bias : tensor<32xf32>
    %state_w = nn.param_ref @state.weight : tensor<32x8xf32>
    %steps = nn.linear %input, %input_w bias %input_b
        : (!input, tensor<32x6xf32>, tensor<32xf32>) -> !steps

    // Zeros with the batch of the input.
    %some = nn.slice ":, 0, :8" %steps : (!steps) -> !state
    %zeros = nn.map %some : (!state) -> !state {
    ^bb0(%unused: f32):
      %zero = arith.constant 0.0 : f32
      nn.yield %zero : f32
    }
    %memory, %state, %outputs = nn.scan
        init(%zeros, %zeros : !state, !state) over(%steps : !steps) axis 1
        -> !state, !state, !states {
    ^bb0(%c: !state, %h: !state, %x: !gates):
      %y = nn.linear %h, %state_w : (!state, tensor<32x8xf32>) -> !gates
      %gates = arith.addf %x, %y : !gates
      %next:2 = nn.apply @cell(%gates, %c)
          : (!gates, !state) -> (!state, !state)
      nn.yield %next#0, %next#1, %next#1 : !state, !state, !state
    }

    %reverse_input_w = nn.param_ref @reverse.input.weight : tensor<32x6xf32>
    %reverse_input_b = nn.param_ref @reverse.input.bias : tensor<32xf32>
    %reverse_state_w = nn.param_ref @reverse.state.weight : tensor<32x8xf32>
    %reverse_steps = nn.linear %input, %reverse_input_w bias %reverse_input_b
        : (!input, tensor<32x6xf32>, tensor<32xf32>) -> !steps
    %reverse_memory, %reverse_state, %reverse_outputs = nn.scan
        init(%zeros, %zeros : !state, !state) over(%reverse_steps : !steps)
        axis 1 reverse -> !state, !state, !states {
    ^bb0(%c: !state, %h: !state, %x: !gates):
      %y = nn.linear %h, %reverse_state_w : (!state, tensor<32x8xf32>) -> !gates
      %gates = arith.addf %x, %y : !gates
      %next:2 = nn.apply @cell(%gates, %c)
          : (!gates, !state) -> (!state, !state)
      nn.yield %next#0, %next#1, %next#1 : !state, !state, !state
    }
    %both = nn.concat %outputs, %reverse_outputs axis 2
        : (!states, !states) -> tensor<?x?x16xf32>
    return %both : tensor<?x?x16xf32>
  }
}
