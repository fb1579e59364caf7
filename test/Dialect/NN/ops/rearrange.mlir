// The forms of nn.rearrange: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @split(
func.func @split(%x: tensor<2x12x3xf32, #nn.axes<batch, _, channel>>) {
  // GENERIC: "nn.rearrange"(%{{.*}}) <{pattern = "b (h w) c -> b c h w", sizes = {h = 4 : i64}}> : (tensor<2x12x3xf32, #nn.axes<batch, _, channel>>) -> tensor<2x3x4x3xf32, #nn.axes<batch, channel, _, _>>
  // CHECK: nn.rearrange "b (h w) c -> b c h w" %{{.*}} sizes {h = 4 : i64} : (tensor<2x12x3xf32, #nn.axes<batch, _, channel>>) -> tensor<2x3x4x3xf32, #nn.axes<batch, channel, _, _>>
  %0 = nn.rearrange "b (h w) c -> b c h w" %x sizes {h = 4 : i64} : (tensor<2x12x3xf32, #nn.axes<batch, _, channel>>) -> tensor<2x3x4x3xf32, #nn.axes<batch, channel, _, _>>
  return
}

// CHECK-LABEL: func.func @forms(
func.func @forms(%x: tensor<?x6xi1>, %s: tensor<index>) {
  // Permute, merge, repeat, add and remove axes of extent 1.
  // CHECK: nn.rearrange "a b -> b a" %{{.*}} : (tensor<?x6xi1>) -> tensor<6x?xi1>
  %0 = nn.rearrange "a b -> b a" %x : (tensor<?x6xi1>) -> tensor<6x?xi1>
  // CHECK: nn.rearrange "a b -> (b a)" %{{.*}} : (tensor<?x6xi1>) -> tensor<?xi1>
  %1 = nn.rearrange "a b -> (b a)" %x : (tensor<?x6xi1>) -> tensor<?xi1>
  // CHECK: nn.rearrange "a b -> a c b" %{{.*}} sizes {c = 2 : i64} : (tensor<?x6xi1>) -> tensor<?x2x6xi1>
  %2 = nn.rearrange "a b -> a c b" %x sizes {c = 2 : i64} : (tensor<?x6xi1>) -> tensor<?x2x6xi1>
  // CHECK: nn.rearrange "a b -> 1 a () b 1" %{{.*}} : (tensor<?x6xi1>) -> tensor<1x?x1x6x1xi1>
  %3 = nn.rearrange "a b -> 1 a () b 1" %x : (tensor<?x6xi1>) -> tensor<1x?x1x6x1xi1>
  // CHECK: nn.rearrange "1 a 1 b 1 -> a b" %{{.*}} : (tensor<1x?x1x6x1xi1>) -> tensor<?x6xi1>
  %4 = nn.rearrange "1 a 1 b 1 -> a b" %3 : (tensor<1x?x1x6x1xi1>) -> tensor<?x6xi1>
  // The values of sizes keep the type that they are written with.
  // CHECK: nn.rearrange "a (b c) -> a b c" %{{.*}} sizes {b = 2 : i32, c = 3 : index} {note} : (tensor<?x6xi1>) -> tensor<?x2x3xi1>
  %5 = nn.rearrange "a (b c) -> a b c" %x sizes {b = 2 : i32, c = 3 : index} {note} : (tensor<?x6xi1>) -> tensor<?x2x3xi1>
  // CHECK: nn.rearrange "-> a b" %{{.*}} sizes {a = 0 : i64, b = 2 : i64} : (tensor<index>) -> tensor<0x2xindex>
  %6 = nn.rearrange "-> a b" %s sizes {a = 0 : i64, b = 2 : i64} : (tensor<index>) -> tensor<0x2xindex>
  // CHECK: nn.rearrange "->" %{{.*}} : (tensor<index>) -> tensor<index>
  %7 = nn.rearrange "->" %s : (tensor<index>) -> tensor<index>
  return
}
