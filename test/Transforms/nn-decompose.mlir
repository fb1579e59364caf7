// RUN: nn-opt %s --nn-decompose | FileCheck %s

// CHECK-LABEL: func.func @softmax
// CHECK: %[[MAX:.*]] = nn.reduce %[[X:.*]] axes [1] keep : {{.*}} neutral 0xFF800000 {
// CHECK: arith.maximumf
// CHECK: %[[EXP:.*]] = nn.map %[[X]], %[[MAX]]
// CHECK: math.exp
// CHECK: %[[SUM:.*]] = nn.reduce %[[EXP]] axes [1] keep : {{.*}} neutral 0.000000e+00 {
// CHECK: nn.map %[[EXP]], %[[SUM]]
// CHECK: arith.divf
func.func @softmax(%x: tensor<?x3xf32>) -> tensor<?x3xf32> {
  %y = nn.softmax %x axis 1 : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// Groups become an axis of their own.
// CHECK-LABEL: func.func @grouped
// CHECK: nn.rearrange "n (g c) p0 p1 -> n g c p0 p1" %{{.*}} sizes {g = 2 : i64}
// CHECK: nn.rearrange "(g o) c k0 k1 -> g o c k0 k1" %{{.*}} sizes {g = 2 : i64}
// CHECK: nn.window %{{.*}} axes [3, 4] size [3, 3] padding [1, 1, 1, 1]
// CHECK: nn.einsum "n g c p0 p1 k0 k1, g o c k0 k1 -> n g o p0 p1"
// CHECK: nn.rearrange "n g o p0 p1 -> n (g o) p0 p1"
func.func @grouped(%x: tensor<1x4x8x8xf32>, %w: tensor<6x2x3x3xf32>) -> tensor<1x6x8x8xf32> {
  %y = nn.conv %x, %w padding [1, 1, 1, 1] groups 2 : (tensor<1x4x8x8xf32>, tensor<6x2x3x3xf32>) -> tensor<1x6x8x8xf32>
  return %y : tensor<1x6x8x8xf32>
}

// A result type that knows more than what is inferred is a cast.
// CHECK-LABEL: func.func @refined
// CHECK: tensor.cast %{{.*}} : tensor<?x2xf32> to tensor<4x2xf32>
func.func @refined(%x: tensor<?x3xf32>, %w: tensor<2x3xf32>) -> tensor<4x2xf32> {
  %y = nn.linear %x, %w : (tensor<?x3xf32>, tensor<2x3xf32>) -> tensor<4x2xf32>
  return %y : tensor<4x2xf32>
}

// A layer on 16-bit floats computes in f32 and rounds its result once.
// CHECK-LABEL: func.func @halves
// CHECK-COUNT-3: arith.extf %{{.*}} : bf16 to f32
// CHECK: %[[Y:.*]] = nn.einsum {{.*}} -> tensor<?x2xf32, #nn.axes<batch, _>>
// CHECK: %[[Z:.*]] = nn.map %[[Y]], %{{.*}} -> tensor<?x2xf32, #nn.axes<batch, _>>
// CHECK: nn.map %[[Z]] : {{.*}} -> tensor<?x2xbf16, #nn.axes<batch, _>>
// CHECK: arith.truncf %{{.*}} : f32 to bf16
func.func @halves(%x: tensor<?x3xbf16, #nn.axes<batch, _>>, %w: tensor<2x3xbf16>, %b: tensor<2xbf16>)
    -> tensor<?x2xbf16, #nn.axes<batch, _>> {
  %y = nn.linear %x, %w bias %b : (tensor<?x3xbf16, #nn.axes<batch, _>>, tensor<2x3xbf16>, tensor<2xbf16>)
      -> tensor<?x2xbf16, #nn.axes<batch, _>>
  return %y : tensor<?x2xbf16, #nn.axes<batch, _>>
}

// One that only moves elements stays in their type.
// CHECK-LABEL: func.func @moved
// CHECK-NOT: arith.extf
// CHECK: nn.gather {{.*}} -> tensor<8x16xf16>
// CHECK-NOT: arith.truncf
// CHECK: return
func.func @moved(%token: tensor<8xi32>, %table: tensor<100x16xf16>) -> tensor<8x16xf16> {
  %y = nn.embedding %token, %table : (tensor<8xi32>, tensor<100x16xf16>) -> tensor<8x16xf16>
  return %y : tensor<8x16xf16>
}

// Core ops stay.
// CHECK-LABEL: func.func @core
// CHECK: nn.einsum "a b -> b a"
func.func @core(%x: tensor<2x3xf32>) -> tensor<3x2xf32> {
  %y = nn.einsum "a b -> b a" %x : (tensor<2x3xf32>) -> tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// Activations of f32 that rounding would spoil are evaluated in f64, where
// functions may be approximate; activations of f64 are not.
// CHECK-LABEL: func.func @gelu
// CHECK: arith.extf %{{.*}} : f32 to f64
// CHECK: math.erfc %{{.*}} fastmath<afn> : f64
// CHECK: arith.truncf %{{.*}} : f64 to f32
// CHECK-NOT: arith.extf
// CHECK: math.erfc %{{.*}} : f64
// CHECK-NOT: arith.truncf
func.func @gelu(%x: tensor<2xf32>, %y: tensor<2xf64>) -> (tensor<2xf32>, tensor<2xf64>) {
  %0 = nn.activation #nn.gelu, %x : tensor<2xf32>
  %1 = nn.activation #nn.gelu, %y : tensor<2xf64>
  return %0, %1 : tensor<2xf32>, tensor<2xf64>
}
