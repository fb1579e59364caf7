// A convolutional network that reads handwritten digits, 8 by 8 pixels each.

!image = tensor<?x1x8x8xf32, #nn.axes<batch, channel, row, column>>
!probability = tensor<?x10xf32, #nn.axes<batch, class>>

module @digits {
  nn.param @conv1.weight : tensor<16x1x3x3xf32> = #nn.external<"digits.safetensors", "conv1.weight">
  nn.param @norm1.scale : tensor<16xf32> = #nn.external<"digits.safetensors", "norm1.scale">
  nn.param @norm1.shift : tensor<16xf32> = #nn.external<"digits.safetensors", "norm1.shift">
  nn.param @norm1.mean : tensor<16xf32> = #nn.external<"digits.safetensors", "norm1.mean">
  nn.param @norm1.variance : tensor<16xf32> = #nn.external<"digits.safetensors", "norm1.variance">

  nn.param @conv2.weight : tensor<32x16x3x3xf32> = #nn.external<"digits.safetensors", "conv2.weight">
  nn.param @norm2.scale : tensor<32xf32> = #nn.external<"digits.safetensors", "norm2.scale">
  nn.param @norm2.shift : tensor<32xf32> = #nn.external<"digits.safetensors", "norm2.shift">
  nn.param @norm2.mean : tensor<32xf32> = #nn.external<"digits.safetensors", "norm2.mean">
  nn.param @norm2.variance : tensor<32xf32> = #nn.external<"digits.safetensors", "norm2.variance">

  nn.param @linear.weight : tensor<10x128xf32> = #nn.external<"digits.safetensors", "linear.weight">
  nn.param @linear.bias : tensor<10xf32> = #nn.external<"digits.safetensors", "linear.bias">

  func.func @classify(%image: !image {nn.name = "image"})
      -> (!probability {nn.name = "probability"}) {
    %w1 = nn.param_ref @conv1.weight : tensor<16x1x3x3xf32>
    %scale1 = nn.param_ref @norm1.scale : tensor<16xf32>
    %shift1 = nn.param_ref @norm1.shift : tensor<16xf32>
    %mean1 = nn.param_ref @norm1.mean : tensor<16xf32>
    %variance1 = nn.param_ref @norm1.variance : tensor<16xf32>
    %c1 = nn.conv %image, %w1 padding [1, 1, 1, 1]
        : (!image, tensor<16x1x3x3xf32>) -> tensor<?x16x8x8xf32>
    %n1 = nn.batch_norm %c1, %scale1, %shift1, %mean1, %variance1 epsilon 1.0e-05
        : (tensor<?x16x8x8xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>, tensor<16xf32>)
        -> tensor<?x16x8x8xf32>
    %a1 = nn.activation #nn.relu, %n1 : tensor<?x16x8x8xf32>
    %p1 = nn.pool max %a1 size [2, 2] stride [2, 2]
        : (tensor<?x16x8x8xf32>) -> tensor<?x16x4x4xf32>

    %w2 = nn.param_ref @conv2.weight : tensor<32x16x3x3xf32>
    %scale2 = nn.param_ref @norm2.scale : tensor<32xf32>
    %shift2 = nn.param_ref @norm2.shift : tensor<32xf32>
    %mean2 = nn.param_ref @norm2.mean : tensor<32xf32>
    %variance2 = nn.param_ref @norm2.variance : tensor<32xf32>
    %c2 = nn.conv %p1, %w2 padding [1, 1, 1, 1]
        : (tensor<?x16x4x4xf32>, tensor<32x16x3x3xf32>) -> tensor<?x32x4x4xf32>
    %n2 = nn.batch_norm %c2, %scale2, %shift2, %mean2, %variance2 epsilon 1.0e-05
        : (tensor<?x32x4x4xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>, tensor<32xf32>)
        -> tensor<?x32x4x4xf32>
    %a2 = nn.activation #nn.relu, %n2 : tensor<?x32x4x4xf32>
    %p2 = nn.pool max %a2 size [2, 2] stride [2, 2]
        : (tensor<?x32x4x4xf32>) -> tensor<?x32x2x2xf32>

    %flat = nn.rearrange "b c h w -> b (c h w)" %p2
        : (tensor<?x32x2x2xf32>) -> tensor<?x128xf32>
    %w3 = nn.param_ref @linear.weight : tensor<10x128xf32>
    %b3 = nn.param_ref @linear.bias : tensor<10xf32>
    %score = nn.linear %flat, %w3 bias %b3
        : (tensor<?x128xf32>, tensor<10x128xf32>, tensor<10xf32>) -> !probability
    %probability = nn.softmax %score axis 1 : !probability
    return %probability : !probability
  }
}
