// Parts of tensors that random networks found to be compiled wrong or not at
// all: slices whose rank upstream reduces in several ways, extents that are
// known behind a dynamic type, and 16-bit floats that cross basic blocks.
// RUN: nn-fuzz --replay %s > %t && FileCheck %s < %t
// CHECK: {{^}}1 networks in {{.*}} s: 1 agrees{{$}}
// CHECK-NEXT: {{^[1-9][0-9]*}} calls compared, {{.*}} 0 entries never compared

func.func @scatter_column(%x: tensor<1x6x6xf32>, %u: tensor<1x6x1xf32>) -> tensor<1x6x6xf32> {
  %i = arith.constant dense<4> : tensor<1xi16>
  %0 = nn.scatter %u into %x axes [2] at %i : (tensor<1x6x1xf32>, tensor<1x6x6xf32>, tensor<1xi16>) -> tensor<1x6x6xf32> {
  ^bb0(%a: f32, %b: f32):
    nn.yield %b : f32
  }
  return %0 : tensor<1x6x6xf32>
}

func.func @index_and_step(%x: tensor<2x5xf32>, %y: tensor<5x3x2xf32>) -> tensor<1x2x5xf32> {
  %0 = nn.slice ":, 0:1:2, 1" %y : (tensor<5x3x2xf32>) -> tensor<5x1xf32>
  %1 = nn.einsum "a b, b c -> c a b" %x, %0 : (tensor<2x5xf32>, tensor<5x1xf32>) -> tensor<1x2x5xf32>
  return %1 : tensor<1x2x5xf32>
}

func.func @stack_along_inner_axis(%x: tensor<1x?x?xf32>, %y: tensor<1x?x1x?xf32>) -> tensor<1x?x?x?xf32> {
  %0 = nn.weave over(%y : tensor<1x?x1x?xf32>) axis 3 -> tensor<1x?x?x?xf32> {
  ^bb0(%part: tensor<1x?x1xf32>):
    nn.yield %x : tensor<1x?x?xf32>
  }
  return %0 : tensor<1x?x?x?xf32>
}

// A scan over one step, which goes, of a scan over several.
func.func @nested(%x: tensor<?x8x8xi32>, %y: tensor<1x8x1xi32>) -> (tensor<1x1x8x1x1xi32>, tensor<?x8x8xi32>) {
  %0:2 = nn.scan over(%x : tensor<?x8x8xi32>) axis 2 -> tensor<1x1x8x1x1xi32>, tensor<?x8x8xi32> {
  ^bb0(%part: tensor<?x8xi32>):
    %1 = nn.scan over(%y : tensor<1x8x1xi32>) axis 2 -> tensor<1x1x1x1xi32> {
    ^bb0(%inner: tensor<1x8xi32>):
      %2 = nn.slice ":, 2:3, :" %y : (tensor<1x8x1xi32>) -> tensor<1x1x1xi32>
      nn.yield %2 : tensor<1x1x1xi32>
    }
    nn.yield %1, %part : tensor<1x1x1x1xi32>, tensor<?x8xi32>
  }
  return %0#0, %0#1 : tensor<1x1x8x1x1xi32>, tensor<?x8x8xi32>
}

func.func @carried(%h: tensor<?xf32>, %x: tensor<?x?xf32>) -> (tensor<?xf32>, tensor<?x?xf32>) {
  %l, %a = nn.scan init(%h : tensor<?xf32>) over(%x : tensor<?x?xf32>) axis 1 -> tensor<?xf32>, tensor<?x?xf32> {
  ^bb0(%s: tensor<?xf32>, %t: tensor<?xf32>):
    %n = arith.addf %s, %t : tensor<?xf32>
    nn.yield %n, %s : tensor<?xf32>, tensor<?xf32>
  }
  return %l, %a : tensor<?xf32>, tensor<?x?xf32>
}

// The window has as many places as the type does not say.
func.func @known_extent(%x: tensor<3x1xi32>) -> (tensor<?x1xi32>, tensor<?x1x6xi32>) {
  %y = nn.window %x axes [0] size [2] : tensor<3x1xi32> -> tensor<?x1x2xi32>
  %z = nn.reduce %y axes [2] : (tensor<?x1x2xi32>) -> tensor<?x1xi32> {
  ^bb0(%a: i32, %b: i32):
    %m = arith.maxsi %a, %b : i32
    nn.yield %m : i32
  }
  %w = nn.concat %y, %y, %y axis 2 : (tensor<?x1x2xi32>, tensor<?x1x2xi32>, tensor<?x1x2xi32>) -> tensor<?x1x6xi32>
  return %z, %w : tensor<?x1xi32>, tensor<?x1x6xi32>
}

func.func @halves_across_blocks(%x: tensor<3x?x3xbf16>, %y: tensor<?x2x2xf32>) -> (tensor<3x1x4xbf16>, tensor<?x2x2xbf16>) {
  %i = arith.constant dense<0> : tensor<1x4xi16>
  %0 = nn.gather %x axes [1, 2] at %i, %i : (tensor<3x?x3xbf16>, tensor<1x4xi16>, tensor<1x4xi16>) -> tensor<3x1x4xbf16>
  %c0 = arith.constant 0 : index
  %n = tensor.dim %y, %c0 : tensor<?x2x2xf32>
  %1 = nn.map %y : (tensor<?x2x2xf32>) -> tensor<?x2x2xbf16> {
  ^bb0(%a: f32):
    %m = arith.index_cast %n : index to i32
    %h = arith.uitofp %m : i32 to bf16
    nn.yield %h : bf16
  }
  return %0, %1 : tensor<3x1x4xbf16>, tensor<?x2x2xbf16>
}
