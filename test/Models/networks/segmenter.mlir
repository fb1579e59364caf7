// A network that labels every pixel: separable convolutions, group
// normalisation, a way down and a way up, and connections across them that
// concatenate what both know, as dense networks do.

!image = tensor<?x3x?x?xf32, #nn.axes<batch, channel, row, column>>
!label = tensor<?x1x?x?xf32, #nn.axes<batch, label, row, column>>
!map3 = tensor<?x3x?x?xf32>
!map8 = tensor<?x8x?x?xf32>
!map16 = tensor<?x16x?x?xf32>
!map24 = tensor<?x24x?x?xf32>
!vec8 = tensor<8xf32>
!vec16 = tensor<16xf32>

module @segmenter {
  nn.param @stem.depth : tensor<3x1x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.33>
  nn.param @stem.point : tensor<8x3x1x1xf32> = #nn.init<normal, seed = 2, mean = 0.0, stddev = 0.58>
  nn.param @stem.bias : !vec8 = #nn.init<uniform, seed = 3, low = -0.25, high = 0.25>
  nn.param @stem.scale : !vec8 = #nn.init<uniform, seed = 4, low = 0.5, high = 1.5>
  nn.param @stem.shift : !vec8 = #nn.init<uniform, seed = 5, low = -0.5, high = 0.5>
  nn.param @down.weight : tensor<16x8x2x2xf32> = #nn.init<normal, seed = 6, mean = 0.0, stddev = 0.18>
  nn.param @middle.weight : tensor<16x16x3x3xf32> = #nn.init<normal, seed = 7, mean = 0.0, stddev = 0.083>
  nn.param @middle.scale : !vec16 = #nn.init<uniform, seed = 8, low = 0.5, high = 1.5>
  nn.param @excite.weight : tensor<16x16xf32> = #nn.init<normal, seed = 9, mean = 0.0, stddev = 0.5>
  nn.param @up.weight : tensor<16x8x2x2xf32> = #nn.init<normal, seed = 10, mean = 0.0, stddev = 0.25>
  nn.param @up.bias : !vec8 = #nn.init<uniform, seed = 11, low = -0.25, high = 0.25>
  nn.param @join.weight : tensor<8x24x3x3xf32> = #nn.init<normal, seed = 12, mean = 0.0, stddev = 0.068>
  nn.param @output.weight : tensor<1x8x1x1xf32> = #nn.init<normal, seed = 13, mean = 0.0, stddev = 0.35>

  func.func @segment(%image: !image {nn.name = "image"})
      -> (!label {nn.name = "label"}) {
    // A separable convolution: every channel by itself, then every pixel.
    %sd = nn.param_ref @stem.depth : tensor<3x1x3x3xf32>
    %sp = nn.param_ref @stem.point : tensor<8x3x1x1xf32>
    %sb = nn.param_ref @stem.bias : !vec8
    %s0 = nn.conv %image, %sd padding [1, 1, 1, 1] groups 3
        : (!image, tensor<3x1x3x3xf32>) -> !map3
    %s1 = nn.conv %s0, %sp bias %sb
        : (!map3, tensor<8x3x1x1xf32>, !vec8) -> !map8
    %scale = nn.param_ref @stem.scale : !vec8
    %shift = nn.param_ref @stem.shift : !vec8
    %s2 = nn.group_norm %s1 groups 2 scale %scale shift %shift epsilon 1.0e-05
        : (!map8, !vec8, !vec8) -> !map8
    %skip = nn.activation #nn.silu, %s2 : !map8

    // Half the rows and columns, and a residual block there.
    %dw = nn.param_ref @down.weight : tensor<16x8x2x2xf32>
    %d = nn.conv %skip, %dw stride [2, 2]
        : (!map8, tensor<16x8x2x2xf32>) -> !map16
    %mw = nn.param_ref @middle.weight : tensor<16x16x3x3xf32>
    %m0 = nn.conv %d, %mw dilation [2, 2] padding [2, 2, 2, 2]
        : (!map16, tensor<16x16x3x3xf32>) -> !map16
    %ms = nn.param_ref @middle.scale : !vec16
    %m1 = nn.layer_norm %m0 axes [1] scale %ms epsilon 1.0e-05
        : (!map16, !vec16) -> !map16
    %m2 = nn.activation #nn.gelu, %m1 : !map16
    %m = arith.addf %d, %m2 : !map16

    // Channels are weighted by their means over the image (squeeze and excite).
    %mean = nn.adaptive_pool average %m size [1, 1]
        : (!map16) -> tensor<?x16x1x1xf32>
    %flat = nn.rearrange "b c 1 1 -> b c" %mean
        : (tensor<?x16x1x1xf32>) -> tensor<?x16xf32>
    %ew = nn.param_ref @excite.weight : tensor<16x16xf32>
    %e0 = nn.linear %flat, %ew
        : (tensor<?x16xf32>, tensor<16x16xf32>) -> tensor<?x16xf32>
    %e1 = nn.activation #nn.sigmoid, %e0 : tensor<?x16xf32>
    %e = nn.einsum "b c y x, b c -> b c y x" %m, %e1
        : (!map16, tensor<?x16xf32>) -> !map16

    // Two ways up again, learned and interpolated, beside what came from above.
    %uw = nn.param_ref @up.weight : tensor<16x8x2x2xf32>
    %ub = nn.param_ref @up.bias : !vec8
    %u = nn.conv_transpose %e, %uw bias %ub stride [2, 2]
        : (!map16, tensor<16x8x2x2xf32>, !vec8) -> !map8
    %half = nn.slice ":, :8, :, :" %e : (!map16) -> !map8
    %i = nn.resize linear %half factor [2, 2] : (!map8) -> !map8
    %all = nn.concat %skip, %u, %i axis 1 : (!map8, !map8, !map8) -> !map24
    %jw = nn.param_ref @join.weight : tensor<8x24x3x3xf32>
    %j0 = nn.conv %all, %jw padding [1, 1, 1, 1]
        : (!map24, tensor<8x24x3x3xf32>) -> !map8
    %j = nn.activation #nn.silu, %j0 : !map8
    %ow = nn.param_ref @output.weight : tensor<1x8x1x1xf32>
    %score = nn.conv %j, %ow : (!map8, tensor<1x8x1x1xf32>) -> !label
    %label = nn.activation #nn.sigmoid, %score : !label
    return %label : !label
  }
}
