// Every op, attribute and optional clause prints as it parses, in both forms
// and through bytecode.
// RUN: nn-opt %s --verify-roundtrip -o /dev/null
// RUN: nn-opt %s > %t.mlir && nn-opt %t.mlir | diff %t.mlir -
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | diff %t.mlir -
// RUN: nn-opt %s --emit-bytecode | nn-opt | diff %t.mlir -
// RUN: FileCheck %s < %t.mlir

!image = tensor<?x4x8x8xf32, #nn.axes<batch, channel, row, _>>
!image_small = tensor<?x4x4x4xf32, #nn.axes<batch, channel, row, _>>

// CHECK: nn.param @dense : tensor<2x2xf32> = dense<
nn.param @dense : tensor<2x2xf32> = dense<[[1.0, 2.0], [3.0, 4.0]]>
// CHECK: nn.param private @splat : tensor<4xf32> = dense<1.000000e+00>
nn.param private @splat : tensor<4xf32> = dense<1.0>
// CHECK: nn.param @named : tensor<2xi8, #nn.axes<out>> = dense<[1, 2]>
nn.param @named : tensor<2xi8, #nn.axes<out>> = dense<[1, 2]>
// CHECK: nn.param @resource : tensor<2xf32> = dense_resource<blob>
nn.param @resource : tensor<2xf32> = dense_resource<blob>
// CHECK: #nn.init<uniform, seed = 7, low = -5.000000e-01, high = 5.000000e-01>
nn.param @uniform : tensor<4x4x3x3xf32> = #nn.init<uniform, seed = 7, low = -0.5, high = 0.5>
// CHECK: #nn.init<normal, seed = 18446744073709551615, mean = 1.000000e-01, stddev = 0.000000e+00>
nn.param @normal : tensor<3xf64> = #nn.init<normal, seed = 18446744073709551615, mean = 0.1, stddev = 0.0>
// CHECK: #nn.external<"folder/file.safetensors", "layer.weight">
nn.param @external : tensor<3xi1> = #nn.external<"folder/file.safetensors", "layer.weight">

// CHECK-LABEL: func.func @layers
func.func @layers(%x: !image {nn.name = "x"}, %p: tensor<2x4xf32>) -> (!image {nn.name = "y"}) {
  %w = nn.param_ref @uniform : tensor<4x4x3x3xf32>
  %b = nn.param_ref @splat : tensor<4xf32>
  // CHECK: nn.conv %{{.*}}, %{{.*}} bias %{{.*}} stride [1, 1] dilation [1, 2] padding [1, 1, 2, 2] : (
  // The clauses may come in any order.
  %0 = nn.conv %x, %w bias %b stride [1, 1] padding [1, 1, 2, 2] dilation [1, 2]
      : (!image, tensor<4x4x3x3xf32>, tensor<4xf32>) -> !image
  %g = nn.rearrange "o (g i) y x -> g o i y x" %w sizes {g = 4} : (tensor<4x4x3x3xf32>) -> tensor<4x4x1x3x3xf32>
  %e = nn.einsum "o o i y x -> o i y x" %g : (tensor<4x4x1x3x3xf32>) -> tensor<4x1x3x3xf32>
  // CHECK: nn.conv %{{.*}}, %{{.*}} padding [1, 1, 1, 1] groups 4 : (
  %1 = nn.conv %0, %e padding [1, 1, 1, 1] groups 4 : (!image, tensor<4x1x3x3xf32>) -> !image
  // CHECK: nn.batch_norm %{{.*}} epsilon 1.000000e-05 : (
  %2 = nn.batch_norm %1, %b, %b, %b, %b epsilon 1.0e-5
      : (!image, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> !image
  // CHECK: nn.activation #nn.leaky_relu<slope = 1.000000e-01>, %
  %3 = nn.activation #nn.leaky_relu<slope = 0.1>, %2 : !image
  // CHECK: nn.activation #nn.gelu, %
  %4 = nn.activation #nn.gelu, %3 : !image
  // CHECK: nn.prelu %{{.*}}, %{{.*}} : (tensor<?x4x8x8xf32, #nn.axes<batch, channel, row, _>>, tensor<4xf32>) -> tensor<
  %k = nn.prelu %4, %b : (!image, tensor<4xf32>) -> !image
  // CHECK: nn.pool max %{{.*}} size [3, 3] stride [1, 1] padding [1, 1, 1, 1] : (
  %5 = nn.pool max %k size [3, 3] stride [1, 1] padding [1, 1, 1, 1] : (!image) -> !image
  // CHECK: nn.pool average %{{.*}} size [2, 2] stride [1, 1] dilation [2, 2] : (
  %a = nn.pool average %5 size [2, 2] dilation [2, 2] stride [1, 1] : (!image) -> tensor<?x4x6x6xf32>
  // CHECK: nn.pool average %{{.*}} size [2, 2] : (
  %6 = nn.pool average %5 size [2, 2] : (!image) -> tensor<?x4x4x4xf32>
  // CHECK: nn.softmax %{{.*}} axis 1 : tensor
  %7 = nn.softmax %5 axis 1 : !image
  %d = nn.param_ref @resource : tensor<2xf32>
  %8 = nn.einsum "a c -> c" %p : (tensor<2x4xf32>) -> tensor<4xf32>
  // CHECK: nn.linear %{{.*}}, %{{.*}} bias
  %l = nn.linear %p, %p bias %d : (tensor<2x4xf32>, tensor<2x4xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  // CHECK: nn.layer_norm %{{.*}} axes [1] scale %{{.*}} shift %{{.*}} epsilon 0.000000e+00 : (
  %n = nn.layer_norm %p axes [1] scale %b shift %8 epsilon 0.0 : (tensor<2x4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  // CHECK: nn.layer_norm %{{.*}} axes [0, 1] shift %{{.*}} epsilon 1.000000e-05 : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  %o = nn.layer_norm %n axes [0, 1] shift %p epsilon 1.0e-5 : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
  // CHECK: nn.rms_norm %{{.*}} axes [1] scale %{{.*}} epsilon 1.000000e-05 : (
  %q = nn.rms_norm %o axes [1] scale %b epsilon 1.0e-5 : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
  // CHECK: nn.log_softmax %{{.*}} axis 0 : tensor<2x4xf32>
  %r = nn.log_softmax %q axis 0 : tensor<2x4xf32>
  // CHECK: nn.l2_normalize %{{.*}} axis 1 epsilon 1.000000e-05 : tensor<2x4xf32>
  %s = nn.l2_normalize %r axis 1 epsilon 1.0e-5 : tensor<2x4xf32>
  // CHECK: nn.group_norm %{{.*}} groups 2 scale %{{.*}} shift %{{.*}} epsilon 1.000000e-05 : (
  %t = nn.group_norm %7 groups 2 scale %b shift %b epsilon 1.0e-5 : (!image, tensor<4xf32>, tensor<4xf32>) -> !image
  // CHECK: nn.instance_norm %{{.*}} scale %{{.*}} shift %{{.*}} epsilon 1.000000e-05 : (
  %u = nn.instance_norm %t scale %b shift %b epsilon 1.0e-5 : (!image, tensor<4xf32>, tensor<4xf32>) -> !image
  return %7 : !image
}

// CHECK-LABEL: func.func @more_layers
func.func @more_layers(%x: !image, %q: tensor<2x6x?x4xf32>, %k: tensor<2x2x5x4xf32>, %m: tensor<5xi1>, %b: tensor<1x5xf32>, %s: tensor<6xf32>, %p: tensor<2x?xi8>) {
  // CHECK: nn.pool average %{{.*}} size [2, 2] padding [1, 0, 1, 0] exclude_padding : (
  %0 = nn.pool average %x size [2, 2] padding [1, 0, 1, 0] exclude_padding : (!image) -> !image_small
  // CHECK: nn.adaptive_pool max %{{.*}} size [3, 1] : (
  %1 = nn.adaptive_pool max %x size [3, 1] : (!image) -> tensor<?x4x3x1xf32>
  // CHECK: nn.attention %{{.*}}, %{{.*}}, %{{.*}} : (
  %2 = nn.attention %q, %k, %k : (tensor<2x6x?x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>) -> tensor<2x6x?x4xf32>
  // CHECK: nn.attention %{{.*}}, %{{.*}}, %{{.*}} mask %{{.*}} bias %{{.*}} slopes %{{.*}} causal scale 5.000000e-01 : (
  %3 = nn.attention %q, %k, %k mask %m bias %b slopes %s causal scale 0.5
      : (tensor<2x6x?x4xf32>, tensor<2x2x5x4xf32>, tensor<2x2x5x4xf32>, tensor<5xi1>, tensor<1x5xf32>, tensor<6xf32>) -> tensor<2x6x?x4xf32>
  // CHECK: nn.positions %{{.*}} axis 2 : (tensor<2x6x?x4xf32>) -> tensor<?xi64>
  %4 = nn.positions %q axis 2 : (tensor<2x6x?x4xf32>) -> tensor<?xi64>
  // CHECK: nn.sinusoidal_encoding interleaved %{{.*}} depth 4 base 1.000000e+04 : (tensor<6xf32>) -> tensor<6x4xf32>
  %5 = nn.sinusoidal_encoding interleaved %s depth 4 base 1.0e4 : (tensor<6xf32>) -> tensor<6x4xf32>
  // CHECK: nn.rotary halves %{{.*}} base 1.000000e+01 : (tensor<2x6x?x4xf32>) -> tensor<2x6x?x4xf32>
  %6 = nn.rotary halves %q base 10.0 : (tensor<2x6x?x4xf32>) -> tensor<2x6x?x4xf32>
  // CHECK: nn.rotary interleaved %{{.*}} positions %{{.*}} base 1.000000e+01 : (tensor<2x6x?x4xf32>, tensor<2x?xi8>) -> tensor<2x6x?x4xf32>
  %7 = nn.rotary interleaved %q positions %p base 10.0 : (tensor<2x6x?x4xf32>, tensor<2x?xi8>) -> tensor<2x6x?x4xf32>
  return
}

// CHECK-LABEL: func.func @grow
func.func @grow(%x: tensor<1x4x5xf32>, %w: tensor<4x3x3xf32>, %b: tensor<6xf32>) {
  // CHECK: nn.conv_transpose %{{.*}}, %{{.*}} : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x7xf32>
  %0 = nn.conv_transpose %x, %w : (tensor<1x4x5xf32>, tensor<4x3x3xf32>) -> tensor<1x3x7xf32>
  // CHECK: nn.conv_transpose %{{.*}}, %{{.*}} bias %{{.*}} stride [2] dilation [2] padding [1, 2] output_padding [1] groups 2 : (
  %1 = nn.conv_transpose %x, %w bias %b output_padding [1] stride [2] padding [1, 2] dilation [2] groups 2
      : (tensor<1x4x5xf32>, tensor<4x3x3xf32>, tensor<6xf32>) -> tensor<1x6x11xf32>
  // CHECK: nn.resize nearest %{{.*}} factor [2] : (
  %2 = nn.resize nearest %x factor [2] : (tensor<1x4x5xf32>) -> tensor<1x4x10xf32>
  // CHECK: nn.resize linear %{{.*}} size [7] align_corners : (
  %3 = nn.resize linear %x size [7] align_corners : (tensor<1x4x5xf32>) -> tensor<1x4x7xf32>
  return
}

// CHECK-LABEL: func.func @recurrent
func.func @recurrent(%t: tensor<8xi16>, %e: tensor<5x3xf32>, %h: tensor<8x4xf32>, %wi: tensor<?x3xf32>, %wh: tensor<?x4xf32>, %b: tensor<?xf32>) {
  // CHECK: nn.embedding %{{.*}}, %{{.*}} : (tensor<8xi16>, tensor<5x3xf32>) -> tensor<8x3xf32>
  %x = nn.embedding %t, %e : (tensor<8xi16>, tensor<5x3xf32>) -> tensor<8x3xf32>
  // CHECK: nn.elman_cell #nn.tanh, %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} : (
  %0 = nn.elman_cell #nn.tanh, %x, %h weights %wi, %wh
      : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<?x3xf32>, tensor<?x4xf32>) -> tensor<8x4xf32>
  // CHECK: nn.elman_cell #nn.relu, %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} bias %{{.*}}, %{{.*}} : (
  %1 = nn.elman_cell #nn.relu, %x, %h weights %wi, %wh bias %b, %b
      : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<?x3xf32>, tensor<?x4xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<8x4xf32>
  // CHECK: nn.gru_cell %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} bias %{{.*}}, %{{.*}} : (
  %2 = nn.gru_cell %x, %h weights %wi, %wh bias %b, %b
      : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<?x3xf32>, tensor<?x4xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<8x4xf32>
  // CHECK: nn.lstm_cell %{{.*}}, %{{.*}}, %{{.*}} weights %{{.*}}, %{{.*}} : ({{.*}}) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  %3:2 = nn.lstm_cell %x, %h, %h weights %wi, %wh
      : (tensor<8x3xf32>, tensor<8x4xf32>, tensor<8x4xf32>, tensor<?x3xf32>, tensor<?x4xf32>) -> (tensor<8x4xf32>, tensor<8x4xf32>)
  return
}

// CHECK-LABEL: func.func @outer
func.func @outer(%x: !image, %p: tensor<2x4xf32>, %b: tensor<4xf32>) -> !image {
  // CHECK: nn.apply @layers(%{{.*}}, %{{.*}}) params(@splat = %{{.*}} : tensor<4xf32>) : (
  %0 = nn.apply @layers(%x, %p) params(@splat = %b : tensor<4xf32>)
      : (!image, tensor<2x4xf32>) -> !image
  return %0 : !image
}

// CHECK-LABEL: func.func @activations
func.func @activations(%x: tensor<2xf64>) {
  // CHECK: nn.activation #nn.abs, %
  %0 = nn.activation #nn.abs, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.clamp<low = -1.000000e+00, high = 2.500000e+00>, %
  %1 = nn.activation #nn.clamp<low = -1.000000e+00, high = 2.500000e+00>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.cos, %
  %2 = nn.activation #nn.cos, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.elu<alpha = 1.000000e-01>, %
  %3 = nn.activation #nn.elu<alpha = 1.000000e-01>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.exp, %
  %4 = nn.activation #nn.exp, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.gelu, %
  %5 = nn.activation #nn.gelu, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.gelu<tanh>, %
  %6 = nn.activation #nn.gelu<tanh>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.hard_sigmoid, %
  %7 = nn.activation #nn.hard_sigmoid, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.hard_swish, %
  %8 = nn.activation #nn.hard_swish, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.hard_tanh, %
  %9 = nn.activation #nn.hard_tanh, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.leaky_relu<slope = -1.000000e-02>, %
  %10 = nn.activation #nn.leaky_relu<slope = -1.000000e-02>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.log, %
  %11 = nn.activation #nn.log, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.mish, %
  %12 = nn.activation #nn.mish, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.piecewise_linear<knots = [-1.000000e+00, 1.000000e-01], values = [0.000000e+00, 2.000000e+00], slopes = [0.000000e+00, 1.000000e-01]>, %
  %13 = nn.activation #nn.piecewise_linear<knots = [-1.000000e+00, 1.000000e-01], values = [0.000000e+00, 2.000000e+00], slopes = [0.000000e+00, 1.000000e-01]>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.polynomial<[1.000000e+00, 0.33333333333333331]>, %
  %14 = nn.activation #nn.polynomial<[1.000000e+00, 0.33333333333333331]>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.rational<numerator = [1.000000e+00, 2.000000e+00], denominator = [1.000000e+00]>, %
  %15 = nn.activation #nn.rational<numerator = [1.000000e+00, 2.000000e+00], denominator = [1.000000e+00]>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.rational<numerator = [1.000000e+00], denominator = [], absolute = terms>, %
  %16 = nn.activation #nn.rational<numerator = [1.000000e+00], denominator = [], absolute = terms>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.relu, %
  %17 = nn.activation #nn.relu, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.relu6, %
  %18 = nn.activation #nn.relu6, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.selu, %
  %19 = nn.activation #nn.selu, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.sigmoid, %
  %20 = nn.activation #nn.sigmoid, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.silu, %
  %21 = nn.activation #nn.silu, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.sin, %
  %22 = nn.activation #nn.sin, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.softplus, %
  %23 = nn.activation #nn.softplus, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.softsign, %
  %24 = nn.activation #nn.softsign, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.sqrt, %
  %25 = nn.activation #nn.sqrt, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.square, %
  %26 = nn.activation #nn.square, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.tanh, %
  %27 = nn.activation #nn.tanh, %x : tensor<2xf64>
  // What is the default is not printed.
  // CHECK: nn.activation #nn.gelu, %
  %28 = nn.activation #nn.gelu<exact>, %x : tensor<2xf64>
  // CHECK: nn.activation #nn.rational<numerator = [0.000000e+00], denominator = [1.000000e+00]>, %
  %29 = nn.activation #nn.rational<numerator = [0.0], denominator = [1.0], absolute = sum>, %x : tensor<2xf64>
  return
}

// Every optional clause left out, and tensors without axes.
// CHECK-LABEL: func.func @bare
func.func @bare(%x: tensor<2x4xf32>, %w: tensor<3x4xf32>, %s: tensor<f32>, %b: tensor<i1>, %l: tensor<1x2x8xf32>, %k: tensor<4x2x3xf32>) {
  // CHECK: nn.conv %{{.*}}, %{{.*}} : (tensor<1x2x8xf32>, tensor<4x2x3xf32>) -> tensor<1x4x6xf32>
  %c = nn.conv %l, %k : (tensor<1x2x8xf32>, tensor<4x2x3xf32>) -> tensor<1x4x6xf32>
  // CHECK: nn.linear %{{.*}}, %{{.*}} : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
  %0 = nn.linear %x, %w : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<2x3xf32>
  // CHECK: nn.layer_norm %{{.*}} axes [] epsilon 1.000000e+00 : (tensor<f32>) -> tensor<f32>
  %n = nn.layer_norm %s axes [] epsilon 1.0 : (tensor<f32>) -> tensor<f32>
  // CHECK: nn.rms_norm %{{.*}} axes [0] epsilon 1.000000e+00 : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %r = nn.rms_norm %x axes [0] epsilon 1.0 : (tensor<2x4xf32>) -> tensor<2x4xf32>
  // CHECK: nn.group_norm %{{.*}} groups 2 epsilon 1.000000e+00 : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %g = nn.group_norm %x groups 2 epsilon 1.0 : (tensor<2x4xf32>) -> tensor<2x4xf32>
  // CHECK: nn.instance_norm %{{.*}} epsilon 1.000000e+00 : (tensor<1x2x8xf32>) -> tensor<1x2x8xf32>
  %i = nn.instance_norm %l epsilon 1.0 : (tensor<1x2x8xf32>) -> tensor<1x2x8xf32>
  // CHECK: nn.window %{{.*}} axes [1] size [3] : tensor<2x4xf32> -> tensor<2x2x3xf32>
  %1 = nn.window %x axes [1] size [3] : tensor<2x4xf32> -> tensor<2x2x3xf32>
  // CHECK: nn.window %{{.*}} axes [] size [] : tensor<f32> -> tensor<f32>
  %2 = nn.window %s axes [] size [] : tensor<f32> -> tensor<f32>
  // CHECK: nn.reduce %{{.*}} axes [0, 1] : (tensor<2x4xf32>) -> tensor<f32> neutral 0xFF800000 {
  %3 = nn.reduce %x axes [0, 1] : (tensor<2x4xf32>) -> tensor<f32> neutral 0xFF800000 {
  ^bb0(%m: f32, %v: f32):
    %t = arith.maximumf %m, %v : f32
    nn.yield %t : f32
  }
  // CHECK: nn.einsum ", ->" %
  %4 = nn.einsum ", ->" %s, %s : (tensor<f32>, tensor<f32>) -> tensor<f32>
  // CHECK: nn.rearrange "-> a 1" %{{.*}} sizes {a = 2 : i64} : (tensor<f32>) -> tensor<2x1xf32>
  %5 = nn.rearrange "-> a 1" %s sizes {a = 2} : (tensor<f32>) -> tensor<2x1xf32>
  // CHECK: nn.map %{{.*}} : (tensor<i1>) -> tensor<i8> {
  %6 = nn.map %b : (tensor<i1>) -> tensor<i8> {
  ^bb0(%v: i1):
    %t = arith.extui %v : i1 to i8
    nn.yield %t : i8
  }
  // CHECK: nn.apply @nothing() : () -> ()
  nn.apply @nothing() : () -> ()
  // CHECK: nn.apply @nothing() params(@splat = %{{.*}} : tensor<4xf32>, @named = %{{.*}} : tensor<2xi8>) : () -> ()
  %7 = nn.param_ref @splat : tensor<4xf32>
  %8 = nn.param_ref @named : tensor<2xi8>
  nn.apply @nothing() params(@splat = %7 : tensor<4xf32>, @named = %8 : tensor<2xi8>) : () -> ()
  return
}
func.func private @nothing()

// CHECK-LABEL: func.func @core
func.func @core(%x: tensor<?x9xf32>, %y: tensor<9xf32>) -> tensor<?xf32> {
  // CHECK: nn.window %{{.*}} axes [1] size [3] stride [2] dilation [2] padding [1, 1] pad_value 1.000000e+00 : f32 : tensor<?x9xf32> -> tensor<?x4x3xf32>
  %0 = nn.window %x axes [1] size [3] stride [2] dilation [2] padding [1, 1] pad_value 1.0 : f32 : tensor<?x9xf32> -> tensor<?x4x3xf32>
  // CHECK: nn.map %{{.*}}, %{{.*}} : (tensor<?x9xf32>, tensor<9xf32>) -> tensor<?x9xf32> {
  %1 = nn.map %x, %y : (tensor<?x9xf32>, tensor<9xf32>) -> tensor<?x9xf32> {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    nn.yield %s : f32
  }
  // CHECK: nn.reduce %{{.*}} axes [1] keep : (tensor<?x9xf32>) -> tensor<?x1xf32> neutral 0.000000e+00 {
  %2 = nn.reduce %1 axes [1] keep : (tensor<?x9xf32>) -> tensor<?x1xf32> neutral 0.0 {
  ^bb0(%a: f32, %b: f32):
    %s = arith.addf %a, %b : f32
    nn.yield %s : f32
  }
  %3 = nn.rearrange "b 1 -> b" %2 : (tensor<?x1xf32>) -> tensor<?xf32>
  return %3 : tensor<?xf32>
}

{-#
  dialect_resources: {
    builtin: {
      blob: "0x040000000000803F00000040"
    }
  }
#-}

// CHECK-LABEL: func.func @argmax
func.func @argmax(%x: tensor<2x4xf32>) -> (tensor<2xf32>, tensor<2xi64>) {
  // CHECK: nn.index 1
  %i = nn.map %x : (tensor<2x4xf32>) -> tensor<2x4xi64> {
  ^bb0(%a: f32):
    %j = nn.index 1
    %k = arith.index_cast %j : index to i64
    nn.yield %k : i64
  }
  // CHECK: nn.reduce %{{.*}}, %{{.*}} axes [1] : (tensor<2x4xf32>, tensor<2x4xi64>) -> (tensor<2xf32>, tensor<2xi64>) neutral 0xFF800000, 0 {
  %0:2 = nn.reduce %x, %i axes [1] : (tensor<2x4xf32>, tensor<2x4xi64>) -> (tensor<2xf32>, tensor<2xi64>) neutral 0xFF800000, 0 {
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    %c = arith.cmpf ogt, %b, %a : f32
    %m = arith.select %c, %b, %a : f32
    %n = arith.select %c, %q, %p : i64
    nn.yield %m, %n : f32, i64
  }
  // CHECK: nn.reduce %{{.*}} axes [0, 1] keep : (tensor<2x4xf32>) -> tensor<1x1xf32> {
  %1 = nn.reduce %x axes [0, 1] keep : (tensor<2x4xf32>) -> tensor<1x1xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.maximumf %a, %b : f32
    nn.yield %m : f32
  }
  // CHECK: nn.window %{{.*}} axes [1] size [3] stride [1] padding [2, 2] base_dilation [2] : tensor<2x4xf32> -> tensor<2x9x3xf32>
  %2 = nn.window %x axes [1] size [3] base_dilation [2] stride [1] padding [2, 2] : tensor<2x4xf32> -> tensor<2x9x3xf32>
  return %0#0, %0#1 : tensor<2xf32>, tensor<2xi64>
}
