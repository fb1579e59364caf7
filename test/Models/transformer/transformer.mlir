// A decoder of two blocks as language models have it: rotary positions, heads
// of the query that share heads of the key, gated linear units, and residual
// connections around both halves of a block, which are sums. The depth is 32, in
// four heads of the query and two of the key.

!token = tensor<?x?xi32, #nn.axes<batch, time>>
!score = tensor<?x?x40xf32, #nn.axes<batch, time, token>>
!stream = tensor<?x?x32xf32, #nn.axes<batch, time, depth>>
!depth = tensor<32xf32>
!wide = tensor<32x32xf32>
!narrow = tensor<16x32xf32>
!queries = tensor<?x4x?x8xf32>
!keys = tensor<?x2x?x8xf32>
!gate = tensor<64x32xf32>
!down = tensor<32x64xf32>
!units = tensor<?x?x64xf32>

module @transformer {
  nn.param @embedding : tensor<40x32xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
  nn.param @block1.norm1 : !depth = #nn.init<uniform, seed = 10, low = 0.5, high = 1.5>
  nn.param @block1.query : !wide = #nn.init<normal, seed = 11, mean = 0.0, stddev = 0.18>
  nn.param @block1.key : !narrow = #nn.init<normal, seed = 12, mean = 0.0, stddev = 0.18>
  nn.param @block1.value : !narrow = #nn.init<normal, seed = 13, mean = 0.0, stddev = 0.18>
  nn.param @block1.output : !wide = #nn.init<normal, seed = 14, mean = 0.0, stddev = 0.18>
  nn.param @block1.norm2 : !depth = #nn.init<uniform, seed = 15, low = 0.5, high = 1.5>
  nn.param @block1.gate : !gate = #nn.init<normal, seed = 16, mean = 0.0, stddev = 0.18>
  nn.param @block1.up : !gate = #nn.init<normal, seed = 17, mean = 0.0, stddev = 0.18>
  nn.param @block1.down : !down = #nn.init<normal, seed = 18, mean = 0.0, stddev = 0.12>
  nn.param @block2.norm1 : !depth = #nn.init<uniform, seed = 20, low = 0.5, high = 1.5>
  nn.param @block2.query : !wide = #nn.init<normal, seed = 21, mean = 0.0, stddev = 0.18>
  nn.param @block2.key : !narrow = #nn.init<normal, seed = 22, mean = 0.0, stddev = 0.18>
  nn.param @block2.value : !narrow = #nn.init<normal, seed = 23, mean = 0.0, stddev = 0.18>
  nn.param @block2.output : !wide = #nn.init<normal, seed = 24, mean = 0.0, stddev = 0.18>
  nn.param @block2.norm2 : !depth = #nn.init<uniform, seed = 25, low = 0.5, high = 1.5>
  nn.param @block2.gate : !gate = #nn.init<normal, seed = 26, mean = 0.0, stddev = 0.18>
  nn.param @block2.up : !gate = #nn.init<normal, seed = 27, mean = 0.0, stddev = 0.18>
  nn.param @block2.down : !down = #nn.init<normal, seed = 28, mean = 0.0, stddev = 0.12>
  nn.param @norm : !depth = #nn.init<uniform, seed = 30, low = 0.5, high = 1.5>
  nn.param @output : tensor<40x32xf32> = #nn.init<normal, seed = 31, mean = 0.0, stddev = 0.18>

  // Multi-head attention: the heads are a rearrangement of linear layers.
  func.func private @attend(%x: !stream, %norm: !depth, %query: !wide,
      %key: !narrow, %value: !narrow, %output: !wide) -> !stream {
    %n = nn.rms_norm %x axes [2] scale %norm epsilon 1.0e-06
        : (!stream, !depth) -> !stream
    %q0 = nn.linear %n, %query : (!stream, !wide) -> tensor<?x?x32xf32>
    %k0 = nn.linear %n, %key : (!stream, !narrow) -> tensor<?x?x16xf32>
    %v0 = nn.linear %n, %value : (!stream, !narrow) -> tensor<?x?x16xf32>
    %q1 = nn.rearrange "b t (h d) -> b h t d" %q0 sizes {h = 4}
        : (tensor<?x?x32xf32>) -> !queries
    %k1 = nn.rearrange "b t (h d) -> b h t d" %k0 sizes {h = 2}
        : (tensor<?x?x16xf32>) -> !keys
    %v = nn.rearrange "b t (h d) -> b h t d" %v0 sizes {h = 2}
        : (tensor<?x?x16xf32>) -> !keys
    %q = nn.rotary halves %q1 base 1.0e+04 : (!queries) -> !queries
    %k = nn.rotary halves %k1 base 1.0e+04 : (!keys) -> !keys
    %a = nn.attention %q, %k, %v causal : (!queries, !keys, !keys) -> !queries
    %merged = nn.rearrange "b h t d -> b t (h d)" %a
        : (!queries) -> tensor<?x?x32xf32>
    %y = nn.linear %merged, %output : (tensor<?x?x32xf32>, !wide) -> !stream
    %sum = arith.addf %x, %y : !stream
    return %sum : !stream
  }

  // A gated linear unit (SwiGLU): one half opens and closes the other.
  func.func private @feed(%x: !stream, %norm: !depth, %gate: !gate, %up: !gate,
      %down: !down) -> !stream {
    %n = nn.rms_norm %x axes [2] scale %norm epsilon 1.0e-06
        : (!stream, !depth) -> !stream
    %g0 = nn.linear %n, %gate : (!stream, !gate) -> !units
    %g = nn.activation #nn.silu, %g0 : !units
    %u = nn.linear %n, %up : (!stream, !gate) -> !units
    %h = arith.mulf %g, %u : !units
    %y = nn.linear %h, %down : (!units, !down) -> !stream
    %sum = arith.addf %x, %y : !stream
    return %sum : !stream
  }

  func.func @predict(%token: !token {nn.name = "token"})
      -> (!score {nn.name = "score"}) {
    %table = nn.param_ref @embedding : tensor<40x32xf32>
    %x0 = nn.embedding %token, %table : (!token, tensor<40x32xf32>) -> !stream

    %norm11 = nn.param_ref @block1.norm1 : !depth
    %query1 = nn.param_ref @block1.query : !wide
    %key1 = nn.param_ref @block1.key : !narrow
    %value1 = nn.param_ref @block1.value : !narrow
    %output1 = nn.param_ref @block1.output : !wide
    %a1 = func.call @attend(%x0, %norm11, %query1, %key1, %value1, %output1)
        : (!stream, !depth, !wide, !narrow, !narrow, !wide) -> !stream
    %norm12 = nn.param_ref @block1.norm2 : !depth
    %gate1 = nn.param_ref @block1.gate : !gate
    %up1 = nn.param_ref @block1.up : !gate
    %down1 = nn.param_ref @block1.down : !down
    %x1 = func.call @feed(%a1, %norm12, %gate1, %up1, %down1)
        : (!stream, !depth, !gate, !gate, !down) -> !stream

    %norm21 = nn.param_ref @block2.norm1 : !depth
    %query2 = nn.param_ref @block2.query : !wide
    %key2 = nn.param_ref @block2.key : !narrow
    %value2 = nn.param_ref @block2.value : !narrow
    %output2 = nn.param_ref @block2.output : !wide
    %a2 = func.call @attend(%x1, %norm21, %query2, %key2, %value2, %output2)
        : (!stream, !depth, !wide, !narrow, !narrow, !wide) -> !stream
    %norm22 = nn.param_ref @block2.norm2 : !depth
    %gate2 = nn.param_ref @block2.gate : !gate
    %up2 = nn.param_ref @block2.up : !gate
    %down2 = nn.param_ref @block2.down : !down
    %x2 = func.call @feed(%a2, %norm22, %gate2, %up2, %down2)
        : (!stream, !depth, !gate, !gate, !down) -> !stream

    %norm = nn.param_ref @norm : !depth
    %n = nn.rms_norm %x2 axes [2] scale %norm epsilon 1.0e-06
        : (!stream, !depth) -> !stream
    %w = nn.param_ref @output : tensor<40x32xf32>
    %logit = nn.linear %n, %w : (!stream, tensor<40x32xf32>) -> !score
    %score = nn.log_softmax %logit axis 2 : !score
    return %score : !score
  }
}
