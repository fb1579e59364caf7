// A perceptron with two hidden layers, its parameters made from seeds.

!features = tensor<?x16xf32, #nn.axes<batch, feature>>
!hidden = tensor<?x32xf32>
!output = tensor<?x4xf32, #nn.axes<batch, output>>

module @mlp {
  nn.param @hidden1.weight : tensor<32x16xf32> = #nn.init<uniform, seed = 1, low = -0.35, high = 0.35>
  nn.param @hidden1.bias : tensor<32xf32> = #nn.init<uniform, seed = 2, low = -0.25, high = 0.25>
  nn.param @hidden2.weight : tensor<32x32xf32> = #nn.init<uniform, seed = 3, low = -0.3, high = 0.3>
  nn.param @hidden2.bias : tensor<32xf32> = #nn.init<uniform, seed = 4, low = -0.25, high = 0.25>
  nn.param @output.weight : tensor<4x32xf32> = #nn.init<normal, seed = 5, mean = 0.0, stddev = 0.2>
  nn.param @output.bias : tensor<4xf32> = #nn.init<normal, seed = 6, mean = 0.0, stddev = 0.1>

  func.func @predict(%features: !features {nn.name = "features"})
      -> (!output {nn.name = "output"}) {
    %w1 = nn.param_ref @hidden1.weight : tensor<32x16xf32>
    %b1 = nn.param_ref @hidden1.bias : tensor<32xf32>
    %l1 = nn.linear %features, %w1 bias %b1
        : (!features, tensor<32x16xf32>, tensor<32xf32>) -> !hidden
    %h1 = nn.activation #nn.tanh, %l1 : !hidden

    %w2 = nn.param_ref @hidden2.weight : tensor<32x32xf32>
    %b2 = nn.param_ref @hidden2.bias : tensor<32xf32>
    %l2 = nn.linear %h1, %w2 bias %b2
        : (!hidden, tensor<32x32xf32>, tensor<32xf32>) -> !hidden
    %h2 = nn.activation #nn.tanh, %l2 : !hidden

    %w3 = nn.param_ref @output.weight : tensor<4x32xf32>
    %b3 = nn.param_ref @output.bias : tensor<4xf32>
    %output = nn.linear %h2, %w3 bias %b3
        : (!hidden, tensor<4x32xf32>, tensor<4xf32>) -> !output
    return %output : !output
  }
}
