// Entries with little to compare.

func.func @compared(%x: tensor<?xf32, #nn.axes<n>> {nn.name = "x"})
    -> tensor<?xf32, #nn.axes<n>> {
  return %x : tensor<?xf32, #nn.axes<n>>
}

// An index lies outside in every call.
func.func @refused(%x: tensor<4xf32>) -> tensor<4xf32> {
  %c = arith.constant dense<100> : tensor<4xi32>
  %0 = nn.gather %x axes [0] at %c : (tensor<4xf32>, tensor<4xi32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// A function of four units in the last place decides each element.
func.func @open_results(%x: tensor<64xf32>) -> tensor<64xi1> {
  %0 = math.exp %x : tensor<64xf32>
  %1 = math.exp %x : tensor<64xf32>
  %2 = arith.cmpf ogt, %0, %1 : tensor<64xf32>
  return %2 : tensor<64xi1>
}

// It decides which region runs.
func.func @open_course(%x: tensor<f32>) -> tensor<f32> {
  %0 = math.exp %x : tensor<f32>
  %1 = math.exp %x : tensor<f32>
  %2 = arith.cmpf ogt, %0, %1 : tensor<f32>
  %3 = nn.cond %2 : tensor<i1> -> tensor<f32> {
    nn.yield %x : tensor<f32>
  } else {
    nn.yield %1 : tensor<f32>
  }
  return %3 : tensor<f32>
}
