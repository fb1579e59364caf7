// A block of a causal decoder (as in LLaMA, arXiv:2302.13971: root-mean-square
// normalisation, rotary positions, gated linear units) whose four heads of the
// query share two of key and value (arXiv:2305.13245). Keys and values of
// earlier tokens come in as a cache and go out with those of the new tokens
// behind them.

!tokens = tensor<?x?x16xf32>
!query = tensor<?x4x?x4xf32>
!cache = tensor<?x2x?x4xf32>

module @decoder {
  nn.param @norm1.scale : tensor<16xf32> = #nn.init<uniform, seed = 1, low = 0.5, high = 1.5>
  nn.param @query.weight : tensor<16x16xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 0.25>
  nn.param @key.weight : tensor<8x16xf32> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 0.25>
  nn.param @value.weight : tensor<8x16xf32> = #nn.init<normal, seed = 4, mean = 0.0, stddev = 0.25>
  nn.param @output.weight : tensor<16x16xf32> = #nn.init<normal, seed = 5, mean = 0.0, stddev = 0.25>
  nn.param @norm2.scale : tensor<16xf32> = #nn.init<uniform, seed = 6, low = 0.5, high = 1.5>
  nn.param @gate.weight : tensor<24x16xf32> = #nn.init<normal, seed = 7, mean = 0.0, stddev = 0.25>
  nn.param @up.weight : tensor<24x16xf32> = #nn.init<normal, seed = 8, mean = 0.0, stddev = 0.25>
  nn.param @down.weight : tensor<16x24xf32> = #nn.init<normal, seed = 9, mean = 0.0, stddev = 0.2>

  func.func @decode(%tokens: !tokens {nn.name = "tokens"},
                    %past_keys: !cache {nn.name = "past_keys"},
                    %past_values: !cache {nn.name = "past_values"})
      -> (!tokens {nn.name = "decoded"}, !cache {nn.name = "keys"},
          !cache {nn.name = "values"}) {
    // The positions of the new tokens follow those in the cache.
    %time = arith.constant 2 : index
    %past = tensor.dim %past_keys, %time : !cache
    %first = arith.index_cast %past : index to i64
    %steps = nn.positions %tokens axis 1 : (!tokens) -> tensor<?xi64>
    %position = nn.map %steps : (tensor<?xi64>) -> tensor<?xi64> {
    ^bb0(%step: i64):
      %sum = arith.addi %step, %first : i64
      nn.yield %sum : i64
    }

    %scale1 = nn.param_ref @norm1.scale : tensor<16xf32>
    %n1 = nn.rms_norm %tokens axes [2] scale %scale1 epsilon 1.0e-06
        : (!tokens, tensor<16xf32>) -> !tokens
    %query_w = nn.param_ref @query.weight : tensor<16x16xf32>
    %key_w = nn.param_ref @key.weight : tensor<8x16xf32>
    %value_w = nn.param_ref @value.weight : tensor<8x16xf32>
    %query = nn.linear %n1, %query_w : (!tokens, tensor<16x16xf32>) -> !tokens
    %key = nn.linear %n1, %key_w
        : (!tokens, tensor<8x16xf32>) -> tensor<?x?x8xf32>
    %value = nn.linear %n1, %value_w
        : (!tokens, tensor<8x16xf32>) -> tensor<?x?x8xf32>
    %query_heads = nn.rearrange "b t (h d) -> b h t d" %query sizes {h = 4}
        : (!tokens) -> !query
    %key_heads = nn.rearrange "b t (h d) -> b h t d" %key sizes {h = 2}
        : (tensor<?x?x8xf32>) -> !cache
    %value_heads = nn.rearrange "b t (h d) -> b h t d" %value sizes {h = 2}
        : (tensor<?x?x8xf32>) -> !cache
    %q = nn.rotary halves %query_heads positions %position base 1.0e+04
        : (!query, tensor<?xi64>) -> !query
    %k = nn.rotary halves %key_heads positions %position base 1.0e+04
        : (!cache, tensor<?xi64>) -> !cache
    %keys = nn.concat %past_keys, %k axis 2 : (!cache, !cache) -> !cache
    %values = nn.concat %past_values, %value_heads axis 2
        : (!cache, !cache) -> !cache
    %heads = nn.attention %q, %keys, %values causal
        : (!query, !cache, !cache) -> !query
    %joined = nn.rearrange "b h t d -> b t (h d)" %heads : (!query) -> !tokens
    %output_w = nn.param_ref @output.weight : tensor<16x16xf32>
    %output = nn.linear %joined, %output_w
        : (!tokens, tensor<16x16xf32>) -> !tokens
    %y = arith.addf %tokens, %output : !tokens

    %scale2 = nn.param_ref @norm2.scale : tensor<16xf32>
    %n2 = nn.rms_norm %y axes [2] scale %scale2 epsilon 1.0e-06
        : (!tokens, tensor<16xf32>) -> !tokens
    %gate_w = nn.param_ref @gate.weight : tensor<24x16xf32>
    %up_w = nn.param_ref @up.weight : tensor<24x16xf32>
    %down_w = nn.param_ref @down.weight : tensor<16x24xf32>
    %gate = nn.linear %n2, %gate_w
        : (!tokens, tensor<24x16xf32>) -> tensor<?x?x24xf32>
    %open = nn.activation #nn.silu, %gate : tensor<?x?x24xf32>
    %up = nn.linear %n2, %up_w
        : (!tokens, tensor<24x16xf32>) -> tensor<?x?x24xf32>
    %gated = arith.mulf %open, %up : tensor<?x?x24xf32>
    %down = nn.linear %gated, %down_w
        : (tensor<?x?x24xf32>, tensor<16x24xf32>) -> !tokens
    %decoded = arith.addf %y, %down : !tokens
    return %decoded, %keys, %values : !tokens, !cache, !cache
  }
}
