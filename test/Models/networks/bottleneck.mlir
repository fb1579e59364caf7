// A residual network of bottleneck blocks (He, Zhang, Ren, Sun: Deep residual
// learning for image recognition, arXiv:1512.03385) for images of any size. A
// block narrows the channels, convolves, and widens them again.

!image = tensor<?x3x?x?xf32>
!score = tensor<?x10xf32>
!vec4 = tensor<4xf32>
!vec8 = tensor<8xf32>
!vec16 = tensor<16xf32>

module @bottleneck {
  nn.param @stem.weight : tensor<8x3x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.27>
  nn.param @stem.norm.scale : !vec8 = #nn.init<uniform, seed = 2, low = 0.5, high = 1.5>
  nn.param @stem.norm.shift : !vec8 = #nn.init<uniform, seed = 3, low = -0.5, high = 0.5>
  nn.param @stem.norm.mean : !vec8 = #nn.init<uniform, seed = 4, low = -0.5, high = 0.5>
  nn.param @stem.norm.variance : !vec8 = #nn.init<uniform, seed = 5, low = 0.5, high = 1.5>
  nn.param @block1.conv1.weight : tensor<4x8x1x1xf32> = #nn.init<normal, seed = 6, mean = 0.0, stddev = 0.5>
  nn.param @block1.norm1.scale : !vec4 = #nn.init<uniform, seed = 7, low = 0.5, high = 1.5>
  nn.param @block1.norm1.shift : !vec4 = #nn.init<uniform, seed = 8, low = -0.5, high = 0.5>
  nn.param @block1.norm1.mean : !vec4 = #nn.init<uniform, seed = 9, low = -0.5, high = 0.5>
  nn.param @block1.norm1.variance : !vec4 = #nn.init<uniform, seed = 10, low = 0.5, high = 1.5>
  nn.param @block1.conv2.weight : tensor<4x4x3x3xf32> = #nn.init<normal, seed = 11, mean = 0.0, stddev = 0.24>
  nn.param @block1.norm2.scale : !vec4 = #nn.init<uniform, seed = 12, low = 0.5, high = 1.5>
  nn.param @block1.norm2.shift : !vec4 = #nn.init<uniform, seed = 13, low = -0.5, high = 0.5>
  nn.param @block1.norm2.mean : !vec4 = #nn.init<uniform, seed = 14, low = -0.5, high = 0.5>
  nn.param @block1.norm2.variance : !vec4 = #nn.init<uniform, seed = 15, low = 0.5, high = 1.5>
  nn.param @block1.conv3.weight : tensor<8x4x1x1xf32> = #nn.init<normal, seed = 16, mean = 0.0, stddev = 0.71>
  nn.param @block1.norm3.scale : !vec8 = #nn.init<uniform, seed = 17, low = 0.5, high = 1.5>
  nn.param @block1.norm3.shift : !vec8 = #nn.init<uniform, seed = 18, low = -0.5, high = 0.5>
  nn.param @block1.norm3.mean : !vec8 = #nn.init<uniform, seed = 19, low = -0.5, high = 0.5>
  nn.param @block1.norm3.variance : !vec8 = #nn.init<uniform, seed = 20, low = 0.5, high = 1.5>
  nn.param @block2.conv1.weight : tensor<4x8x1x1xf32> = #nn.init<normal, seed = 21, mean = 0.0, stddev = 0.5>
  nn.param @block2.norm1.scale : !vec4 = #nn.init<uniform, seed = 22, low = 0.5, high = 1.5>
  nn.param @block2.norm1.shift : !vec4 = #nn.init<uniform, seed = 23, low = -0.5, high = 0.5>
  nn.param @block2.norm1.mean : !vec4 = #nn.init<uniform, seed = 24, low = -0.5, high = 0.5>
  nn.param @block2.norm1.variance : !vec4 = #nn.init<uniform, seed = 25, low = 0.5, high = 1.5>
  nn.param @block2.conv2.weight : tensor<4x4x3x3xf32> = #nn.init<normal, seed = 26, mean = 0.0, stddev = 0.24>
  nn.param @block2.norm2.scale : !vec4 = #nn.init<uniform, seed = 27, low = 0.5, high = 1.5>
  nn.param @block2.norm2.shift : !vec4 = #nn.init<uniform, seed = 28, low = -0.5, high = 0.5>
  nn.param @block2.norm2.mean : !vec4 = #nn.init<uniform, seed = 29, low = -0.5, high = 0.5>
  nn.param @block2.norm2.variance : !vec4 = #nn.init<uniform, seed = 30, low = 0.5, high = 1.5>
  nn.param @block2.conv3.weight : tensor<16x4x1x1xf32> = #nn.init<normal, seed = 31, mean = 0.0, stddev = 0.71>
  nn.param @block2.norm3.scale : !vec16 = #nn.init<uniform, seed = 32, low = 0.5, high = 1.5>
  nn.param @block2.norm3.shift : !vec16 = #nn.init<uniform, seed = 33, low = -0.5, high = 0.5>
  nn.param @block2.norm3.mean : !vec16 = #nn.init<uniform, seed = 34, low = -0.5, high = 0.5>
  nn.param @block2.norm3.variance : !vec16 = #nn.init<uniform, seed = 35, low = 0.5, high = 1.5>
  nn.param @block2.shortcut.weight : tensor<16x8x1x1xf32> = #nn.init<normal, seed = 36, mean = 0.0, stddev = 0.5>
  nn.param @block2.norm.scale : !vec16 = #nn.init<uniform, seed = 37, low = 0.5, high = 1.5>
  nn.param @block2.norm.shift : !vec16 = #nn.init<uniform, seed = 38, low = -0.5, high = 0.5>
  nn.param @block2.norm.mean : !vec16 = #nn.init<uniform, seed = 39, low = -0.5, high = 0.5>
  nn.param @block2.norm.variance : !vec16 = #nn.init<uniform, seed = 40, low = 0.5, high = 1.5>
  nn.param @output.weight : tensor<10x16xf32> = #nn.init<normal, seed = 41, mean = 0.0, stddev = 0.25>
  nn.param @output.bias : tensor<10xf32> = #nn.init<uniform, seed = 42, low = -0.25, high = 0.25>

  func.func @classify(%image: !image {nn.name = "image"})
      -> (!score {nn.name = "score"}) {
    // Stem.
    %stem_w = nn.param_ref @stem.weight : tensor<8x3x3x3xf32>
    %stem = nn.conv %image, %stem_w padding [1, 1, 1, 1]
        : (tensor<?x3x?x?xf32>, tensor<8x3x3x3xf32>) -> tensor<?x8x?x?xf32>
    %stem_scale = nn.param_ref @stem.norm.scale : !vec8
    %stem_shift = nn.param_ref @stem.norm.shift : !vec8
    %stem_mean = nn.param_ref @stem.norm.mean : !vec8
    %stem_var = nn.param_ref @stem.norm.variance : !vec8
    %stem_out = nn.batch_norm %stem, %stem_scale, %stem_shift,
        %stem_mean, %stem_var epsilon 1.0e-05
        : (tensor<?x8x?x?xf32>, !vec8, !vec8, !vec8, !vec8)
        -> tensor<?x8x?x?xf32>
    %stem_relu = nn.activation #nn.relu, %stem_out : tensor<?x8x?x?xf32>

    // Block 1: 8 channels, 4 inside, 8 behind it.
    %b1c1_w = nn.param_ref @block1.conv1.weight : tensor<4x8x1x1xf32>
    %b1c1 = nn.conv %stem_relu, %b1c1_w
        : (tensor<?x8x?x?xf32>, tensor<4x8x1x1xf32>) -> tensor<?x4x?x?xf32>
    %b1n1_scale = nn.param_ref @block1.norm1.scale : !vec4
    %b1n1_shift = nn.param_ref @block1.norm1.shift : !vec4
    %b1n1_mean = nn.param_ref @block1.norm1.mean : !vec4
    %b1n1_var = nn.param_ref @block1.norm1.variance : !vec4
    %b1n1_out = nn.batch_norm %b1c1, %b1n1_scale, %b1n1_shift,
        %b1n1_mean, %b1n1_var epsilon 1.0e-05
        : (tensor<?x4x?x?xf32>, !vec4, !vec4, !vec4, !vec4)
        -> tensor<?x4x?x?xf32>
    %b1n1_relu = nn.activation #nn.relu, %b1n1_out : tensor<?x4x?x?xf32>
    %b1c2_w = nn.param_ref @block1.conv2.weight : tensor<4x4x3x3xf32>
    %b1c2 = nn.conv %b1n1_relu, %b1c2_w padding [1, 1, 1, 1]
        : (tensor<?x4x?x?xf32>, tensor<4x4x3x3xf32>) -> tensor<?x4x?x?xf32>
    %b1n2_scale = nn.param_ref @block1.norm2.scale : !vec4
    %b1n2_shift = nn.param_ref @block1.norm2.shift : !vec4
    %b1n2_mean = nn.param_ref @block1.norm2.mean : !vec4
    %b1n2_var = nn.param_ref @block1.norm2.variance : !vec4
    %b1n2_out = nn.batch_norm %b1c2, %b1n2_scale, %b1n2_shift,
        %b1n2_mean, %b1n2_var epsilon 1.0e-05
        : (tensor<?x4x?x?xf32>, !vec4, !vec4, !vec4, !vec4)
        -> tensor<?x4x?x?xf32>
    %b1n2_relu = nn.activation #nn.relu, %b1n2_out : tensor<?x4x?x?xf32>
    %b1c3_w = nn.param_ref @block1.conv3.weight : tensor<8x4x1x1xf32>
    %b1c3 = nn.conv %b1n2_relu, %b1c3_w
        : (tensor<?x4x?x?xf32>, tensor<8x4x1x1xf32>) -> tensor<?x8x?x?xf32>
    %b1n3_scale = nn.param_ref @block1.norm3.scale : !vec8
    %b1n3_shift = nn.param_ref @block1.norm3.shift : !vec8
    %b1n3_mean = nn.param_ref @block1.norm3.mean : !vec8
    %b1n3_var = nn.param_ref @block1.norm3.variance : !vec8
    %b1n3_out = nn.batch_norm %b1c3, %b1n3_scale, %b1n3_shift,
        %b1n3_mean, %b1n3_var epsilon 1.0e-05
        : (tensor<?x8x?x?xf32>, !vec8, !vec8, !vec8, !vec8)
        -> tensor<?x8x?x?xf32>
    %b1_sum = arith.addf %stem_relu, %b1n3_out : tensor<?x8x?x?xf32>
    %b1_end = nn.activation #nn.relu, %b1_sum : tensor<?x8x?x?xf32>

    // Block 2: 8 channels, 4 inside, 16 behind it, half the rows and columns.
    %b2c1_w = nn.param_ref @block2.conv1.weight : tensor<4x8x1x1xf32>
    %b2c1 = nn.conv %b1_end, %b2c1_w
        : (tensor<?x8x?x?xf32>, tensor<4x8x1x1xf32>) -> tensor<?x4x?x?xf32>
    %b2n1_scale = nn.param_ref @block2.norm1.scale : !vec4
    %b2n1_shift = nn.param_ref @block2.norm1.shift : !vec4
    %b2n1_mean = nn.param_ref @block2.norm1.mean : !vec4
    %b2n1_var = nn.param_ref @block2.norm1.variance : !vec4
    %b2n1_out = nn.batch_norm %b2c1, %b2n1_scale, %b2n1_shift,
        %b2n1_mean, %b2n1_var epsilon 1.0e-05
        : (tensor<?x4x?x?xf32>, !vec4, !vec4, !vec4, !vec4)
        -> tensor<?x4x?x?xf32>
    %b2n1_relu = nn.activation #nn.relu, %b2n1_out : tensor<?x4x?x?xf32>
    %b2c2_w = nn.param_ref @block2.conv2.weight : tensor<4x4x3x3xf32>
    %b2c2 = nn.conv %b2n1_relu, %b2c2_w stride [2, 2] padding [1, 1, 1, 1]
        : (tensor<?x4x?x?xf32>, tensor<4x4x3x3xf32>) -> tensor<?x4x?x?xf32>
    %b2n2_scale = nn.param_ref @block2.norm2.scale : !vec4
    %b2n2_shift = nn.param_ref @block2.norm2.shift : !vec4
    %b2n2_mean = nn.param_ref @block2.norm2.mean : !vec4
    %b2n2_var = nn.param_ref @block2.norm2.variance : !vec4
    %b2n2_out = nn.batch_norm %b2c2, %b2n2_scale, %b2n2_shift,
        %b2n2_mean, %b2n2_var epsilon 1.0e-05
        : (tensor<?x4x?x?xf32>, !vec4, !vec4, !vec4, !vec4)
        -> tensor<?x4x?x?xf32>
    %b2n2_relu = nn.activation #nn.relu, %b2n2_out : tensor<?x4x?x?xf32>
    %b2c3_w = nn.param_ref @block2.conv3.weight : tensor<16x4x1x1xf32>
    %b2c3 = nn.conv %b2n2_relu, %b2c3_w
        : (tensor<?x4x?x?xf32>, tensor<16x4x1x1xf32>) -> tensor<?x16x?x?xf32>
    %b2n3_scale = nn.param_ref @block2.norm3.scale : !vec16
    %b2n3_shift = nn.param_ref @block2.norm3.shift : !vec16
    %b2n3_mean = nn.param_ref @block2.norm3.mean : !vec16
    %b2n3_var = nn.param_ref @block2.norm3.variance : !vec16
    %b2n3_out = nn.batch_norm %b2c3, %b2n3_scale, %b2n3_shift,
        %b2n3_mean, %b2n3_var epsilon 1.0e-05
        : (tensor<?x16x?x?xf32>, !vec16, !vec16, !vec16, !vec16)
        -> tensor<?x16x?x?xf32>
    %b2_s_w = nn.param_ref @block2.shortcut.weight : tensor<16x8x1x1xf32>
    %b2_s = nn.conv %b1_end, %b2_s_w stride [2, 2]
        : (tensor<?x8x?x?xf32>, tensor<16x8x1x1xf32>) -> tensor<?x16x?x?xf32>
    %b2n_scale = nn.param_ref @block2.norm.scale : !vec16
    %b2n_shift = nn.param_ref @block2.norm.shift : !vec16
    %b2n_mean = nn.param_ref @block2.norm.mean : !vec16
    %b2n_var = nn.param_ref @block2.norm.variance : !vec16
    %b2n_out = nn.batch_norm %b2_s, %b2n_scale, %b2n_shift,
        %b2n_mean, %b2n_var epsilon 1.0e-05
        : (tensor<?x16x?x?xf32>, !vec16, !vec16, !vec16, !vec16)
        -> tensor<?x16x?x?xf32>
    %b2_sum = arith.addf %b2n_out, %b2n3_out : tensor<?x16x?x?xf32>
    %b2_end = nn.activation #nn.relu, %b2_sum : tensor<?x16x?x?xf32>

    // The mean over all positions, and the classes.
    %mean = nn.adaptive_pool average %b2_end size [1, 1]
        : (tensor<?x16x?x?xf32>) -> tensor<?x16x1x1xf32>
    %flat = nn.rearrange "b c 1 1 -> b c" %mean
        : (tensor<?x16x1x1xf32>) -> tensor<?x16xf32>
    %output_w = nn.param_ref @output.weight : tensor<10x16xf32>
    %output_b = nn.param_ref @output.bias : tensor<10xf32>
    %output = nn.linear %flat, %output_w bias %output_b
        : (tensor<?x16xf32>, tensor<10x16xf32>, tensor<10xf32>)
        -> tensor<?x10xf32>
    return %output : !score
  }
}
