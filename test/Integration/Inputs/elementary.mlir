// Elementary functions and activations of f32, one entry each.
module @elementary {
  func.func @exp(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32> {nn.name = "y"}) {
    %y = nn.map %x : (tensor<?xf32, #nn.axes<n>>) -> tensor<?xf32> {
    ^bb0(%element: f32):
      %value = math.exp %element : f32
      nn.yield %value : f32
    }
    return %y : tensor<?xf32>
  }
  func.func @expm1(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32> {nn.name = "y"}) {
    %y = nn.map %x : (tensor<?xf32, #nn.axes<n>>) -> tensor<?xf32> {
    ^bb0(%element: f32):
      %value = math.expm1 %element : f32
      nn.yield %value : f32
    }
    return %y : tensor<?xf32>
  }
  func.func @log(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32> {nn.name = "y"}) {
    %y = nn.map %x : (tensor<?xf32, #nn.axes<n>>) -> tensor<?xf32> {
    ^bb0(%element: f32):
      %value = math.log %element : f32
      nn.yield %value : f32
    }
    return %y : tensor<?xf32>
  }
  func.func @log1p(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32> {nn.name = "y"}) {
    %y = nn.map %x : (tensor<?xf32, #nn.axes<n>>) -> tensor<?xf32> {
    ^bb0(%element: f32):
      %value = math.log1p %element : f32
      nn.yield %value : f32
    }
    return %y : tensor<?xf32>
  }
  func.func @tanh(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32> {nn.name = "y"}) {
    %y = nn.map %x : (tensor<?xf32, #nn.axes<n>>) -> tensor<?xf32> {
    ^bb0(%element: f32):
      %value = math.tanh %element : f32
      nn.yield %value : f32
    }
    return %y : tensor<?xf32>
  }
  func.func @erf(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32> {nn.name = "y"}) {
    %y = nn.map %x : (tensor<?xf32, #nn.axes<n>>) -> tensor<?xf32> {
    ^bb0(%element: f32):
      %value = math.erf %element : f32
      nn.yield %value : f32
    }
    return %y : tensor<?xf32>
  }
  func.func @sigmoid(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32, #nn.axes<n>> {nn.name = "y"}) {
    %y = nn.activation #nn.sigmoid, %x : tensor<?xf32, #nn.axes<n>>
    return %y : tensor<?xf32, #nn.axes<n>>
  }
  func.func @silu(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32, #nn.axes<n>> {nn.name = "y"}) {
    %y = nn.activation #nn.silu, %x : tensor<?xf32, #nn.axes<n>>
    return %y : tensor<?xf32, #nn.axes<n>>
  }
  func.func @softplus(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
      -> (tensor<?xf32, #nn.axes<n>> {nn.name = "y"}) {
    %y = nn.activation #nn.softplus, %x : tensor<?xf32, #nn.axes<n>>
    return %y : tensor<?xf32, #nn.axes<n>>
  }
}
