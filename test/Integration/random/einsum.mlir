// The factors of a contraction keep the roundings of what they come from:
// LLVM made x * (x * y) to (x * x) * y.
// RUN: nn-fuzz --replay %s --call=f0:5889219607553134124 > %t && FileCheck %s < %t
// CHECK: {{^}}1 networks in {{.*}} s: 1 agrees{{$}}
// CHECK-NEXT: {{^}}1 calls compared, 0 refused
module {
  func.func @f0(%arg0: tensor<5x1xf32> {nn.name = "x5"}, %arg1: tensor<1xf32> {nn.name = "x6"}) -> tensor<5xf32> {
    %0 = nn.map %arg0, %arg1 : (tensor<5x1xf32>, tensor<1xf32>) -> tensor<5x1xf32> {
    ^bb0(%arg2: f32, %arg3: f32):
      %2 = arith.mulf %arg2, %arg3 : f32
      nn.yield %2 : f32
    }
    %1 = nn.einsum "i, o i -> o" %arg1, %0 : (tensor<1xf32>, tensor<5x1xf32>) -> tensor<5xf32>
    return %1 : tensor<5xf32>
  }
}
