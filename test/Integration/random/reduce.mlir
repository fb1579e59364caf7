// Reductions that random networks found to be compiled wrong or not at all.
// RUN: nn-fuzz --replay %s > %t && FileCheck %s < %t
// CHECK: {{^}}1 networks in {{.*}} s: 1 agrees{{$}}
// CHECK-NEXT: {{^[1-9][0-9]*}} calls compared, {{.*}} 0 entries never compared

// One element needs no slice of the others, which would begin behind it.
func.func @one_element(%x: tensor<4x1x6xf32>) -> (tensor<4x6xf32>, tensor<4x1x6xf32>) {
  %a = nn.reduce %x axes [1] : (tensor<4x1x6xf32>) -> tensor<4x6xf32> {
  ^bb0(%s: f32, %v: f32):
    %t = arith.mulf %s, %v : f32
    nn.yield %t : f32
  }
  %b = nn.reduce %x axes [1] keep : (tensor<4x1x6xf32>) -> tensor<4x1x6xf32> {
  ^bb0(%s: f32, %v: f32):
    %t = arith.addf %s, %v : f32
    nn.yield %t : f32
  }
  return %a, %b : tensor<4x6xf32>, tensor<4x1x6xf32>
}

func.func @one_of_several_axes(%x: tensor<?x1xi32>) -> tensor<i32> {
  %a = nn.reduce %x axes [0, 1] : (tensor<?x1xi32>) -> tensor<i32> {
  ^bb0(%s: i32, %v: i32):
    %t = arith.addi %s, %v : i32
    nn.yield %t : i32
  }
  return %a : tensor<i32>
}

// No axis: all that is left is that extents have to be equal.
func.func @no_axis(%x: tensor<?x?xf32>, %y: tensor<?x?xi1>) -> (tensor<?x?xf32>, tensor<?x?xi1>) {
  %a:2 = nn.reduce %x, %y axes [] : (tensor<?x?xf32>, tensor<?x?xi1>) -> (tensor<?x?xf32>, tensor<?x?xi1>) {
  ^bb0(%s: f32, %p: i1, %v: f32, %q: i1):
    %t = arith.minimumf %s, %v : f32
    %r = arith.andi %p, %q : i1
    nn.yield %t, %r : f32, i1
  }
  return %a#0, %a#1 : tensor<?x?xf32>, tensor<?x?xi1>
}
