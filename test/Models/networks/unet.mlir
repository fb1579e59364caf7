// U-Net (Ronneberger, Fischer, Brox: U-Net, convolutional networks for
// biomedical image segmentation, arXiv:1505.04597) with max pooling on the way
// down and repeated pixels on the way up: a distribution over three classes for
// each pixel.

!image = tensor<?x2x16x12xf32>
!classes = tensor<?x3x16x12xf32>

module @unet {
  nn.param @down1.conv1.weight : tensor<4x2x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.33>
  nn.param @down1.conv1.bias : tensor<4xf32> = #nn.init<uniform, seed = 2, low = -0.25, high = 0.25>
  nn.param @down1.conv2.weight : tensor<4x4x3x3xf32> = #nn.init<normal, seed = 3, mean = 0.0, stddev = 0.24>
  nn.param @down1.conv2.bias : tensor<4xf32> = #nn.init<uniform, seed = 4, low = -0.25, high = 0.25>
  nn.param @down2.conv1.weight : tensor<8x4x3x3xf32> = #nn.init<normal, seed = 5, mean = 0.0, stddev = 0.24>
  nn.param @down2.conv1.bias : tensor<8xf32> = #nn.init<uniform, seed = 6, low = -0.25, high = 0.25>
  nn.param @down2.conv2.weight : tensor<8x8x3x3xf32> = #nn.init<normal, seed = 7, mean = 0.0, stddev = 0.17>
  nn.param @down2.conv2.bias : tensor<8xf32> = #nn.init<uniform, seed = 8, low = -0.25, high = 0.25>
  nn.param @bottom.conv1.weight : tensor<12x8x3x3xf32> = #nn.init<normal, seed = 9, mean = 0.0, stddev = 0.17>
  nn.param @bottom.conv1.bias : tensor<12xf32> = #nn.init<uniform, seed = 10, low = -0.25, high = 0.25>
  nn.param @bottom.conv2.weight : tensor<12x12x3x3xf32> = #nn.init<normal, seed = 11, mean = 0.0, stddev = 0.14>
  nn.param @bottom.conv2.bias : tensor<12xf32> = #nn.init<uniform, seed = 12, low = -0.25, high = 0.25>
  nn.param @up2.conv.weight : tensor<8x12x3x3xf32> = #nn.init<normal, seed = 13, mean = 0.0, stddev = 0.14>
  nn.param @up2.conv.bias : tensor<8xf32> = #nn.init<uniform, seed = 14, low = -0.25, high = 0.25>
  nn.param @join2.conv1.weight : tensor<8x16x3x3xf32> = #nn.init<normal, seed = 15, mean = 0.0, stddev = 0.12>
  nn.param @join2.conv1.bias : tensor<8xf32> = #nn.init<uniform, seed = 16, low = -0.25, high = 0.25>
  nn.param @join2.conv2.weight : tensor<8x8x3x3xf32> = #nn.init<normal, seed = 17, mean = 0.0, stddev = 0.17>
  nn.param @join2.conv2.bias : tensor<8xf32> = #nn.init<uniform, seed = 18, low = -0.25, high = 0.25>
  nn.param @up1.conv.weight : tensor<4x8x3x3xf32> = #nn.init<normal, seed = 19, mean = 0.0, stddev = 0.17>
  nn.param @up1.conv.bias : tensor<4xf32> = #nn.init<uniform, seed = 20, low = -0.25, high = 0.25>
  nn.param @join1.conv1.weight : tensor<4x8x3x3xf32> = #nn.init<normal, seed = 21, mean = 0.0, stddev = 0.17>
  nn.param @join1.conv1.bias : tensor<4xf32> = #nn.init<uniform, seed = 22, low = -0.25, high = 0.25>
  nn.param @join1.conv2.weight : tensor<4x4x3x3xf32> = #nn.init<normal, seed = 23, mean = 0.0, stddev = 0.24>
  nn.param @join1.conv2.bias : tensor<4xf32> = #nn.init<uniform, seed = 24, low = -0.25, high = 0.25>
  nn.param @output.weight : tensor<3x4x1x1xf32> = #nn.init<normal, seed = 25, mean = 0.0, stddev = 0.71>
  nn.param @output.bias : tensor<3xf32> = #nn.init<uniform, seed = 26, low = -0.25, high = 0.25>

  func.func @segment(%image: !image {nn.name = "image"})
      -> (!classes {nn.name = "classes"}) {
    // Down.
    %down1c1_w = nn.param_ref @down1.conv1.weight : tensor<4x2x3x3xf32>
    %down1c1_b = nn.param_ref @down1.conv1.bias : tensor<4xf32>
    %down1c1 = nn.conv %image, %down1c1_w bias %down1c1_b padding [1, 1, 1, 1]
        : (tensor<?x2x16x12xf32>, tensor<4x2x3x3xf32>, tensor<4xf32>)
        -> tensor<?x4x16x12xf32>
    %down1c1_relu = nn.activation #nn.relu, %down1c1 : tensor<?x4x16x12xf32>
    %down1c2_w = nn.param_ref @down1.conv2.weight : tensor<4x4x3x3xf32>
    %down1c2_b = nn.param_ref @down1.conv2.bias : tensor<4xf32>
    %down1c2 = nn.conv %down1c1_relu, %down1c2_w bias %down1c2_b
        padding [1, 1, 1, 1]
        : (tensor<?x4x16x12xf32>, tensor<4x4x3x3xf32>, tensor<4xf32>)
        -> tensor<?x4x16x12xf32>
    %down1_end = nn.activation #nn.relu, %down1c2 : tensor<?x4x16x12xf32>
    %half = nn.pool max %down1_end size [2, 2]
        : (tensor<?x4x16x12xf32>) -> tensor<?x4x8x6xf32>
    %down2c1_w = nn.param_ref @down2.conv1.weight : tensor<8x4x3x3xf32>
    %down2c1_b = nn.param_ref @down2.conv1.bias : tensor<8xf32>
    %down2c1 = nn.conv %half, %down2c1_w bias %down2c1_b padding [1, 1, 1, 1]
        : (tensor<?x4x8x6xf32>, tensor<8x4x3x3xf32>, tensor<8xf32>)
        -> tensor<?x8x8x6xf32>
    %down2c1_relu = nn.activation #nn.relu, %down2c1 : tensor<?x8x8x6xf32>
    %down2c2_w = nn.param_ref @down2.conv2.weight : tensor<8x8x3x3xf32>
    %down2c2_b = nn.param_ref @down2.conv2.bias : tensor<8xf32>
    %down2c2 = nn.conv %down2c1_relu, %down2c2_w bias %down2c2_b
        padding [1, 1, 1, 1]
        : (tensor<?x8x8x6xf32>, tensor<8x8x3x3xf32>, tensor<8xf32>)
        -> tensor<?x8x8x6xf32>
    %down2_end = nn.activation #nn.relu, %down2c2 : tensor<?x8x8x6xf32>
    %quarter = nn.pool max %down2_end size [2, 2]
        : (tensor<?x8x8x6xf32>) -> tensor<?x8x4x3xf32>
    %lowc1_w = nn.param_ref @bottom.conv1.weight : tensor<12x8x3x3xf32>
    %lowc1_b = nn.param_ref @bottom.conv1.bias : tensor<12xf32>
    %lowc1 = nn.conv %quarter, %lowc1_w bias %lowc1_b padding [1, 1, 1, 1]
        : (tensor<?x8x4x3xf32>, tensor<12x8x3x3xf32>, tensor<12xf32>)
        -> tensor<?x12x4x3xf32>
    %lowc1_relu = nn.activation #nn.relu, %lowc1 : tensor<?x12x4x3xf32>
    %lowc2_w = nn.param_ref @bottom.conv2.weight : tensor<12x12x3x3xf32>
    %lowc2_b = nn.param_ref @bottom.conv2.bias : tensor<12xf32>
    %lowc2 = nn.conv %lowc1_relu, %lowc2_w bias %lowc2_b padding [1, 1, 1, 1]
        : (tensor<?x12x4x3xf32>, tensor<12x12x3x3xf32>, tensor<12xf32>)
        -> tensor<?x12x4x3xf32>
    %low_end = nn.activation #nn.relu, %lowc2 : tensor<?x12x4x3xf32>

    // Up: repeat each pixel, convolve, and join what was there on the way down.
    %up2_wide = nn.rearrange "b c h w -> b c (h p) (w q)" %low_end
        sizes {p = 2, q = 2} : (tensor<?x12x4x3xf32>) -> tensor<?x12x8x6xf32>
    %up2c_w = nn.param_ref @up2.conv.weight : tensor<8x12x3x3xf32>
    %up2c_b = nn.param_ref @up2.conv.bias : tensor<8xf32>
    %up2c = nn.conv %up2_wide, %up2c_w bias %up2c_b padding [1, 1, 1, 1]
        : (tensor<?x12x8x6xf32>, tensor<8x12x3x3xf32>, tensor<8xf32>)
        -> tensor<?x8x8x6xf32>
    %both2 = nn.concat %down2_end, %up2c axis 1
        : (tensor<?x8x8x6xf32>, tensor<?x8x8x6xf32>) -> tensor<?x16x8x6xf32>
    %join2c1_w = nn.param_ref @join2.conv1.weight : tensor<8x16x3x3xf32>
    %join2c1_b = nn.param_ref @join2.conv1.bias : tensor<8xf32>
    %join2c1 = nn.conv %both2, %join2c1_w bias %join2c1_b padding [1, 1, 1, 1]
        : (tensor<?x16x8x6xf32>, tensor<8x16x3x3xf32>, tensor<8xf32>)
        -> tensor<?x8x8x6xf32>
    %join2c1_relu = nn.activation #nn.relu, %join2c1 : tensor<?x8x8x6xf32>
    %join2c2_w = nn.param_ref @join2.conv2.weight : tensor<8x8x3x3xf32>
    %join2c2_b = nn.param_ref @join2.conv2.bias : tensor<8xf32>
    %join2c2 = nn.conv %join2c1_relu, %join2c2_w bias %join2c2_b
        padding [1, 1, 1, 1]
        : (tensor<?x8x8x6xf32>, tensor<8x8x3x3xf32>, tensor<8xf32>)
        -> tensor<?x8x8x6xf32>
    %join2_end = nn.activation #nn.relu, %join2c2 : tensor<?x8x8x6xf32>
    %up1_wide = nn.rearrange "b c h w -> b c (h p) (w q)" %join2_end
        sizes {p = 2, q = 2} : (tensor<?x8x8x6xf32>) -> tensor<?x8x16x12xf32>
    %up1c_w = nn.param_ref @up1.conv.weight : tensor<4x8x3x3xf32>
    %up1c_b = nn.param_ref @up1.conv.bias : tensor<4xf32>
    %up1c = nn.conv %up1_wide, %up1c_w bias %up1c_b padding [1, 1, 1, 1]
        : (tensor<?x8x16x12xf32>, tensor<4x8x3x3xf32>, tensor<4xf32>)
        -> tensor<?x4x16x12xf32>
    %both1 = nn.concat %down1_end, %up1c axis 1
        : (tensor<?x4x16x12xf32>, tensor<?x4x16x12xf32>)
        -> tensor<?x8x16x12xf32>
    %join1c1_w = nn.param_ref @join1.conv1.weight : tensor<4x8x3x3xf32>
    %join1c1_b = nn.param_ref @join1.conv1.bias : tensor<4xf32>
    %join1c1 = nn.conv %both1, %join1c1_w bias %join1c1_b padding [1, 1, 1, 1]
        : (tensor<?x8x16x12xf32>, tensor<4x8x3x3xf32>, tensor<4xf32>)
        -> tensor<?x4x16x12xf32>
    %join1c1_relu = nn.activation #nn.relu, %join1c1 : tensor<?x4x16x12xf32>
    %join1c2_w = nn.param_ref @join1.conv2.weight : tensor<4x4x3x3xf32>
    %join1c2_b = nn.param_ref @join1.conv2.bias : tensor<4xf32>
    %join1c2 = nn.conv %join1c1_relu, %join1c2_w bias %join1c2_b
        padding [1, 1, 1, 1]
        : (tensor<?x4x16x12xf32>, tensor<4x4x3x3xf32>, tensor<4xf32>)
        -> tensor<?x4x16x12xf32>
    %join1_end = nn.activation #nn.relu, %join1c2 : tensor<?x4x16x12xf32>
    %output_w = nn.param_ref @output.weight : tensor<3x4x1x1xf32>
    %output_b = nn.param_ref @output.bias : tensor<3xf32>
    %output = nn.conv %join1_end, %output_w bias %output_b
        : (tensor<?x4x16x12xf32>, tensor<3x4x1x1xf32>, tensor<3xf32>)
        -> tensor<?x3x16x12xf32>
    %classes = nn.softmax %output axis 1 : tensor<?x3x16x12xf32>
    return %classes : !classes
  }
}
