// A dense block (Huang, Liu, van der Maaten, Weinberger: Densely connected
// convolutional networks, arXiv:1608.06993) with its transition: each layer
// sees the channels of all layers before it.

!image = tensor<?x3x12x12xf32>
!score = tensor<?x5xf32>
!vec8 = tensor<8xf32>
!vec10 = tensor<10xf32>
!vec12 = tensor<12xf32>
!vec16 = tensor<16xf32>
!vec20 = tensor<20xf32>

module @densenet {
  nn.param @stem.weight : tensor<8x3x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.27>
  nn.param @layer1.norm1.scale : !vec8 = #nn.init<uniform, seed = 2, low = 0.5, high = 1.5>
  nn.param @layer1.norm1.shift : !vec8 = #nn.init<uniform, seed = 3, low = -0.5, high = 0.5>
  nn.param @layer1.norm1.mean : !vec8 = #nn.init<uniform, seed = 4, low = -0.5, high = 0.5>
  nn.param @layer1.norm1.variance : !vec8 = #nn.init<uniform, seed = 5, low = 0.5, high = 1.5>
  nn.param @layer1.conv1.weight : tensor<16x8x1x1xf32> = #nn.init<normal, seed = 6, mean = 0.0, stddev = 0.5>
  nn.param @layer1.norm2.scale : !vec16 = #nn.init<uniform, seed = 7, low = 0.5, high = 1.5>
  nn.param @layer1.norm2.shift : !vec16 = #nn.init<uniform, seed = 8, low = -0.5, high = 0.5>
  nn.param @layer1.norm2.mean : !vec16 = #nn.init<uniform, seed = 9, low = -0.5, high = 0.5>
  nn.param @layer1.norm2.variance : !vec16 = #nn.init<uniform, seed = 10, low = 0.5, high = 1.5>
  nn.param @layer1.conv2.weight : tensor<4x16x3x3xf32> = #nn.init<normal, seed = 11, mean = 0.0, stddev = 0.12>
  nn.param @layer2.norm1.scale : !vec12 = #nn.init<uniform, seed = 12, low = 0.5, high = 1.5>
  nn.param @layer2.norm1.shift : !vec12 = #nn.init<uniform, seed = 13, low = -0.5, high = 0.5>
  nn.param @layer2.norm1.mean : !vec12 = #nn.init<uniform, seed = 14, low = -0.5, high = 0.5>
  nn.param @layer2.norm1.variance : !vec12 = #nn.init<uniform, seed = 15, low = 0.5, high = 1.5>
  nn.param @layer2.conv1.weight : tensor<16x12x1x1xf32> = #nn.init<normal, seed = 16, mean = 0.0, stddev = 0.41>
  nn.param @layer2.norm2.scale : !vec16 = #nn.init<uniform, seed = 17, low = 0.5, high = 1.5>
  nn.param @layer2.norm2.shift : !vec16 = #nn.init<uniform, seed = 18, low = -0.5, high = 0.5>
  nn.param @layer2.norm2.mean : !vec16 = #nn.init<uniform, seed = 19, low = -0.5, high = 0.5>
  nn.param @layer2.norm2.variance : !vec16 = #nn.init<uniform, seed = 20, low = 0.5, high = 1.5>
  nn.param @layer2.conv2.weight : tensor<4x16x3x3xf32> = #nn.init<normal, seed = 21, mean = 0.0, stddev = 0.12>
  nn.param @layer3.norm1.scale : !vec16 = #nn.init<uniform, seed = 22, low = 0.5, high = 1.5>
  nn.param @layer3.norm1.shift : !vec16 = #nn.init<uniform, seed = 23, low = -0.5, high = 0.5>
  nn.param @layer3.norm1.mean : !vec16 = #nn.init<uniform, seed = 24, low = -0.5, high = 0.5>
  nn.param @layer3.norm1.variance : !vec16 = #nn.init<uniform, seed = 25, low = 0.5, high = 1.5>
  nn.param @layer3.conv1.weight : tensor<16x16x1x1xf32> = #nn.init<normal, seed = 26, mean = 0.0, stddev = 0.35>
  nn.param @layer3.norm2.scale : !vec16 = #nn.init<uniform, seed = 27, low = 0.5, high = 1.5>
  nn.param @layer3.norm2.shift : !vec16 = #nn.init<uniform, seed = 28, low = -0.5, high = 0.5>
  nn.param @layer3.norm2.mean : !vec16 = #nn.init<uniform, seed = 29, low = -0.5, high = 0.5>
  nn.param @layer3.norm2.variance : !vec16 = #nn.init<uniform, seed = 30, low = 0.5, high = 1.5>
  nn.param @layer3.conv2.weight : tensor<4x16x3x3xf32> = #nn.init<normal, seed = 31, mean = 0.0, stddev = 0.12>
  nn.param @transition.norm.scale : !vec20 = #nn.init<uniform, seed = 32, low = 0.5, high = 1.5>
  nn.param @transition.norm.shift : !vec20 = #nn.init<uniform, seed = 33, low = -0.5, high = 0.5>
  nn.param @transition.norm.mean : !vec20 = #nn.init<uniform, seed = 34, low = -0.5, high = 0.5>
  nn.param @transition.norm.variance : !vec20 = #nn.init<uniform, seed = 35, low = 0.5, high = 1.5>
  nn.param @transition.conv.weight : tensor<10x20x1x1xf32> = #nn.init<normal, seed = 36, mean = 0.0, stddev = 0.32>
  nn.param @norm.scale : !vec10 = #nn.init<uniform, seed = 37, low = 0.5, high = 1.5>
  nn.param @norm.shift : !vec10 = #nn.init<uniform, seed = 38, low = -0.5, high = 0.5>
  nn.param @norm.mean : !vec10 = #nn.init<uniform, seed = 39, low = -0.5, high = 0.5>
  nn.param @norm.variance : !vec10 = #nn.init<uniform, seed = 40, low = 0.5, high = 1.5>
  nn.param @output.weight : tensor<5x10xf32> = #nn.init<normal, seed = 41, mean = 0.0, stddev = 0.32>
  nn.param @output.bias : tensor<5xf32> = #nn.init<uniform, seed = 42, low = -0.25, high = 0.25>

  func.func @classify(%image: !image {nn.name = "image"})
      -> (!score {nn.name = "score"}) {
    // Stem.
    %stem_w = nn.param_ref @stem.weight : tensor<8x3x3x3xf32>
    %stem = nn.conv %image, %stem_w padding [1, 1, 1, 1]
        : (tensor<?x3x12x12xf32>, tensor<8x3x3x3xf32>) -> tensor<?x8x12x12xf32>

    // Layer 1 sees 8 channels and adds 4.
    %l1n1_scale = nn.param_ref @layer1.norm1.scale : !vec8
    %l1n1_shift = nn.param_ref @layer1.norm1.shift : !vec8
    %l1n1_mean = nn.param_ref @layer1.norm1.mean : !vec8
    %l1n1_var = nn.param_ref @layer1.norm1.variance : !vec8
    %l1n1_out = nn.batch_norm %stem, %l1n1_scale, %l1n1_shift,
        %l1n1_mean, %l1n1_var epsilon 1.0e-05
        : (tensor<?x8x12x12xf32>, !vec8, !vec8, !vec8, !vec8)
        -> tensor<?x8x12x12xf32>
    %l1n1_relu = nn.activation #nn.relu, %l1n1_out : tensor<?x8x12x12xf32>
    %l1c1_w = nn.param_ref @layer1.conv1.weight : tensor<16x8x1x1xf32>
    %l1c1 = nn.conv %l1n1_relu, %l1c1_w
        : (tensor<?x8x12x12xf32>, tensor<16x8x1x1xf32>)
        -> tensor<?x16x12x12xf32>
    %l1n2_scale = nn.param_ref @layer1.norm2.scale : !vec16
    %l1n2_shift = nn.param_ref @layer1.norm2.shift : !vec16
    %l1n2_mean = nn.param_ref @layer1.norm2.mean : !vec16
    %l1n2_var = nn.param_ref @layer1.norm2.variance : !vec16
    %l1n2_out = nn.batch_norm %l1c1, %l1n2_scale, %l1n2_shift,
        %l1n2_mean, %l1n2_var epsilon 1.0e-05
        : (tensor<?x16x12x12xf32>, !vec16, !vec16, !vec16, !vec16)
        -> tensor<?x16x12x12xf32>
    %l1n2_relu = nn.activation #nn.relu, %l1n2_out : tensor<?x16x12x12xf32>
    %l1c2_w = nn.param_ref @layer1.conv2.weight : tensor<4x16x3x3xf32>
    %l1c2 = nn.conv %l1n2_relu, %l1c2_w padding [1, 1, 1, 1]
        : (tensor<?x16x12x12xf32>, tensor<4x16x3x3xf32>)
        -> tensor<?x4x12x12xf32>
    %l1_all = nn.concat %stem, %l1c2 axis 1
        : (tensor<?x8x12x12xf32>, tensor<?x4x12x12xf32>)
        -> tensor<?x12x12x12xf32>

    // Layer 2 sees 12 channels and adds 4.
    %l2n1_scale = nn.param_ref @layer2.norm1.scale : !vec12
    %l2n1_shift = nn.param_ref @layer2.norm1.shift : !vec12
    %l2n1_mean = nn.param_ref @layer2.norm1.mean : !vec12
    %l2n1_var = nn.param_ref @layer2.norm1.variance : !vec12
    %l2n1_out = nn.batch_norm %l1_all, %l2n1_scale, %l2n1_shift,
        %l2n1_mean, %l2n1_var epsilon 1.0e-05
        : (tensor<?x12x12x12xf32>, !vec12, !vec12, !vec12, !vec12)
        -> tensor<?x12x12x12xf32>
    %l2n1_relu = nn.activation #nn.relu, %l2n1_out : tensor<?x12x12x12xf32>
    %l2c1_w = nn.param_ref @layer2.conv1.weight : tensor<16x12x1x1xf32>
    %l2c1 = nn.conv %l2n1_relu, %l2c1_w
        : (tensor<?x12x12x12xf32>, tensor<16x12x1x1xf32>)
        -> tensor<?x16x12x12xf32>
    %l2n2_scale = nn.param_ref @layer2.norm2.scale : !vec16
    %l2n2_shift = nn.param_ref @layer2.norm2.shift : !vec16
    %l2n2_mean = nn.param_ref @layer2.norm2.mean : !vec16
    %l2n2_var = nn.param_ref @layer2.norm2.variance : !vec16
    %l2n2_out = nn.batch_norm %l2c1, %l2n2_scale, %l2n2_shift,
        %l2n2_mean, %l2n2_var epsilon 1.0e-05
        : (tensor<?x16x12x12xf32>, !vec16, !vec16, !vec16, !vec16)
        -> tensor<?x16x12x12xf32>
    %l2n2_relu = nn.activation #nn.relu, %l2n2_out : tensor<?x16x12x12xf32>
    %l2c2_w = nn.param_ref @layer2.conv2.weight : tensor<4x16x3x3xf32>
    %l2c2 = nn.conv %l2n2_relu, %l2c2_w padding [1, 1, 1, 1]
        : (tensor<?x16x12x12xf32>, tensor<4x16x3x3xf32>)
        -> tensor<?x4x12x12xf32>
    %l2_all = nn.concat %l1_all, %l2c2 axis 1
        : (tensor<?x12x12x12xf32>, tensor<?x4x12x12xf32>)
        -> tensor<?x16x12x12xf32>

    // Layer 3 sees 16 channels and adds 4.
    %l3n1_scale = nn.param_ref @layer3.norm1.scale : !vec16
    %l3n1_shift = nn.param_ref @layer3.norm1.shift : !vec16
    %l3n1_mean = nn.param_ref @layer3.norm1.mean : !vec16
    %l3n1_var = nn.param_ref @layer3.norm1.variance : !vec16
    %l3n1_out = nn.batch_norm %l2_all, %l3n1_scale, %l3n1_shift,
        %l3n1_mean, %l3n1_var epsilon 1.0e-05
        : (tensor<?x16x12x12xf32>, !vec16, !vec16, !vec16, !vec16)
        -> tensor<?x16x12x12xf32>
    %l3n1_relu = nn.activation #nn.relu, %l3n1_out : tensor<?x16x12x12xf32>
    %l3c1_w = nn.param_ref @layer3.conv1.weight : tensor<16x16x1x1xf32>
    %l3c1 = nn.conv %l3n1_relu, %l3c1_w
        : (tensor<?x16x12x12xf32>, tensor<16x16x1x1xf32>)
        -> tensor<?x16x12x12xf32>
    %l3n2_scale = nn.param_ref @layer3.norm2.scale : !vec16
    %l3n2_shift = nn.param_ref @layer3.norm2.shift : !vec16
    %l3n2_mean = nn.param_ref @layer3.norm2.mean : !vec16
    %l3n2_var = nn.param_ref @layer3.norm2.variance : !vec16
    %l3n2_out = nn.batch_norm %l3c1, %l3n2_scale, %l3n2_shift,
        %l3n2_mean, %l3n2_var epsilon 1.0e-05
        : (tensor<?x16x12x12xf32>, !vec16, !vec16, !vec16, !vec16)
        -> tensor<?x16x12x12xf32>
    %l3n2_relu = nn.activation #nn.relu, %l3n2_out : tensor<?x16x12x12xf32>
    %l3c2_w = nn.param_ref @layer3.conv2.weight : tensor<4x16x3x3xf32>
    %l3c2 = nn.conv %l3n2_relu, %l3c2_w padding [1, 1, 1, 1]
        : (tensor<?x16x12x12xf32>, tensor<4x16x3x3xf32>)
        -> tensor<?x4x12x12xf32>
    %l3_all = nn.concat %l2_all, %l3c2 axis 1
        : (tensor<?x16x12x12xf32>, tensor<?x4x12x12xf32>)
        -> tensor<?x20x12x12xf32>

    // Transition: half the channels, rows and columns.
    %tn_scale = nn.param_ref @transition.norm.scale : !vec20
    %tn_shift = nn.param_ref @transition.norm.shift : !vec20
    %tn_mean = nn.param_ref @transition.norm.mean : !vec20
    %tn_var = nn.param_ref @transition.norm.variance : !vec20
    %tn_out = nn.batch_norm %l3_all, %tn_scale, %tn_shift,
        %tn_mean, %tn_var epsilon 1.0e-05
        : (tensor<?x20x12x12xf32>, !vec20, !vec20, !vec20, !vec20)
        -> tensor<?x20x12x12xf32>
    %tn_relu = nn.activation #nn.relu, %tn_out : tensor<?x20x12x12xf32>
    %tc_w = nn.param_ref @transition.conv.weight : tensor<10x20x1x1xf32>
    %tc = nn.conv %tn_relu, %tc_w
        : (tensor<?x20x12x12xf32>, tensor<10x20x1x1xf32>)
        -> tensor<?x10x12x12xf32>
    %t_pool = nn.pool average %tc size [2, 2]
        : (tensor<?x10x12x12xf32>) -> tensor<?x10x6x6xf32>

    // The mean over all positions, and the classes.
    %n_scale = nn.param_ref @norm.scale : !vec10
    %n_shift = nn.param_ref @norm.shift : !vec10
    %n_mean = nn.param_ref @norm.mean : !vec10
    %n_var = nn.param_ref @norm.variance : !vec10
    %n_out = nn.batch_norm %t_pool, %n_scale, %n_shift,
        %n_mean, %n_var epsilon 1.0e-05
        : (tensor<?x10x6x6xf32>, !vec10, !vec10, !vec10, !vec10)
        -> tensor<?x10x6x6xf32>
    %n_relu = nn.activation #nn.relu, %n_out : tensor<?x10x6x6xf32>
    %mean = nn.adaptive_pool average %n_relu size [1, 1]
        : (tensor<?x10x6x6xf32>) -> tensor<?x10x1x1xf32>
    %flat = nn.rearrange "b c 1 1 -> b c" %mean
        : (tensor<?x10x1x1xf32>) -> tensor<?x10xf32>
    %output_w = nn.param_ref @output.weight : tensor<5x10xf32>
    %output_b = nn.param_ref @output.bias : tensor<5xf32>
    %output = nn.linear %flat, %output_w bias %output_b
        : (tensor<?x10xf32>, tensor<5x10xf32>, tensor<5xf32>) -> tensor<?x5xf32>
    return %output : !score
  }
}
