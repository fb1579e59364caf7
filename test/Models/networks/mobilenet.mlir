// Inverted residuals with depthwise convolutions (Sandler et al.: MobileNetV2,
// arXiv:1801.04381), the second block with the squeeze-and-excitation and the
// piecewise linear gate of MobileNetV3 (arXiv:1905.02244), for images of any
// size.

!image = tensor<?x3x?x?xf32>
!score = tensor<?x10xf32>
!vec8 = tensor<8xf32>
!vec12 = tensor<12xf32>
!vec24 = tensor<24xf32>

module @mobilenet {
  nn.param @stem.weight : tensor<8x3x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.27>
  nn.param @stem.norm.scale : !vec8 = #nn.init<uniform, seed = 2, low = 0.5, high = 1.5>
  nn.param @stem.norm.shift : !vec8 = #nn.init<uniform, seed = 3, low = -0.5, high = 0.5>
  nn.param @stem.norm.mean : !vec8 = #nn.init<uniform, seed = 4, low = -0.5, high = 0.5>
  nn.param @stem.norm.variance : !vec8 = #nn.init<uniform, seed = 5, low = 0.5, high = 1.5>
  nn.param @block1.expand.weight : tensor<24x8x1x1xf32> = #nn.init<normal, seed = 6, mean = 0.0, stddev = 0.5>
  nn.param @block1.norm1.scale : !vec24 = #nn.init<uniform, seed = 7, low = 0.5, high = 1.5>
  nn.param @block1.norm1.shift : !vec24 = #nn.init<uniform, seed = 8, low = -0.5, high = 0.5>
  nn.param @block1.norm1.mean : !vec24 = #nn.init<uniform, seed = 9, low = -0.5, high = 0.5>
  nn.param @block1.norm1.variance : !vec24 = #nn.init<uniform, seed = 10, low = 0.5, high = 1.5>
  nn.param @block1.depthwise.weight : tensor<24x1x3x3xf32> = #nn.init<normal, seed = 11, mean = 0.0, stddev = 0.47>
  nn.param @block1.norm2.scale : !vec24 = #nn.init<uniform, seed = 12, low = 0.5, high = 1.5>
  nn.param @block1.norm2.shift : !vec24 = #nn.init<uniform, seed = 13, low = -0.5, high = 0.5>
  nn.param @block1.norm2.mean : !vec24 = #nn.init<uniform, seed = 14, low = -0.5, high = 0.5>
  nn.param @block1.norm2.variance : !vec24 = #nn.init<uniform, seed = 15, low = 0.5, high = 1.5>
  nn.param @block1.project.weight : tensor<8x24x1x1xf32> = #nn.init<normal, seed = 16, mean = 0.0, stddev = 0.29>
  nn.param @block1.norm3.scale : !vec8 = #nn.init<uniform, seed = 17, low = 0.5, high = 1.5>
  nn.param @block1.norm3.shift : !vec8 = #nn.init<uniform, seed = 18, low = -0.5, high = 0.5>
  nn.param @block1.norm3.mean : !vec8 = #nn.init<uniform, seed = 19, low = -0.5, high = 0.5>
  nn.param @block1.norm3.variance : !vec8 = #nn.init<uniform, seed = 20, low = 0.5, high = 1.5>
  nn.param @block2.expand.weight : tensor<24x8x1x1xf32> = #nn.init<normal, seed = 21, mean = 0.0, stddev = 0.5>
  nn.param @block2.norm1.scale : !vec24 = #nn.init<uniform, seed = 22, low = 0.5, high = 1.5>
  nn.param @block2.norm1.shift : !vec24 = #nn.init<uniform, seed = 23, low = -0.5, high = 0.5>
  nn.param @block2.norm1.mean : !vec24 = #nn.init<uniform, seed = 24, low = -0.5, high = 0.5>
  nn.param @block2.norm1.variance : !vec24 = #nn.init<uniform, seed = 25, low = 0.5, high = 1.5>
  nn.param @block2.depthwise.weight : tensor<24x1x3x3xf32> = #nn.init<normal, seed = 26, mean = 0.0, stddev = 0.47>
  nn.param @block2.norm2.scale : !vec24 = #nn.init<uniform, seed = 27, low = 0.5, high = 1.5>
  nn.param @block2.norm2.shift : !vec24 = #nn.init<uniform, seed = 28, low = -0.5, high = 0.5>
  nn.param @block2.norm2.mean : !vec24 = #nn.init<uniform, seed = 29, low = -0.5, high = 0.5>
  nn.param @block2.norm2.variance : !vec24 = #nn.init<uniform, seed = 30, low = 0.5, high = 1.5>
  nn.param @block2.squeeze.weight : tensor<4x24x1x1xf32> = #nn.init<normal, seed = 31, mean = 0.0, stddev = 0.29>
  nn.param @block2.squeeze.bias : tensor<4xf32> = #nn.init<uniform, seed = 32, low = -0.25, high = 0.25>
  nn.param @block2.excite.weight : tensor<24x4x1x1xf32> = #nn.init<normal, seed = 33, mean = 0.0, stddev = 0.71>
  nn.param @block2.excite.bias : !vec24 = #nn.init<uniform, seed = 34, low = -0.25, high = 0.25>
  nn.param @block2.project.weight : tensor<12x24x1x1xf32> = #nn.init<normal, seed = 35, mean = 0.0, stddev = 0.29>
  nn.param @block2.norm3.scale : !vec12 = #nn.init<uniform, seed = 36, low = 0.5, high = 1.5>
  nn.param @block2.norm3.shift : !vec12 = #nn.init<uniform, seed = 37, low = -0.5, high = 0.5>
  nn.param @block2.norm3.mean : !vec12 = #nn.init<uniform, seed = 38, low = -0.5, high = 0.5>
  nn.param @block2.norm3.variance : !vec12 = #nn.init<uniform, seed = 39, low = 0.5, high = 1.5>
  nn.param @output.weight : tensor<10x12xf32> = #nn.init<normal, seed = 40, mean = 0.0, stddev = 0.29>
  nn.param @output.bias : tensor<10xf32> = #nn.init<uniform, seed = 41, low = -0.25, high = 0.25>

  func.func @classify(%image: !image {nn.name = "image"})
      -> (!score {nn.name = "score"}) {
    // Stem: half the rows and columns.
    %stem_w = nn.param_ref @stem.weight : tensor<8x3x3x3xf32>
    %stem = nn.conv %image, %stem_w stride [2, 2] padding [1, 1, 1, 1]
        : (tensor<?x3x?x?xf32>, tensor<8x3x3x3xf32>) -> tensor<?x8x?x?xf32>
    %stem_scale = nn.param_ref @stem.norm.scale : !vec8
    %stem_shift = nn.param_ref @stem.norm.shift : !vec8
    %stem_mean = nn.param_ref @stem.norm.mean : !vec8
    %stem_var = nn.param_ref @stem.norm.variance : !vec8
    %stem_out = nn.batch_norm %stem, %stem_scale, %stem_shift,
        %stem_mean, %stem_var epsilon 1.0e-05
        : (tensor<?x8x?x?xf32>, !vec8, !vec8, !vec8, !vec8)
        -> tensor<?x8x?x?xf32>
    %stem_in = nn.activation #nn.relu6, %stem_out : tensor<?x8x?x?xf32>

    // Block 1: widen, convolve each channel, narrow, add.
    %b1_expand_w = nn.param_ref @block1.expand.weight : tensor<24x8x1x1xf32>
    %b1_expand = nn.conv %stem_in, %b1_expand_w
        : (tensor<?x8x?x?xf32>, tensor<24x8x1x1xf32>) -> tensor<?x24x?x?xf32>
    %b1n1_scale = nn.param_ref @block1.norm1.scale : !vec24
    %b1n1_shift = nn.param_ref @block1.norm1.shift : !vec24
    %b1n1_mean = nn.param_ref @block1.norm1.mean : !vec24
    %b1n1_var = nn.param_ref @block1.norm1.variance : !vec24
    %b1n1_out = nn.batch_norm %b1_expand, %b1n1_scale, %b1n1_shift,
        %b1n1_mean, %b1n1_var epsilon 1.0e-05
        : (tensor<?x24x?x?xf32>, !vec24, !vec24, !vec24, !vec24)
        -> tensor<?x24x?x?xf32>
    %b1_wide = nn.activation #nn.relu6, %b1n1_out : tensor<?x24x?x?xf32>
    %b1_deep_w = nn.param_ref @block1.depthwise.weight : tensor<24x1x3x3xf32>
    %b1_deep = nn.conv %b1_wide, %b1_deep_w padding [1, 1, 1, 1] groups 24
        : (tensor<?x24x?x?xf32>, tensor<24x1x3x3xf32>) -> tensor<?x24x?x?xf32>
    %b1n2_scale = nn.param_ref @block1.norm2.scale : !vec24
    %b1n2_shift = nn.param_ref @block1.norm2.shift : !vec24
    %b1n2_mean = nn.param_ref @block1.norm2.mean : !vec24
    %b1n2_var = nn.param_ref @block1.norm2.variance : !vec24
    %b1n2_out = nn.batch_norm %b1_deep, %b1n2_scale, %b1n2_shift,
        %b1n2_mean, %b1n2_var epsilon 1.0e-05
        : (tensor<?x24x?x?xf32>, !vec24, !vec24, !vec24, !vec24)
        -> tensor<?x24x?x?xf32>
    %b1_inside = nn.activation #nn.relu6, %b1n2_out : tensor<?x24x?x?xf32>
    %b1_project_w = nn.param_ref @block1.project.weight : tensor<8x24x1x1xf32>
    %b1_project = nn.conv %b1_inside, %b1_project_w
        : (tensor<?x24x?x?xf32>, tensor<8x24x1x1xf32>) -> tensor<?x8x?x?xf32>
    %b1n3_scale = nn.param_ref @block1.norm3.scale : !vec8
    %b1n3_shift = nn.param_ref @block1.norm3.shift : !vec8
    %b1n3_mean = nn.param_ref @block1.norm3.mean : !vec8
    %b1n3_var = nn.param_ref @block1.norm3.variance : !vec8
    %b1n3_out = nn.batch_norm %b1_project, %b1n3_scale, %b1n3_shift,
        %b1n3_mean, %b1n3_var epsilon 1.0e-05
        : (tensor<?x8x?x?xf32>, !vec8, !vec8, !vec8, !vec8)
        -> tensor<?x8x?x?xf32>
    %b1_end = arith.addf %stem_in, %b1n3_out : tensor<?x8x?x?xf32>

    // Block 2: widen, convolve each channel, weigh the channels, narrow.
    %b2_expand_w = nn.param_ref @block2.expand.weight : tensor<24x8x1x1xf32>
    %b2_expand = nn.conv %b1_end, %b2_expand_w
        : (tensor<?x8x?x?xf32>, tensor<24x8x1x1xf32>) -> tensor<?x24x?x?xf32>
    %b2n1_scale = nn.param_ref @block2.norm1.scale : !vec24
    %b2n1_shift = nn.param_ref @block2.norm1.shift : !vec24
    %b2n1_mean = nn.param_ref @block2.norm1.mean : !vec24
    %b2n1_var = nn.param_ref @block2.norm1.variance : !vec24
    %b2n1_out = nn.batch_norm %b2_expand, %b2n1_scale, %b2n1_shift,
        %b2n1_mean, %b2n1_var epsilon 1.0e-05
        : (tensor<?x24x?x?xf32>, !vec24, !vec24, !vec24, !vec24)
        -> tensor<?x24x?x?xf32>
    %b2_wide = nn.activation #nn.relu6, %b2n1_out : tensor<?x24x?x?xf32>
    %b2_deep_w = nn.param_ref @block2.depthwise.weight : tensor<24x1x3x3xf32>
    %b2_deep = nn.conv %b2_wide, %b2_deep_w
        stride [2, 2] padding [1, 1, 1, 1] groups 24
        : (tensor<?x24x?x?xf32>, tensor<24x1x3x3xf32>) -> tensor<?x24x?x?xf32>
    %b2n2_scale = nn.param_ref @block2.norm2.scale : !vec24
    %b2n2_shift = nn.param_ref @block2.norm2.shift : !vec24
    %b2n2_mean = nn.param_ref @block2.norm2.mean : !vec24
    %b2n2_var = nn.param_ref @block2.norm2.variance : !vec24
    %b2n2_out = nn.batch_norm %b2_deep, %b2n2_scale, %b2n2_shift,
        %b2n2_mean, %b2n2_var epsilon 1.0e-05
        : (tensor<?x24x?x?xf32>, !vec24, !vec24, !vec24, !vec24)
        -> tensor<?x24x?x?xf32>
    %b2_inside = nn.activation #nn.relu6, %b2n2_out : tensor<?x24x?x?xf32>
    %b2_mean = nn.adaptive_pool average %b2_inside size [1, 1]
        : (tensor<?x24x?x?xf32>) -> tensor<?x24x1x1xf32>
    %b2_squeeze_w = nn.param_ref @block2.squeeze.weight : tensor<4x24x1x1xf32>
    %b2_squeeze_b = nn.param_ref @block2.squeeze.bias : tensor<4xf32>
    %b2_squeeze = nn.conv %b2_mean, %b2_squeeze_w bias %b2_squeeze_b
        : (tensor<?x24x1x1xf32>, tensor<4x24x1x1xf32>, tensor<4xf32>)
        -> tensor<?x4x1x1xf32>
    %b2_squeeze_relu = nn.activation #nn.relu, %b2_squeeze : tensor<?x4x1x1xf32>
    %b2_excite_w = nn.param_ref @block2.excite.weight : tensor<24x4x1x1xf32>
    %b2_excite_b = nn.param_ref @block2.excite.bias : !vec24
    %b2_excite = nn.conv %b2_squeeze_relu, %b2_excite_w bias %b2_excite_b
        : (tensor<?x4x1x1xf32>, tensor<24x4x1x1xf32>, !vec24)
        -> tensor<?x24x1x1xf32>
    %b2_gate = nn.activation #nn.hard_sigmoid, %b2_excite : tensor<?x24x1x1xf32>
    %b2_weighed = nn.map %b2_inside, %b2_gate
        : (tensor<?x24x?x?xf32>, tensor<?x24x1x1xf32>) -> tensor<?x24x?x?xf32> {
    ^bb0(%v: f32, %g: f32):
      %w = arith.mulf %v, %g : f32
      nn.yield %w : f32
    }
    %b2_project_w = nn.param_ref @block2.project.weight : tensor<12x24x1x1xf32>
    %b2_project = nn.conv %b2_weighed, %b2_project_w
        : (tensor<?x24x?x?xf32>, tensor<12x24x1x1xf32>) -> tensor<?x12x?x?xf32>
    %b2n3_scale = nn.param_ref @block2.norm3.scale : !vec12
    %b2n3_shift = nn.param_ref @block2.norm3.shift : !vec12
    %b2n3_mean = nn.param_ref @block2.norm3.mean : !vec12
    %b2n3_var = nn.param_ref @block2.norm3.variance : !vec12
    %b2n3_out = nn.batch_norm %b2_project, %b2n3_scale, %b2n3_shift,
        %b2n3_mean, %b2n3_var epsilon 1.0e-05
        : (tensor<?x12x?x?xf32>, !vec12, !vec12, !vec12, !vec12)
        -> tensor<?x12x?x?xf32>

    // The mean over all positions, and the classes.
    %mean = nn.adaptive_pool average %b2n3_out size [1, 1]
        : (tensor<?x12x?x?xf32>) -> tensor<?x12x1x1xf32>
    %flat = nn.rearrange "b c 1 1 -> b c" %mean
        : (tensor<?x12x1x1xf32>) -> tensor<?x12xf32>
    %output_w = nn.param_ref @output.weight : tensor<10x12xf32>
    %output_b = nn.param_ref @output.bias : tensor<10xf32>
    %output = nn.linear %flat, %output_w bias %output_b
        : (tensor<?x12xf32>, tensor<10x12xf32>, tensor<10xf32>)
        -> tensor<?x10xf32>
    return %output : !score
  }
}
