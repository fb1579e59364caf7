// A deep-equilibrium layer (Bai, Kolter, Koltun: Deep equilibrium models,
// arXiv:1909.01377): its result is the state z that one layer maps to itself,
// z = tanh(W z + U x + b). W is small enough for the layer to be a contraction.

!input = tensor<?x8xf32>
!state = tensor<?x16xf32>
!output = tensor<?x3xf32>

module @equilibrium {
  nn.param @state.weight : tensor<16x16xf32> = #nn.init<uniform, seed = 1, low = -0.2, high = 0.2>
  nn.param @input.weight : tensor<16x8xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 0.3>
  nn.param @input.bias : tensor<16xf32> = #nn.init<uniform, seed = 3, low = -0.25, high = 0.25>
  nn.param @output.weight : tensor<3x16xf32> = #nn.init<normal, seed = 4, mean = 0.0, stddev = 0.25>

  func.func @solve(%input: !input {nn.name = "input"})
      -> (!state {nn.name = "state"}, tensor<i1> {nn.name = "settled"},
          !output {nn.name = "output"}) {
    %state_w = nn.param_ref @state.weight : tensor<16x16xf32>
    %input_w = nn.param_ref @input.weight : tensor<16x8xf32>
    %input_b = nn.param_ref @input.bias : tensor<16xf32>
    %drive = nn.linear %input, %input_w bias %input_b
        : (!input, tensor<16x8xf32>, tensor<16xf32>) -> !state
    %state, %steps, %settled = nn.fixed_point init(%drive : !state)
        tolerance 2.0e-07 limit 200 -> !state, tensor<i64>, tensor<i1> {
    ^bb0(%z: !state):
      %product = nn.linear %z, %state_w : (!state, tensor<16x16xf32>) -> !state
      %sum = arith.addf %product, %drive : !state
      %next = nn.activation #nn.tanh, %sum : !state
      nn.yield %next : !state
    }
    %output_w = nn.param_ref @output.weight : tensor<3x16xf32>
    %output = nn.linear %state, %output_w
        : (!state, tensor<3x16xf32>) -> !output
    return %state, %settled, %output : !state, tensor<i1>, !output
  }
}
