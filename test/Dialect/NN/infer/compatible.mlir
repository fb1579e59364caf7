// Declared types that know more or less than the inferred ones.
//
// RUN: nn-opt %s --verify-roundtrip -o %t.mlir
// RUN: FileCheck %s < %t.mlir

// Each side may know an extent that the other does not know.
// CHECK-LABEL: func.func @compatible
func.func @compatible(%x: tensor<?x4xf32>, %w: tensor<3x?xf32>, %b: tensor<?xf32>, %i: tensor<?x?x?x8xf32>, %k: tensor<6x?x3x3xf32>) {
  // The declared types stay as they are written.
  // CHECK: nn.linear {{.*}} -> tensor<8x?xf32>
  // CHECK: nn.einsum {{.*}} -> tensor<?x?xf32>
  // CHECK: nn.conv {{.*}} -> tensor<1x6x?x6xf32>
  // CHECK: nn.pool {{.*}} -> tensor<?x3x?x4xf32>
  // CHECK: nn.rearrange {{.*}} -> tensor<5x2x4xf32>
  // CHECK: nn.window {{.*}} -> tensor<?x?x?x6x3x3xf32>
  %0 = nn.linear %x, %w bias %b : (tensor<?x4xf32>, tensor<3x?xf32>, tensor<?xf32>) -> tensor<8x?xf32>
  %1 = nn.einsum "b i, o i -> b o" %x, %w : (tensor<?x4xf32>, tensor<3x?xf32>) -> tensor<?x?xf32>
  %2 = nn.conv %i, %k : (tensor<?x?x?x8xf32>, tensor<6x?x3x3xf32>) -> tensor<1x6x?x6xf32>
  %3 = nn.pool max %i size [2, 2] : (tensor<?x?x?x8xf32>) -> tensor<?x3x?x4xf32>
  %4 = nn.rearrange "(n m) i -> n m i" %x sizes {m = 2} : (tensor<?x4xf32>) -> tensor<5x2x4xf32>
  %5 = nn.window %i axes [2, 3] size [3, 3] : tensor<?x?x?x8xf32> -> tensor<?x?x?x6x3x3xf32>
  return
}

// Either side may leave a name out.
// CHECK-LABEL: func.func @names_optional
func.func @names_optional(%x: tensor<2x3xf32, #nn.axes<query, _>>, %y: tensor<2x3xf32>) {
  // CHECK: nn.einsum {{.*}} -> tensor<2x3xf32>
  // CHECK: nn.einsum {{.*}} -> tensor<2x3xf32, #nn.axes<_, depth>>
  %0 = nn.einsum "a b, a b -> a b" %x, %y : (tensor<2x3xf32, #nn.axes<query, _>>, tensor<2x3xf32>) -> tensor<2x3xf32>
  %1 = nn.einsum "a b, a b -> a b" %x, %y : (tensor<2x3xf32, #nn.axes<query, _>>, tensor<2x3xf32>) -> tensor<2x3xf32, #nn.axes<_, depth>>
  return
}
