// A gated recurrent unit (Cho et al., arXiv:1406.1078, with the reset gate
// behind the product as in cuDNN and PyTorch) over sequences of tokens of any
// length: a table gives each token a vector, and a scan carries the state.

!state = tensor<?x12xf32>
!gates = tensor<?x36xf32>

module @gru {
  nn.param @table : tensor<20x8xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
  nn.param @input.weight : tensor<36x8xf32> = #nn.init<uniform, seed = 2, low = -0.5, high = 0.5>
  nn.param @input.bias : tensor<36xf32> = #nn.init<uniform, seed = 3, low = -0.3, high = 0.3>
  nn.param @state.weight : tensor<36x12xf32> = #nn.init<uniform, seed = 4, low = -0.5, high = 0.5>
  nn.param @state.bias : tensor<36xf32> = #nn.init<uniform, seed = 5, low = -0.3, high = 0.3>

  func.func @run(%tokens: tensor<?x?xi32> {nn.name = "tokens"},
                 %first: !state {nn.name = "first"})
      -> (tensor<?x?x12xf32> {nn.name = "states"}, !state {nn.name = "last"}) {
    %table = nn.param_ref @table : tensor<20x8xf32>
    %input_w = nn.param_ref @input.weight : tensor<36x8xf32>
    %input_b = nn.param_ref @input.bias : tensor<36xf32>
    %state_w = nn.param_ref @state.weight : tensor<36x12xf32>
    %state_b = nn.param_ref @state.bias : tensor<36xf32>
    %vectors = nn.gather %table axes [0] at %tokens
        : (tensor<20x8xf32>, tensor<?x?xi32>) -> tensor<?x?x8xf32>
    %inputs = nn.linear %vectors, %input_w bias %input_b
        : (tensor<?x?x8xf32>, tensor<36x8xf32>, tensor<36xf32>)
        -> tensor<?x?x36xf32>
    %last, %states = nn.scan init(%first : !state)
        over(%inputs : tensor<?x?x36xf32>) axis 1
        -> !state, tensor<?x?x12xf32> {
    ^bb0(%h: !state, %x: !gates):
      %y = nn.linear %h, %state_w bias %state_b
          : (!state, tensor<36x12xf32>, tensor<36xf32>) -> !gates
      %xr = nn.slice ":, :12" %x : (!gates) -> !state
      %xz = nn.slice ":, 12:24" %x : (!gates) -> !state
      %xn = nn.slice ":, 24:" %x : (!gates) -> !state
      %yr = nn.slice ":, :12" %y : (!gates) -> !state
      %yz = nn.slice ":, 12:24" %y : (!gates) -> !state
      %yn = nn.slice ":, 24:" %y : (!gates) -> !state
      %sr = arith.addf %xr, %yr : !state
      %r = nn.activation #nn.sigmoid, %sr : !state
      %sz = arith.addf %xz, %yz : !state
      %z = nn.activation #nn.sigmoid, %sz : !state
      %reset = arith.mulf %r, %yn : !state
      %sn = arith.addf %xn, %reset : !state
      %n = nn.activation #nn.tanh, %sn : !state
      %old = arith.subf %h, %n : !state
      %kept = arith.mulf %z, %old : !state
      %next = arith.addf %n, %kept : !state
      nn.yield %next, %next : !state, !state
    }
    return %states, %last : tensor<?x?x12xf32>, !state
  }
}
