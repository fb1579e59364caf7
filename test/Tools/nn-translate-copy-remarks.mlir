// Copies that are left, at the ops that they are for.
// RUN: nn-translate %s -o %t.o --copy-remarks 2>&1 | FileCheck %s --implicit-check-not=remark
// RUN: nn-translate %s -o %t.o 2>&1 | count 0

// Two results that are computed where they are returned.
func.func @none(%x: tensor<4x8xf32>, %y: tensor<4x8xf32>) -> tensor<4x16xf32> {
  %a = nn.activation #nn.relu, %x : tensor<4x8xf32>
  %b = nn.activation #nn.gelu, %y : tensor<4x8xf32>
  %c = nn.concat %a, %b axis 1 : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x16xf32>
  return %c : tensor<4x16xf32>
}

// CHECK: nn-translate-copy-remarks.mlir:[[#@LINE+4]]:{{.*}}: remark: copy of 128 bytes: an argument of the function becomes part of a result
// CHECK: nn-translate-copy-remarks.mlir:[[#@LINE+3]]:{{.*}}: remark: copy of 128 bytes: an argument of the function becomes part of a result
// CHECK: nn-translate-copy-remarks.mlir:[[#@LINE+1]]:{{.*}}: remark: copy of 128 bytes: an argument of the function is returned
func.func @inputs(%x: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x16xf32>) {
  %a = nn.concat %x, %x axis 1 : (tensor<4x8xf32>, tensor<4x8xf32>) -> tensor<4x16xf32>
  return %x, %a : tensor<4x8xf32>, tensor<4x16xf32>
}
