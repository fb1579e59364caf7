// A vision transformer (Dosovitskiy et al.: An image is worth 16x16 words,
// arXiv:2010.11929): patches of an image as tokens behind one that stands for
// the class, an encoder layer, and the class from its token.

!image = tensor<?x3x16x16xf32>
!tokens = tensor<?x17x24xf32>
!heads = tensor<?x3x17x8xf32>
!class = tensor<?x24xf32>
!score = tensor<?x10xf32>

module @vit {
  nn.param @patch.weight : tensor<24x48xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.15>
  nn.param @patch.bias : tensor<24xf32> = #nn.init<uniform, seed = 2, low = -0.25, high = 0.25>
  nn.param @class : tensor<24xf32> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 1.0>
  nn.param @place : tensor<17x24xf32> = #nn.init<normal, seed = 4, mean = 0.0, stddev = 0.5>
  nn.param @norm1.scale : tensor<24xf32> = #nn.init<uniform, seed = 5, low = 0.5, high = 1.5>
  nn.param @norm1.shift : tensor<24xf32> = #nn.init<uniform, seed = 6, low = -0.5, high = 0.5>
  nn.param @qkv.weight : tensor<72x24xf32> = #nn.init<normal, seed = 7, mean = 0.0, stddev = 0.2>
  nn.param @qkv.bias : tensor<72xf32> = #nn.init<uniform, seed = 8, low = -0.25, high = 0.25>
  nn.param @output.weight : tensor<24x24xf32> = #nn.init<normal, seed = 9, mean = 0.0, stddev = 0.2>
  nn.param @output.bias : tensor<24xf32> = #nn.init<uniform, seed = 10, low = -0.25, high = 0.25>
  nn.param @norm2.scale : tensor<24xf32> = #nn.init<uniform, seed = 11, low = 0.5, high = 1.5>
  nn.param @norm2.shift : tensor<24xf32> = #nn.init<uniform, seed = 12, low = -0.5, high = 0.5>
  nn.param @wide.weight : tensor<48x24xf32> = #nn.init<normal, seed = 13, mean = 0.0, stddev = 0.2>
  nn.param @wide.bias : tensor<48xf32> = #nn.init<uniform, seed = 14, low = -0.25, high = 0.25>
  nn.param @narrow.weight : tensor<24x48xf32> = #nn.init<normal, seed = 15, mean = 0.0, stddev = 0.15>
  nn.param @narrow.bias : tensor<24xf32> = #nn.init<uniform, seed = 16, low = -0.25, high = 0.25>
  nn.param @norm.scale : tensor<24xf32> = #nn.init<uniform, seed = 17, low = 0.5, high = 1.5>
  nn.param @norm.shift : tensor<24xf32> = #nn.init<uniform, seed = 18, low = -0.5, high = 0.5>
  nn.param @score.weight : tensor<10x24xf32> = #nn.init<normal, seed = 19, mean = 0.0, stddev = 0.2>
  nn.param @score.bias : tensor<10xf32> = #nn.init<uniform, seed = 20, low = -0.25, high = 0.25>

  func.func @classify(%image: !image {nn.name = "image"})
      -> (!score {nn.name = "score"}) {
    %patches = nn.rearrange "b c (h p) (w q) -> b (h w) (c p q)" %image
        sizes {p = 4, q = 4} : (!image) -> tensor<?x16x48xf32>
    %patch_w = nn.param_ref @patch.weight : tensor<24x48xf32>
    %patch_b = nn.param_ref @patch.bias : tensor<24xf32>
    %embedded = nn.linear %patches, %patch_w bias %patch_b
        : (tensor<?x16x48xf32>, tensor<24x48xf32>, tensor<24xf32>)
        -> tensor<?x16x24xf32>

    // The token of the class, once for each sample.
    %class = nn.param_ref @class : tensor<24xf32>
    %some = nn.slice ":, :1, :" %embedded
        : (tensor<?x16x24xf32>) -> tensor<?x1x24xf32>
    %classes = nn.map %some, %class
        : (tensor<?x1x24xf32>, tensor<24xf32>) -> tensor<?x1x24xf32> {
    ^bb0(%unused: f32, %c: f32):
      nn.yield %c : f32
    }
    %joined = nn.concat %classes, %embedded axis 1
        : (tensor<?x1x24xf32>, tensor<?x16x24xf32>) -> !tokens
    %place = nn.param_ref @place : tensor<17x24xf32>
    %x = nn.map %joined, %place : (!tokens, tensor<17x24xf32>) -> !tokens {
    ^bb0(%a: f32, %b: f32):
      %sum = arith.addf %a, %b : f32
      nn.yield %sum : f32
    }

    %scale1 = nn.param_ref @norm1.scale : tensor<24xf32>
    %shift1 = nn.param_ref @norm1.shift : tensor<24xf32>
    %n1 = nn.layer_norm %x axes [2] scale %scale1 shift %shift1 epsilon 1.0e-05
        : (!tokens, tensor<24xf32>, tensor<24xf32>) -> !tokens
    %qkv_w = nn.param_ref @qkv.weight : tensor<72x24xf32>
    %qkv_b = nn.param_ref @qkv.bias : tensor<72xf32>
    %qkv = nn.linear %n1, %qkv_w bias %qkv_b
        : (!tokens, tensor<72x24xf32>, tensor<72xf32>) -> tensor<?x17x72xf32>
    %split = nn.rearrange "b t (n h d) -> n b h t d" %qkv sizes {n = 3, h = 3}
        : (tensor<?x17x72xf32>) -> tensor<3x?x3x17x8xf32>
    %q = nn.slice "0, :, :, :, :" %split : (tensor<3x?x3x17x8xf32>) -> !heads
    %k = nn.slice "1, :, :, :, :" %split : (tensor<3x?x3x17x8xf32>) -> !heads
    %v = nn.slice "2, :, :, :, :" %split : (tensor<3x?x3x17x8xf32>) -> !heads
    %heads = nn.attention %q, %k, %v : (!heads, !heads, !heads) -> !heads
    %merged = nn.rearrange "b h t d -> b t (h d)" %heads : (!heads) -> !tokens
    %output_w = nn.param_ref @output.weight : tensor<24x24xf32>
    %output_b = nn.param_ref @output.bias : tensor<24xf32>
    %output = nn.linear %merged, %output_w bias %output_b
        : (!tokens, tensor<24x24xf32>, tensor<24xf32>) -> !tokens
    %y = arith.addf %x, %output : !tokens

    %scale2 = nn.param_ref @norm2.scale : tensor<24xf32>
    %shift2 = nn.param_ref @norm2.shift : tensor<24xf32>
    %n2 = nn.layer_norm %y axes [2] scale %scale2 shift %shift2 epsilon 1.0e-05
        : (!tokens, tensor<24xf32>, tensor<24xf32>) -> !tokens
    %wide_w = nn.param_ref @wide.weight : tensor<48x24xf32>
    %wide_b = nn.param_ref @wide.bias : tensor<48xf32>
    %wide = nn.linear %n2, %wide_w bias %wide_b
        : (!tokens, tensor<48x24xf32>, tensor<48xf32>) -> tensor<?x17x48xf32>
    %bent = nn.activation #nn.gelu, %wide : tensor<?x17x48xf32>
    %narrow_w = nn.param_ref @narrow.weight : tensor<24x48xf32>
    %narrow_b = nn.param_ref @narrow.bias : tensor<24xf32>
    %narrow = nn.linear %bent, %narrow_w bias %narrow_b
        : (tensor<?x17x48xf32>, tensor<24x48xf32>, tensor<24xf32>) -> !tokens
    %z = arith.addf %y, %narrow : !tokens

    %seen = nn.slice ":, 0, :" %z : (!tokens) -> !class
    %scale = nn.param_ref @norm.scale : tensor<24xf32>
    %shift = nn.param_ref @norm.shift : tensor<24xf32>
    %normal = nn.layer_norm %seen axes [1] scale %scale shift %shift
        epsilon 1.0e-05 : (!class, tensor<24xf32>, tensor<24xf32>) -> !class
    %score_w = nn.param_ref @score.weight : tensor<10x24xf32>
    %score_b = nn.param_ref @score.bias : tensor<10xf32>
    %score = nn.linear %normal, %score_w bias %score_b
        : (!class, tensor<10x24xf32>, tensor<10xf32>) -> !score
    return %score : !score
  }
}
