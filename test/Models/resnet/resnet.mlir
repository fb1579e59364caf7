// A residual network for images of 16 by 16 pixels in three colours, its
// parameters made from seeds. Two blocks keep 16 channels, one halves the rows
// and columns and doubles the channels, one keeps 32 channels.

!image = tensor<?x3x16x16xf32, #nn.axes<batch, channel, row, column>>
!wide = tensor<?x16x16x16xf32>
!narrow = tensor<?x32x8x8xf32>
!features = tensor<?x32xf32>
!probability = tensor<?x10xf32, #nn.axes<batch, class>>
!image_stats = tensor<3x16x16xf32>
!vec16 = tensor<16xf32>
!vec32 = tensor<32xf32>
!kernel16 = tensor<16x16x3x3xf32>
!kernel32 = tensor<32x32x3x3xf32>

module @resnet {
  nn.param @image.scale : !image_stats = dense<1.0>
  nn.param @image.shift : !image_stats = dense<0.0>

  nn.param @stem.weight : tensor<16x3x3x3xf32> = #nn.init<normal, seed = 100, mean = 0.0, stddev = 0.27>
  nn.param @stem.bias : !vec16 = #nn.init<uniform, seed = 105, low = -0.25, high = 0.25>
  nn.param @stem.scale : !vec16 = #nn.init<uniform, seed = 101, low = 0.5, high = 1.5>
  nn.param @stem.shift : !vec16 = #nn.init<uniform, seed = 102, low = -0.5, high = 0.5>
  nn.param @stem.mean : !vec16 = #nn.init<uniform, seed = 103, low = -0.5, high = 0.5>
  nn.param @stem.variance : !vec16 = #nn.init<uniform, seed = 104, low = 0.5, high = 1.5>

  nn.param @block1.conv1.weight : !kernel16 = #nn.init<normal, seed = 110, mean = 0.0, stddev = 0.12>
  nn.param @block1.conv1.scale : !vec16 = #nn.init<uniform, seed = 111, low = 0.5, high = 1.5>
  nn.param @block1.conv1.shift : !vec16 = #nn.init<uniform, seed = 112, low = -0.5, high = 0.5>
  nn.param @block1.conv1.mean : !vec16 = #nn.init<uniform, seed = 113, low = -0.5, high = 0.5>
  nn.param @block1.conv1.variance : !vec16 = #nn.init<uniform, seed = 114, low = 0.5, high = 1.5>

  nn.param @block1.conv2.weight : !kernel16 = #nn.init<normal, seed = 120, mean = 0.0, stddev = 0.12>
  nn.param @block1.conv2.scale : !vec16 = #nn.init<uniform, seed = 121, low = 0.5, high = 1.5>
  nn.param @block1.conv2.shift : !vec16 = #nn.init<uniform, seed = 122, low = -0.5, high = 0.5>
  nn.param @block1.conv2.mean : !vec16 = #nn.init<uniform, seed = 123, low = -0.5, high = 0.5>
  nn.param @block1.conv2.variance : !vec16 = #nn.init<uniform, seed = 124, low = 0.5, high = 1.5>

  nn.param @block2.conv1.weight : !kernel16 = #nn.init<normal, seed = 130, mean = 0.0, stddev = 0.12>
  nn.param @block2.conv1.scale : !vec16 = #nn.init<uniform, seed = 131, low = 0.5, high = 1.5>
  nn.param @block2.conv1.shift : !vec16 = #nn.init<uniform, seed = 132, low = -0.5, high = 0.5>
  nn.param @block2.conv1.mean : !vec16 = #nn.init<uniform, seed = 133, low = -0.5, high = 0.5>
  nn.param @block2.conv1.variance : !vec16 = #nn.init<uniform, seed = 134, low = 0.5, high = 1.5>

  nn.param @block2.conv2.weight : !kernel16 = #nn.init<normal, seed = 140, mean = 0.0, stddev = 0.12>
  nn.param @block2.conv2.scale : !vec16 = #nn.init<uniform, seed = 141, low = 0.5, high = 1.5>
  nn.param @block2.conv2.shift : !vec16 = #nn.init<uniform, seed = 142, low = -0.5, high = 0.5>
  nn.param @block2.conv2.mean : !vec16 = #nn.init<uniform, seed = 143, low = -0.5, high = 0.5>
  nn.param @block2.conv2.variance : !vec16 = #nn.init<uniform, seed = 144, low = 0.5, high = 1.5>

  nn.param @block3.conv1.weight : tensor<32x16x3x3xf32> = #nn.init<normal, seed = 150, mean = 0.0, stddev = 0.12>
  nn.param @block3.conv1.scale : !vec32 = #nn.init<uniform, seed = 151, low = 0.5, high = 1.5>
  nn.param @block3.conv1.shift : !vec32 = #nn.init<uniform, seed = 152, low = -0.5, high = 0.5>
  nn.param @block3.conv1.mean : !vec32 = #nn.init<uniform, seed = 153, low = -0.5, high = 0.5>
  nn.param @block3.conv1.variance : !vec32 = #nn.init<uniform, seed = 154, low = 0.5, high = 1.5>

  nn.param @block3.conv2.weight : !kernel32 = #nn.init<normal, seed = 160, mean = 0.0, stddev = 0.083>
  nn.param @block3.conv2.scale : !vec32 = #nn.init<uniform, seed = 161, low = 0.5, high = 1.5>
  nn.param @block3.conv2.shift : !vec32 = #nn.init<uniform, seed = 162, low = -0.5, high = 0.5>
  nn.param @block3.conv2.mean : !vec32 = #nn.init<uniform, seed = 163, low = -0.5, high = 0.5>
  nn.param @block3.conv2.variance : !vec32 = #nn.init<uniform, seed = 164, low = 0.5, high = 1.5>

  nn.param @block3.shortcut.weight : tensor<32x16x1x1xf32> = #nn.init<normal, seed = 170, mean = 0.0, stddev = 0.35>
  nn.param @block3.shortcut.scale : !vec32 = #nn.init<uniform, seed = 171, low = 0.5, high = 1.5>
  nn.param @block3.shortcut.shift : !vec32 = #nn.init<uniform, seed = 172, low = -0.5, high = 0.5>
  nn.param @block3.shortcut.mean : !vec32 = #nn.init<uniform, seed = 173, low = -0.5, high = 0.5>
  nn.param @block3.shortcut.variance : !vec32 = #nn.init<uniform, seed = 174, low = 0.5, high = 1.5>

  nn.param @block4.conv1.weight : !kernel32 = #nn.init<normal, seed = 180, mean = 0.0, stddev = 0.083>
  nn.param @block4.conv1.scale : !vec32 = #nn.init<uniform, seed = 181, low = 0.5, high = 1.5>
  nn.param @block4.conv1.shift : !vec32 = #nn.init<uniform, seed = 182, low = -0.5, high = 0.5>
  nn.param @block4.conv1.mean : !vec32 = #nn.init<uniform, seed = 183, low = -0.5, high = 0.5>
  nn.param @block4.conv1.variance : !vec32 = #nn.init<uniform, seed = 184, low = 0.5, high = 1.5>

  nn.param @block4.conv2.weight : !kernel32 = #nn.init<normal, seed = 190, mean = 0.0, stddev = 0.083>
  nn.param @block4.conv2.scale : !vec32 = #nn.init<uniform, seed = 191, low = 0.5, high = 1.5>
  nn.param @block4.conv2.shift : !vec32 = #nn.init<uniform, seed = 192, low = -0.5, high = 0.5>
  nn.param @block4.conv2.mean : !vec32 = #nn.init<uniform, seed = 193, low = -0.5, high = 0.5>
  nn.param @block4.conv2.variance : !vec32 = #nn.init<uniform, seed = 194, low = 0.5, high = 1.5>

  nn.param @norm.scale : !vec32 = #nn.init<uniform, seed = 200, low = 0.5, high = 1.5>
  nn.param @norm.shift : !vec32 = #nn.init<uniform, seed = 201, low = -0.5, high = 0.5>
  nn.param @output.weight : tensor<10x32xf32> = #nn.init<normal, seed = 202, mean = 0.0, stddev = 0.25>
  nn.param @output.bias : tensor<10xf32> = #nn.init<uniform, seed = 203, low = -0.25, high = 0.25>

  func.func @classify(%image: !image {nn.name = "image"})
      -> (!probability {nn.name = "probability"}) {
    // Brightness and contrast of each image.
    %image_scale = nn.param_ref @image.scale : !image_stats
    %image_shift = nn.param_ref @image.shift : !image_stats
    %normal = nn.layer_norm %image axes [1, 2, 3] scale %image_scale
        shift %image_shift epsilon 1.0e-05
        : (!image, !image_stats, !image_stats) -> tensor<?x3x16x16xf32>

    // Stem.
    %stem_w = nn.param_ref @stem.weight : tensor<16x3x3x3xf32>
    %stem_b = nn.param_ref @stem.bias : !vec16
    %stem_scale = nn.param_ref @stem.scale : !vec16
    %stem_shift = nn.param_ref @stem.shift : !vec16
    %stem_mean = nn.param_ref @stem.mean : !vec16
    %stem_variance = nn.param_ref @stem.variance : !vec16
    %stem_conv = nn.conv %normal, %stem_w bias %stem_b padding [1, 1, 1, 1]
        : (tensor<?x3x16x16xf32>, tensor<16x3x3x3xf32>, !vec16) -> !wide
    %stem_norm = nn.batch_norm %stem_conv, %stem_scale, %stem_shift, %stem_mean,
        %stem_variance epsilon 1.0e-05
        : (!wide, !vec16, !vec16, !vec16, !vec16) -> !wide
    %x0 = nn.activation #nn.relu, %stem_norm : !wide

    // Block 1: 16 channels.
    %b1c1_w = nn.param_ref @block1.conv1.weight : !kernel16
    %b1c1_scale = nn.param_ref @block1.conv1.scale : !vec16
    %b1c1_shift = nn.param_ref @block1.conv1.shift : !vec16
    %b1c1_mean = nn.param_ref @block1.conv1.mean : !vec16
    %b1c1_variance = nn.param_ref @block1.conv1.variance : !vec16
    %b1c1_conv = nn.conv %x0, %b1c1_w padding [1, 1, 1, 1]
        : (!wide, !kernel16) -> !wide
    %b1c1_norm = nn.batch_norm %b1c1_conv, %b1c1_scale, %b1c1_shift, %b1c1_mean,
        %b1c1_variance epsilon 1.0e-05
        : (!wide, !vec16, !vec16, !vec16, !vec16) -> !wide
    %b1c1_relu = nn.activation #nn.relu, %b1c1_norm : !wide
    %b1c2_w = nn.param_ref @block1.conv2.weight : !kernel16
    %b1c2_scale = nn.param_ref @block1.conv2.scale : !vec16
    %b1c2_shift = nn.param_ref @block1.conv2.shift : !vec16
    %b1c2_mean = nn.param_ref @block1.conv2.mean : !vec16
    %b1c2_variance = nn.param_ref @block1.conv2.variance : !vec16
    %b1c2_conv = nn.conv %b1c1_relu, %b1c2_w padding [1, 1, 1, 1]
        : (!wide, !kernel16) -> !wide
    %b1c2_norm = nn.batch_norm %b1c2_conv, %b1c2_scale, %b1c2_shift, %b1c2_mean,
        %b1c2_variance epsilon 1.0e-05
        : (!wide, !vec16, !vec16, !vec16, !vec16) -> !wide
    %b1_sum = arith.addf %x0, %b1c2_norm : !wide
    %x1 = nn.activation #nn.relu, %b1_sum : !wide

    // Block 2: 16 channels.
    %b2c1_w = nn.param_ref @block2.conv1.weight : !kernel16
    %b2c1_scale = nn.param_ref @block2.conv1.scale : !vec16
    %b2c1_shift = nn.param_ref @block2.conv1.shift : !vec16
    %b2c1_mean = nn.param_ref @block2.conv1.mean : !vec16
    %b2c1_variance = nn.param_ref @block2.conv1.variance : !vec16
    %b2c1_conv = nn.conv %x1, %b2c1_w padding [1, 1, 1, 1]
        : (!wide, !kernel16) -> !wide
    %b2c1_norm = nn.batch_norm %b2c1_conv, %b2c1_scale, %b2c1_shift, %b2c1_mean,
        %b2c1_variance epsilon 1.0e-05
        : (!wide, !vec16, !vec16, !vec16, !vec16) -> !wide
    %b2c1_relu = nn.activation #nn.relu, %b2c1_norm : !wide
    %b2c2_w = nn.param_ref @block2.conv2.weight : !kernel16
    %b2c2_scale = nn.param_ref @block2.conv2.scale : !vec16
    %b2c2_shift = nn.param_ref @block2.conv2.shift : !vec16
    %b2c2_mean = nn.param_ref @block2.conv2.mean : !vec16
    %b2c2_variance = nn.param_ref @block2.conv2.variance : !vec16
    %b2c2_conv = nn.conv %b2c1_relu, %b2c2_w padding [1, 1, 1, 1]
        : (!wide, !kernel16) -> !wide
    %b2c2_norm = nn.batch_norm %b2c2_conv, %b2c2_scale, %b2c2_shift, %b2c2_mean,
        %b2c2_variance epsilon 1.0e-05
        : (!wide, !vec16, !vec16, !vec16, !vec16) -> !wide
    %b2_sum = arith.addf %x1, %b2c2_norm : !wide
    %x2 = nn.activation #nn.relu, %b2_sum : !wide

    // Block 3: from 16 to 32 channels, half the rows and columns.
    %b3c1_w = nn.param_ref @block3.conv1.weight : tensor<32x16x3x3xf32>
    %b3c1_scale = nn.param_ref @block3.conv1.scale : !vec32
    %b3c1_shift = nn.param_ref @block3.conv1.shift : !vec32
    %b3c1_mean = nn.param_ref @block3.conv1.mean : !vec32
    %b3c1_variance = nn.param_ref @block3.conv1.variance : !vec32
    %b3c1_conv = nn.conv %x2, %b3c1_w stride [2, 2] padding [1, 1, 1, 1]
        : (!wide, tensor<32x16x3x3xf32>) -> !narrow
    %b3c1_norm = nn.batch_norm %b3c1_conv, %b3c1_scale, %b3c1_shift, %b3c1_mean,
        %b3c1_variance epsilon 1.0e-05
        : (!narrow, !vec32, !vec32, !vec32, !vec32) -> !narrow
    %b3c1_relu = nn.activation #nn.relu, %b3c1_norm : !narrow
    %b3c2_w = nn.param_ref @block3.conv2.weight : !kernel32
    %b3c2_scale = nn.param_ref @block3.conv2.scale : !vec32
    %b3c2_shift = nn.param_ref @block3.conv2.shift : !vec32
    %b3c2_mean = nn.param_ref @block3.conv2.mean : !vec32
    %b3c2_variance = nn.param_ref @block3.conv2.variance : !vec32
    %b3c2_conv = nn.conv %b3c1_relu, %b3c2_w padding [1, 1, 1, 1]
        : (!narrow, !kernel32) -> !narrow
    %b3c2_norm = nn.batch_norm %b3c2_conv, %b3c2_scale, %b3c2_shift, %b3c2_mean,
        %b3c2_variance epsilon 1.0e-05
        : (!narrow, !vec32, !vec32, !vec32, !vec32) -> !narrow
    %b3s_w = nn.param_ref @block3.shortcut.weight : tensor<32x16x1x1xf32>
    %b3s_scale = nn.param_ref @block3.shortcut.scale : !vec32
    %b3s_shift = nn.param_ref @block3.shortcut.shift : !vec32
    %b3s_mean = nn.param_ref @block3.shortcut.mean : !vec32
    %b3s_variance = nn.param_ref @block3.shortcut.variance : !vec32
    %b3s_conv = nn.conv %x2, %b3s_w stride [2, 2]
        : (!wide, tensor<32x16x1x1xf32>) -> !narrow
    %b3s_norm = nn.batch_norm %b3s_conv, %b3s_scale, %b3s_shift, %b3s_mean,
        %b3s_variance epsilon 1.0e-05
        : (!narrow, !vec32, !vec32, !vec32, !vec32) -> !narrow
    %b3_sum = arith.addf %b3s_norm, %b3c2_norm : !narrow
    %x3 = nn.activation #nn.relu, %b3_sum : !narrow

    // Block 4: 32 channels.
    %b4c1_w = nn.param_ref @block4.conv1.weight : !kernel32
    %b4c1_scale = nn.param_ref @block4.conv1.scale : !vec32
    %b4c1_shift = nn.param_ref @block4.conv1.shift : !vec32
    %b4c1_mean = nn.param_ref @block4.conv1.mean : !vec32
    %b4c1_variance = nn.param_ref @block4.conv1.variance : !vec32
    %b4c1_conv = nn.conv %x3, %b4c1_w padding [1, 1, 1, 1]
        : (!narrow, !kernel32) -> !narrow
    %b4c1_norm = nn.batch_norm %b4c1_conv, %b4c1_scale, %b4c1_shift, %b4c1_mean,
        %b4c1_variance epsilon 1.0e-05
        : (!narrow, !vec32, !vec32, !vec32, !vec32) -> !narrow
    %b4c1_relu = nn.activation #nn.relu, %b4c1_norm : !narrow
    %b4c2_w = nn.param_ref @block4.conv2.weight : !kernel32
    %b4c2_scale = nn.param_ref @block4.conv2.scale : !vec32
    %b4c2_shift = nn.param_ref @block4.conv2.shift : !vec32
    %b4c2_mean = nn.param_ref @block4.conv2.mean : !vec32
    %b4c2_variance = nn.param_ref @block4.conv2.variance : !vec32
    %b4c2_conv = nn.conv %b4c1_relu, %b4c2_w padding [1, 1, 1, 1]
        : (!narrow, !kernel32) -> !narrow
    %b4c2_norm = nn.batch_norm %b4c2_conv, %b4c2_scale, %b4c2_shift, %b4c2_mean,
        %b4c2_variance epsilon 1.0e-05
        : (!narrow, !vec32, !vec32, !vec32, !vec32) -> !narrow
    %b4_sum = arith.addf %x3, %b4c2_norm : !narrow
    %x4 = nn.activation #nn.relu, %b4_sum : !narrow

    // The mean over all positions, and the classes.
    %mean = nn.pool average %x4 size [8, 8]
        : (!narrow) -> tensor<?x32x1x1xf32>
    %flat = nn.rearrange "b c 1 1 -> b c" %mean
        : (tensor<?x32x1x1xf32>) -> !features
    %norm_scale = nn.param_ref @norm.scale : !vec32
    %norm_shift = nn.param_ref @norm.shift : !vec32
    %features = nn.layer_norm %flat axes [1] scale %norm_scale
        shift %norm_shift epsilon 1.0e-05
        : (!features, !vec32, !vec32) -> !features
    %output_w = nn.param_ref @output.weight : tensor<10x32xf32>
    %output_b = nn.param_ref @output.bias : tensor<10xf32>
    %score = nn.linear %features, %output_w bias %output_b
        : (!features, tensor<10x32xf32>, tensor<10xf32>) -> !probability
    %probability = nn.softmax %score axis 1 : !probability
    return %probability : !probability
  }
}
