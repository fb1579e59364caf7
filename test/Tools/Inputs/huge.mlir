func.func @inputs(%x: tensor<4096x65536x64xf64>) -> tensor<4096x65536x64xf64> {
  return %x : tensor<4096x65536x64xf64>
}
func.func @values(%x: tensor<32xf32>) -> tensor<f32> {
  %0 = nn.rearrange "a -> a b" %x sizes {b = 33554432} : (tensor<32xf32>) -> tensor<32x33554432xf32>
  %1 = nn.reduce %0 axes [0, 1] : (tensor<32x33554432xf32>) -> tensor<f32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.maximumf %a, %b : f32
    nn.yield %m : f32
  }
  return %1 : tensor<f32>
}
