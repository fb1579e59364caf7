// Tags for every word of a sentence: embeddings, a gated recurrent unit that
// reads the sentence in both directions, and a linear layer on what both have
// seen. A recurrent layer is a cell in a scan.

!word = tensor<?x?xi64, #nn.axes<batch, time>>
!tag = tensor<?x?x6xf32, #nn.axes<batch, time, tag>>
!vector = tensor<?x?x12xf32>
!step = tensor<?x12xf32>
!state = tensor<?x8xf32>
!states = tensor<?x?x8xf32>
!weight_in = tensor<24x12xf32>
!weight_hidden = tensor<24x8xf32>
!bias = tensor<24xf32>

module @tagger {
  nn.param @embedding : tensor<30x12xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
  nn.param @forwards.weight_in : !weight_in = #nn.init<normal, seed = 10, mean = 0.0, stddev = 0.3>
  nn.param @forwards.weight_hidden : !weight_hidden = #nn.init<normal, seed = 11, mean = 0.0, stddev = 0.35>
  nn.param @forwards.bias_in : !bias = #nn.init<uniform, seed = 12, low = -0.3, high = 0.3>
  nn.param @forwards.bias_hidden : !bias = #nn.init<uniform, seed = 13, low = -0.3, high = 0.3>
  nn.param @backwards.weight_in : !weight_in = #nn.init<normal, seed = 20, mean = 0.0, stddev = 0.3>
  nn.param @backwards.weight_hidden : !weight_hidden = #nn.init<normal, seed = 21, mean = 0.0, stddev = 0.35>
  nn.param @backwards.bias_in : !bias = #nn.init<uniform, seed = 22, low = -0.3, high = 0.3>
  nn.param @backwards.bias_hidden : !bias = #nn.init<uniform, seed = 23, low = -0.3, high = 0.3>
  nn.param @output.weight : tensor<6x16xf32> = #nn.init<normal, seed = 30, mean = 0.0, stddev = 0.25>
  nn.param @output.bias : tensor<6xf32> = #nn.init<uniform, seed = 31, low = -0.25, high = 0.25>

  func.func @tag(%word: !word {nn.name = "word"}) -> (!tag {nn.name = "tag"}) {
    %table = nn.param_ref @embedding : tensor<30x12xf32>
    %x = nn.embedding %word, %table : (!word, tensor<30x12xf32>) -> !vector

    // The first state is zero: as many rows as sentences.
    %count = nn.reduce %x axes [1, 2] : (!vector) -> tensor<?xf32> neutral 0.0 {
    ^bb0(%sum: f32, %v: f32):
      nn.yield %sum : f32
    }
    %start = nn.rearrange "b -> b h" %count sizes {h = 8}
        : (tensor<?xf32>) -> !state

    %fwi = nn.param_ref @forwards.weight_in : !weight_in
    %fwh = nn.param_ref @forwards.weight_hidden : !weight_hidden
    %fbi = nn.param_ref @forwards.bias_in : !bias
    %fbh = nn.param_ref @forwards.bias_hidden : !bias
    %f:2 = nn.scan init(%start : !state) over(%x : !vector) axis 1
        -> !state, !states {
    ^bb0(%state: !state, %step: !step):
      %next = nn.gru_cell %step, %state weights %fwi, %fwh bias %fbi, %fbh
          : (!step, !state, !weight_in, !weight_hidden, !bias, !bias) -> !state
      nn.yield %next, %next : !state, !state
    }

    %bwi = nn.param_ref @backwards.weight_in : !weight_in
    %bwh = nn.param_ref @backwards.weight_hidden : !weight_hidden
    %bbi = nn.param_ref @backwards.bias_in : !bias
    %bbh = nn.param_ref @backwards.bias_hidden : !bias
    %b:2 = nn.scan init(%start : !state) over(%x : !vector) axis 1 reverse
        -> !state, !states {
    ^bb0(%state: !state, %step: !step):
      %next = nn.gru_cell %step, %state weights %bwi, %bwh bias %bbi, %bbh
          : (!step, !state, !weight_in, !weight_hidden, !bias, !bias) -> !state
      nn.yield %next, %next : !state, !state
    }

    %both = nn.concat %f#1, %b#1 axis 2 : (!states, !states) -> tensor<?x?x16xf32>
    %w = nn.param_ref @output.weight : tensor<6x16xf32>
    %c = nn.param_ref @output.bias : tensor<6xf32>
    %score = nn.linear %both, %w bias %c
        : (tensor<?x?x16xf32>, tensor<6x16xf32>, tensor<6xf32>) -> !tag
    %tag = nn.log_softmax %score axis 2 : !tag
    return %tag : !tag
  }
}
