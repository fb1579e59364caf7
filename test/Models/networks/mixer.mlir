// An MLP-Mixer (Tolstikhin et al.: MLP-Mixer, an all-MLP architecture for
// vision, arXiv:2105.01601): two blocks, each of which mixes the patches of an
// image along the axis of the patches and then along that of the channels. The
// block is written once and applied twice, the second time with other weights.
// The second map along the patches has no bias: the normalisations would remove
// what is the same in all channels.

!image = tensor<?x3x16x16xf32>
!patches = tensor<?x16x20xf32>
!channels = tensor<?x20x16xf32>
!score = tensor<?x10xf32>
!vec20 = tensor<20xf32>

module @mixer {
  nn.param @patch.weight : tensor<20x48xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.15>
  nn.param @patch.bias : !vec20 = #nn.init<uniform, seed = 2, low = -0.25, high = 0.25>

  nn.param @block1.norm1.scale : !vec20 = #nn.init<uniform, seed = 10, low = 0.5, high = 1.5>
  nn.param @block1.norm1.shift : !vec20 = #nn.init<uniform, seed = 11, low = -0.5, high = 0.5>
  nn.param @block1.token1.weight : tensor<12x16xf32> = #nn.init<normal, seed = 12, mean = 0.0, stddev = 0.25>
  nn.param @block1.token1.bias : tensor<12xf32> = #nn.init<uniform, seed = 13, low = -0.25, high = 0.25>
  nn.param @block1.token2.weight : tensor<16x12xf32> = #nn.init<normal, seed = 14, mean = 0.0, stddev = 0.3>
  nn.param @block1.norm2.scale : !vec20 = #nn.init<uniform, seed = 16, low = 0.5, high = 1.5>
  nn.param @block1.norm2.shift : !vec20 = #nn.init<uniform, seed = 17, low = -0.5, high = 0.5>
  nn.param @block1.channel1.weight : tensor<32x20xf32> = #nn.init<normal, seed = 18, mean = 0.0, stddev = 0.22>
  nn.param @block1.channel1.bias : tensor<32xf32> = #nn.init<uniform, seed = 19, low = -0.25, high = 0.25>
  nn.param @block1.channel2.weight : tensor<20x32xf32> = #nn.init<normal, seed = 20, mean = 0.0, stddev = 0.18>
  nn.param @block1.channel2.bias : !vec20 = #nn.init<uniform, seed = 21, low = -0.25, high = 0.25>

  nn.param @block2.norm1.scale : !vec20 = #nn.init<uniform, seed = 30, low = 0.5, high = 1.5>
  nn.param @block2.norm1.shift : !vec20 = #nn.init<uniform, seed = 31, low = -0.5, high = 0.5>
  nn.param @block2.token1.weight : tensor<12x16xf32> = #nn.init<normal, seed = 32, mean = 0.0, stddev = 0.25>
  nn.param @block2.token1.bias : tensor<12xf32> = #nn.init<uniform, seed = 33, low = -0.25, high = 0.25>
  nn.param @block2.token2.weight : tensor<16x12xf32> = #nn.init<normal, seed = 34, mean = 0.0, stddev = 0.3>
  nn.param @block2.norm2.scale : !vec20 = #nn.init<uniform, seed = 36, low = 0.5, high = 1.5>
  nn.param @block2.norm2.shift : !vec20 = #nn.init<uniform, seed = 37, low = -0.5, high = 0.5>
  nn.param @block2.channel1.weight : tensor<32x20xf32> = #nn.init<normal, seed = 38, mean = 0.0, stddev = 0.22>
  nn.param @block2.channel1.bias : tensor<32xf32> = #nn.init<uniform, seed = 39, low = -0.25, high = 0.25>
  nn.param @block2.channel2.weight : tensor<20x32xf32> = #nn.init<normal, seed = 40, mean = 0.0, stddev = 0.18>
  nn.param @block2.channel2.bias : !vec20 = #nn.init<uniform, seed = 41, low = -0.25, high = 0.25>

  nn.param @norm.scale : !vec20 = #nn.init<uniform, seed = 50, low = 0.5, high = 1.5>
  nn.param @norm.shift : !vec20 = #nn.init<uniform, seed = 51, low = -0.5, high = 0.5>
  nn.param @output.weight : tensor<10x20xf32> = #nn.init<normal, seed = 52, mean = 0.0, stddev = 0.22>
  nn.param @output.bias : tensor<10xf32> = #nn.init<uniform, seed = 53, low = -0.25, high = 0.25>

  func.func private @block(%x: !patches) -> !patches {
    %scale1 = nn.param_ref @block1.norm1.scale : !vec20
    %shift1 = nn.param_ref @block1.norm1.shift : !vec20
    %n1 = nn.layer_norm %x axes [2] scale %scale1 shift %shift1 epsilon 1.0e-05
        : (!patches, !vec20, !vec20) -> !patches
    %turned = nn.rearrange "b p c -> b c p" %n1 : (!patches) -> !channels
    %token1_w = nn.param_ref @block1.token1.weight : tensor<12x16xf32>
    %token1_b = nn.param_ref @block1.token1.bias : tensor<12xf32>
    %token1 = nn.linear %turned, %token1_w bias %token1_b
        : (!channels, tensor<12x16xf32>, tensor<12xf32>) -> tensor<?x20x12xf32>
    %bent1 = nn.activation #nn.gelu, %token1 : tensor<?x20x12xf32>
    %token2_w = nn.param_ref @block1.token2.weight : tensor<16x12xf32>
    %token2 = nn.linear %bent1, %token2_w
        : (tensor<?x20x12xf32>, tensor<16x12xf32>) -> !channels
    %mixed = nn.rearrange "b c p -> b p c" %token2 : (!channels) -> !patches
    %y = arith.addf %x, %mixed : !patches

    %scale2 = nn.param_ref @block1.norm2.scale : !vec20
    %shift2 = nn.param_ref @block1.norm2.shift : !vec20
    %n2 = nn.layer_norm %y axes [2] scale %scale2 shift %shift2 epsilon 1.0e-05
        : (!patches, !vec20, !vec20) -> !patches
    %channel1_w = nn.param_ref @block1.channel1.weight : tensor<32x20xf32>
    %channel1_b = nn.param_ref @block1.channel1.bias : tensor<32xf32>
    %channel1 = nn.linear %n2, %channel1_w bias %channel1_b
        : (!patches, tensor<32x20xf32>, tensor<32xf32>) -> tensor<?x16x32xf32>
    %bent2 = nn.activation #nn.gelu, %channel1 : tensor<?x16x32xf32>
    %channel2_w = nn.param_ref @block1.channel2.weight : tensor<20x32xf32>
    %channel2_b = nn.param_ref @block1.channel2.bias : !vec20
    %channel2 = nn.linear %bent2, %channel2_w bias %channel2_b
        : (tensor<?x16x32xf32>, tensor<20x32xf32>, !vec20) -> !patches
    %z = arith.addf %y, %channel2 : !patches
    return %z : !patches
  }

  func.func @classify(%image: !image {nn.name = "image"})
      -> (!score {nn.name = "score"}) {
    %cut = nn.rearrange "b c (h p) (w q) -> b (h w) (c p q)" %image
        sizes {p = 4, q = 4} : (!image) -> tensor<?x16x48xf32>
    %patch_w = nn.param_ref @patch.weight : tensor<20x48xf32>
    %patch_b = nn.param_ref @patch.bias : !vec20
    %x0 = nn.linear %cut, %patch_w bias %patch_b
        : (tensor<?x16x48xf32>, tensor<20x48xf32>, !vec20) -> !patches

    %x1 = nn.apply @block(%x0) : (!patches) -> !patches
    %scale1 = nn.param_ref @block2.norm1.scale : !vec20
    %shift1 = nn.param_ref @block2.norm1.shift : !vec20
    %token1_w = nn.param_ref @block2.token1.weight : tensor<12x16xf32>
    %token1_b = nn.param_ref @block2.token1.bias : tensor<12xf32>
    %token2_w = nn.param_ref @block2.token2.weight : tensor<16x12xf32>
    %scale2 = nn.param_ref @block2.norm2.scale : !vec20
    %shift2 = nn.param_ref @block2.norm2.shift : !vec20
    %channel1_w = nn.param_ref @block2.channel1.weight : tensor<32x20xf32>
    %channel1_b = nn.param_ref @block2.channel1.bias : tensor<32xf32>
    %channel2_w = nn.param_ref @block2.channel2.weight : tensor<20x32xf32>
    %channel2_b = nn.param_ref @block2.channel2.bias : !vec20
    %x2 = nn.apply @block(%x1) params(
        @block1.norm1.scale = %scale1 : !vec20,
        @block1.norm1.shift = %shift1 : !vec20,
        @block1.token1.weight = %token1_w : tensor<12x16xf32>,
        @block1.token1.bias = %token1_b : tensor<12xf32>,
        @block1.token2.weight = %token2_w : tensor<16x12xf32>,
        @block1.norm2.scale = %scale2 : !vec20,
        @block1.norm2.shift = %shift2 : !vec20,
        @block1.channel1.weight = %channel1_w : tensor<32x20xf32>,
        @block1.channel1.bias = %channel1_b : tensor<32xf32>,
        @block1.channel2.weight = %channel2_w : tensor<20x32xf32>,
        @block1.channel2.bias = %channel2_b : !vec20)
        : (!patches) -> !patches

    // The mean over the patches, and the classes.
    %scale = nn.param_ref @norm.scale : !vec20
    %shift = nn.param_ref @norm.shift : !vec20
    %normal = nn.layer_norm %x2 axes [2] scale %scale shift %shift
        epsilon 1.0e-05 : (!patches, !vec20, !vec20) -> !patches
    %turned = nn.rearrange "b p c -> b c p" %normal : (!patches) -> !channels
    %mean = nn.adaptive_pool average %turned size [1]
        : (!channels) -> tensor<?x20x1xf32>
    %flat = nn.rearrange "b c 1 -> b c" %mean
        : (tensor<?x20x1xf32>) -> tensor<?x20xf32>
    %output_w = nn.param_ref @output.weight : tensor<10x20xf32>
    %output_b = nn.param_ref @output.bias : tensor<10xf32>
    %score = nn.linear %flat, %output_w bias %output_b
        : (tensor<?x20xf32>, tensor<10x20xf32>, tensor<10xf32>) -> !score
    return %score : !score
  }
}
