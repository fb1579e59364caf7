// What one input of a concatenation knows of an extent holds for the other,
// whose extent is known at run time.
// RUN: nn-fuzz --replay %s --call=f:1:x_1=7,y_1=0 > %t && FileCheck %s < %t
// CHECK: {{^}}1 networks in {{.*}} s: 1 agrees{{$}}
// CHECK-NEXT: {{^}}1 calls compared, 0 refused
func.func @f(%x: tensor<4x?x4xf32> {nn.name = "x"}, %y: tensor<3x?x4xf32> {nn.name = "y"}) -> tensor<7x?x4xf32> {
  %0 = nn.slice "::-1, 0:0:-1, :" %x : (tensor<4x?x4xf32>) -> tensor<4x?x4xf32>
  %1 = nn.concat %y, %0 axis 0 : (tensor<3x?x4xf32>, tensor<4x?x4xf32>) -> tensor<7x?x4xf32>
  return %1 : tensor<7x?x4xf32>
}
