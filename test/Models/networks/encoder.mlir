// Two layers of a transformer encoder with the normalisation before each part
// (Xiong et al.: On layer normalization in the transformer architecture,
// arXiv:2002.04745), on sequences of which sample b has length[b] tokens and is
// padded behind them. The weights of both layers are stacked, and a scan over
// that axis runs the layers.

!tokens = tensor<?x?x16xf32>
!heads = tensor<?x4x?x4xf32>
!seen = tensor<?x1x1x?xi1>

module @encoder {
  nn.param @norm1.scale : tensor<2x16xf32> = #nn.init<uniform, seed = 1, low = 0.5, high = 1.5>
  nn.param @norm1.shift : tensor<2x16xf32> = #nn.init<uniform, seed = 2, low = -0.5, high = 0.5>
  nn.param @qkv.weight : tensor<2x48x16xf32> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 0.25>
  nn.param @qkv.bias : tensor<2x48xf32> = #nn.init<uniform, seed = 4, low = -0.25, high = 0.25>
  nn.param @output.weight : tensor<2x16x16xf32> = #nn.init<normal, seed = 5, mean = 0.0, stddev = 0.25>
  nn.param @output.bias : tensor<2x16xf32> = #nn.init<uniform, seed = 6, low = -0.25, high = 0.25>
  nn.param @norm2.scale : tensor<2x16xf32> = #nn.init<uniform, seed = 7, low = 0.5, high = 1.5>
  nn.param @norm2.shift : tensor<2x16xf32> = #nn.init<uniform, seed = 8, low = -0.5, high = 0.5>
  nn.param @wide.weight : tensor<2x32x16xf32> = #nn.init<normal, seed = 9, mean = 0.0, stddev = 0.25>
  nn.param @wide.bias : tensor<2x32xf32> = #nn.init<uniform, seed = 10, low = -0.25, high = 0.25>
  nn.param @narrow.weight : tensor<2x16x32xf32> = #nn.init<normal, seed = 11, mean = 0.0, stddev = 0.18>
  nn.param @narrow.bias : tensor<2x16xf32> = #nn.init<uniform, seed = 12, low = -0.25, high = 0.25>
  nn.param @norm.scale : tensor<16xf32> = #nn.init<uniform, seed = 13, low = 0.5, high = 1.5>
  nn.param @norm.shift : tensor<16xf32> = #nn.init<uniform, seed = 14, low = -0.5, high = 0.5>

  func.func @encode(%tokens: !tokens {nn.name = "tokens"},
                    %length: tensor<?xi64> {nn.name = "length"})
      -> (!tokens {nn.name = "encoded"}) {
    // Where each token stands, as waves and as a mask.
    %position = nn.positions %tokens axis 1 : (!tokens) -> tensor<?xi64>
    %place = nn.map %position : (tensor<?xi64>) -> tensor<?xf32> {
    ^bb0(%p: i64):
      %f = arith.sitofp %p : i64 to f32
      nn.yield %f : f32
    }
    %waves = nn.sinusoidal_encoding interleaved %place depth 16 base 1.0e+04
        : (tensor<?xf32>) -> tensor<?x16xf32>
    %placed = nn.map %tokens, %waves
        : (!tokens, tensor<?x16xf32>) -> !tokens {
    ^bb0(%x: f32, %wave: f32):
      %sum = arith.addf %x, %wave : f32
      nn.yield %sum : f32
    }
    %lengths = nn.rearrange "b -> b 1 1 1" %length
        : (tensor<?xi64>) -> tensor<?x1x1x1xi64>
    %seen = nn.map %lengths, %position
        : (tensor<?x1x1x1xi64>, tensor<?xi64>) -> !seen {
    ^bb0(%n: i64, %p: i64):
      %inside = arith.cmpi slt, %p, %n : i64
      nn.yield %inside : i1
    }

    %scales1 = nn.param_ref @norm1.scale : tensor<2x16xf32>
    %shifts1 = nn.param_ref @norm1.shift : tensor<2x16xf32>
    %qkv_ws = nn.param_ref @qkv.weight : tensor<2x48x16xf32>
    %qkv_bs = nn.param_ref @qkv.bias : tensor<2x48xf32>
    %output_ws = nn.param_ref @output.weight : tensor<2x16x16xf32>
    %output_bs = nn.param_ref @output.bias : tensor<2x16xf32>
    %scales2 = nn.param_ref @norm2.scale : tensor<2x16xf32>
    %shifts2 = nn.param_ref @norm2.shift : tensor<2x16xf32>
    %wide_ws = nn.param_ref @wide.weight : tensor<2x32x16xf32>
    %wide_bs = nn.param_ref @wide.bias : tensor<2x32xf32>
    %narrow_ws = nn.param_ref @narrow.weight : tensor<2x16x32xf32>
    %narrow_bs = nn.param_ref @narrow.bias : tensor<2x16xf32>
    %last = nn.scan init(%placed : !tokens)
        over(%scales1, %shifts1, %qkv_ws, %qkv_bs, %output_ws, %output_bs,
             %scales2, %shifts2, %wide_ws, %wide_bs, %narrow_ws, %narrow_bs
             : tensor<2x16xf32>, tensor<2x16xf32>, tensor<2x48x16xf32>,
               tensor<2x48xf32>, tensor<2x16x16xf32>, tensor<2x16xf32>,
               tensor<2x16xf32>, tensor<2x16xf32>, tensor<2x32x16xf32>,
               tensor<2x32xf32>, tensor<2x16x32xf32>, tensor<2x16xf32>)
        -> !tokens {
    ^bb0(%x: !tokens, %scale1: tensor<16xf32>, %shift1: tensor<16xf32>,
         %qkv_w: tensor<48x16xf32>, %qkv_b: tensor<48xf32>,
         %output_w: tensor<16x16xf32>, %output_b: tensor<16xf32>,
         %scale2: tensor<16xf32>, %shift2: tensor<16xf32>,
         %wide_w: tensor<32x16xf32>, %wide_b: tensor<32xf32>,
         %narrow_w: tensor<16x32xf32>, %narrow_b: tensor<16xf32>):
      %n1 = nn.layer_norm %x axes [2] scale %scale1 shift %shift1
          epsilon 1.0e-05
          : (!tokens, tensor<16xf32>, tensor<16xf32>) -> !tokens
      %qkv = nn.linear %n1, %qkv_w bias %qkv_b
          : (!tokens, tensor<48x16xf32>, tensor<48xf32>) -> tensor<?x?x48xf32>
      %split = nn.rearrange "b t (n h d) -> n b h t d" %qkv
          sizes {n = 3, h = 4}
          : (tensor<?x?x48xf32>) -> tensor<3x?x4x?x4xf32>
      %q = nn.slice "0, :, :, :, :" %split
          : (tensor<3x?x4x?x4xf32>) -> !heads
      %k = nn.slice "1, :, :, :, :" %split
          : (tensor<3x?x4x?x4xf32>) -> !heads
      %v = nn.slice "2, :, :, :, :" %split
          : (tensor<3x?x4x?x4xf32>) -> !heads
      %heads = nn.attention %q, %k, %v mask %seen
          : (!heads, !heads, !heads, !seen) -> !heads
      %joined = nn.rearrange "b h t d -> b t (h d)" %heads : (!heads) -> !tokens
      %output = nn.linear %joined, %output_w bias %output_b
          : (!tokens, tensor<16x16xf32>, tensor<16xf32>) -> !tokens
      %y = arith.addf %x, %output : !tokens

      %n2 = nn.layer_norm %y axes [2] scale %scale2 shift %shift2
          epsilon 1.0e-05
          : (!tokens, tensor<16xf32>, tensor<16xf32>) -> !tokens
      %wide = nn.linear %n2, %wide_w bias %wide_b
          : (!tokens, tensor<32x16xf32>, tensor<32xf32>) -> tensor<?x?x32xf32>
      %bent = nn.activation #nn.gelu, %wide : tensor<?x?x32xf32>
      %narrow = nn.linear %bent, %narrow_w bias %narrow_b
          : (tensor<?x?x32xf32>, tensor<16x32xf32>, tensor<16xf32>) -> !tokens
      %z = arith.addf %y, %narrow : !tokens
      nn.yield %z : !tokens
    }
    %scale = nn.param_ref @norm.scale : tensor<16xf32>
    %shift = nn.param_ref @norm.shift : tensor<16xf32>
    %encoded = nn.layer_norm %last axes [2] scale %scale shift %shift
        epsilon 1.0e-05 : (!tokens, tensor<16xf32>, tensor<16xf32>) -> !tokens
    return %encoded : !tokens
  }
}
