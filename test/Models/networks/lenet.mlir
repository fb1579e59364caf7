// LeNet-5 (LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to
// document recognition, 1998): two convolutions and poolings, three linear
// maps.

!image = tensor<?x1x28x28xf32, #nn.axes<batch, channel, row, column>>
!score = tensor<?x10xf32, #nn.axes<batch, class>>

module @lenet {
  nn.param @conv1.weight : tensor<6x1x5x5xf32> = #nn.init<uniform, seed = 1, low = -0.2, high = 0.2>
  nn.param @conv1.bias : tensor<6xf32> = #nn.init<uniform, seed = 2, low = -0.2, high = 0.2>
  nn.param @conv2.weight : tensor<16x6x5x5xf32> = #nn.init<uniform, seed = 3, low = -0.15, high = 0.15>
  nn.param @conv2.bias : tensor<16xf32> = #nn.init<uniform, seed = 4, low = -0.1, high = 0.1>
  nn.param @linear1.weight : tensor<120x400xf32> = #nn.init<uniform, seed = 5, low = -0.08, high = 0.08>
  nn.param @linear1.bias : tensor<120xf32> = #nn.init<uniform, seed = 6, low = -0.1, high = 0.1>
  nn.param @linear2.weight : tensor<84x120xf32> = #nn.init<uniform, seed = 7, low = -0.15, high = 0.15>
  nn.param @linear2.bias : tensor<84xf32> = #nn.init<uniform, seed = 8, low = -0.1, high = 0.1>
  nn.param @linear3.weight : tensor<10x84xf32> = #nn.init<uniform, seed = 9, low = -0.2, high = 0.2>
  nn.param @linear3.bias : tensor<10xf32> = #nn.init<uniform, seed = 10, low = -0.1, high = 0.1>

  func.func @classify(%image: !image {nn.name = "image"})
      -> (!score {nn.name = "score"}) {
    %w1 = nn.param_ref @conv1.weight : tensor<6x1x5x5xf32>
    %b1 = nn.param_ref @conv1.bias : tensor<6xf32>
    %c1 = nn.conv %image, %w1 bias %b1 padding [2, 2, 2, 2]
        : (!image, tensor<6x1x5x5xf32>, tensor<6xf32>) -> tensor<?x6x28x28xf32>
    %t1 = nn.activation #nn.tanh, %c1 : tensor<?x6x28x28xf32>
    %p1 = nn.pool average %t1 size [2, 2]
        : (tensor<?x6x28x28xf32>) -> tensor<?x6x14x14xf32>

    %w2 = nn.param_ref @conv2.weight : tensor<16x6x5x5xf32>
    %b2 = nn.param_ref @conv2.bias : tensor<16xf32>
    %c2 = nn.conv %p1, %w2 bias %b2
        : (tensor<?x6x14x14xf32>, tensor<16x6x5x5xf32>, tensor<16xf32>)
        -> tensor<?x16x10x10xf32>
    %t2 = nn.activation #nn.tanh, %c2 : tensor<?x16x10x10xf32>
    %p2 = nn.pool average %t2 size [2, 2]
        : (tensor<?x16x10x10xf32>) -> tensor<?x16x5x5xf32>

    %flat = nn.rearrange "b c h w -> b (c h w)" %p2
        : (tensor<?x16x5x5xf32>) -> tensor<?x400xf32>
    %w3 = nn.param_ref @linear1.weight : tensor<120x400xf32>
    %b3 = nn.param_ref @linear1.bias : tensor<120xf32>
    %l1 = nn.linear %flat, %w3 bias %b3
        : (tensor<?x400xf32>, tensor<120x400xf32>, tensor<120xf32>)
        -> tensor<?x120xf32>
    %t3 = nn.activation #nn.tanh, %l1 : tensor<?x120xf32>
    %w4 = nn.param_ref @linear2.weight : tensor<84x120xf32>
    %b4 = nn.param_ref @linear2.bias : tensor<84xf32>
    %l2 = nn.linear %t3, %w4 bias %b4
        : (tensor<?x120xf32>, tensor<84x120xf32>, tensor<84xf32>)
        -> tensor<?x84xf32>
    %t4 = nn.activation #nn.tanh, %l2 : tensor<?x84xf32>
    %w5 = nn.param_ref @linear3.weight : tensor<10x84xf32>
    %b5 = nn.param_ref @linear3.bias : tensor<10xf32>
    %score = nn.linear %t4, %w5 bias %b5
        : (tensor<?x84xf32>, tensor<10x84xf32>, tensor<10xf32>) -> !score
    return %score : !score
  }
}
