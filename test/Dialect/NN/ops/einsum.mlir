// The forms of nn.einsum: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @matmul(
func.func @matmul(%x: tensor<?x4xf32, #nn.axes<batch, in>>, %w: tensor<3x4xf32, #nn.axes<out, _>>) {
  // GENERIC: "nn.einsum"(%{{.*}}, %{{.*}}) <{equation = "b i, o i -> b o"}> : (tensor<?x4xf32, #nn.axes<batch, in>>, tensor<3x4xf32, #nn.axes<out, _>>) -> tensor<?x3xf32, #nn.axes<batch, out>>
  // CHECK: nn.einsum "b i, o i -> b o" %{{.*}}, %{{.*}} : (tensor<?x4xf32, #nn.axes<batch, in>>, tensor<3x4xf32, #nn.axes<out, _>>) -> tensor<?x3xf32, #nn.axes<batch, out>>
  %0 = nn.einsum "b i, o i -> b o" %x, %w : (tensor<?x4xf32, #nn.axes<batch, in>>, tensor<3x4xf32, #nn.axes<out, _>>) -> tensor<?x3xf32, #nn.axes<batch, out>>
  return
}

// Letters that stand twice in a term, in all operands, or in one alone.
// CHECK-LABEL: func.func @letters(
func.func @letters(%s: tensor<4x4xf64>, %b: tensor<2x3x4xf64>, %c: tensor<2x4x5xf64>) {
  // CHECK: nn.einsum "i i -> i" %{{.*}} : (tensor<4x4xf64>) -> tensor<4xf64>
  %0 = nn.einsum "i i -> i" %s : (tensor<4x4xf64>) -> tensor<4xf64>
  // CHECK: nn.einsum "i i ->" %{{.*}} : (tensor<4x4xf64>) -> tensor<f64>
  %1 = nn.einsum "i i ->" %s : (tensor<4x4xf64>) -> tensor<f64>
  // CHECK: nn.einsum "n i k, n k j -> n i j" %{{.*}}, %{{.*}} : (tensor<2x3x4xf64>, tensor<2x4x5xf64>) -> tensor<2x3x5xf64>
  %2 = nn.einsum "n i k, n k j -> n i j" %b, %c : (tensor<2x3x4xf64>, tensor<2x4x5xf64>) -> tensor<2x3x5xf64>
  // CHECK: nn.einsum "n i k, n k j -> j" %{{.*}}, %{{.*}} : (tensor<2x3x4xf64>, tensor<2x4x5xf64>) -> tensor<5xf64>
  %3 = nn.einsum "n i k, n k j -> j" %b, %c : (tensor<2x3x4xf64>, tensor<2x4x5xf64>) -> tensor<5xf64>
  return
}

// Any number of operands from one on, without axes too; the text of the equation
// stays as it is written.
// CHECK-LABEL: func.func @operands(
func.func @operands(%s: tensor<i8>, %v: tensor<2xi8>) {
  // CHECK: nn.einsum ", ->" %{{.*}}, %{{.*}} : (tensor<i8>, tensor<i8>) -> tensor<i8>
  %0 = nn.einsum ", ->" %s, %s : (tensor<i8>, tensor<i8>) -> tensor<i8>
  // CHECK: nn.einsum "a,a,a->a" %{{.*}}, %{{.*}}, %{{.*}} : (tensor<2xi8>, tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>
  %1 = nn.einsum "a,a,a->a" %v, %v, %v : (tensor<2xi8>, tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>
  // CHECK: nn.einsum "row_1 -> row_1" %{{.*}} {note = "kept"} : (tensor<2xi8>) -> tensor<2xi8>
  %2 = nn.einsum "row_1 -> row_1" %v {note = "kept"} : (tensor<2xi8>) -> tensor<2xi8>
  return
}
