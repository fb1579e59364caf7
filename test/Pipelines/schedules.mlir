// What the model chooses for layers whose best schedules are known by
// measurement (docs/Performance.md), with vectors of AVX-512.
// RUN: nn-opt %s --nn-lower-to-structured="opt-level=2 vector-bits=512 vector-registers=32 masked-vectors pack-params native-f16" | FileCheck %s

// Rows of 56 elements are four tiles of 14, whose 28 sums leave as many registers as it takes.
// CHECK-LABEL: func.func @middle
// CHECK: nn.schedule = #nn.schedule<[1 by 1, 2 by 14, 0 by 32, 3 by 1, 5 by 1, 4 by 1], 16 lanes of 0>
nn.param @middle.weight : tensor<64x64x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.1>
func.func @middle(%x: tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32> {
  %w = nn.param_ref @middle.weight : tensor<64x64x3x3xf32>
  %y = nn.conv %x, %w padding [1, 1, 1, 1] : (tensor<1x64x56x56xf32>, tensor<64x64x3x3xf32>) -> tensor<1x64x56x56xf32>
  return %y : tensor<1x64x56x56xf32>
}

// Every second column begins anywhere in a line: such lanes take two loads each, so lanes are filters.
// CHECK-LABEL: func.func @first
// CHECK: nn.schedule = #nn.schedule<[1 by 1, 2 by 14, 0 by 32, 3 by 1, 5 by 1, 4 by 1], 16 lanes of 0>
nn.param @first.weight : tensor<64x3x7x7xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.1>
func.func @first(%x: tensor<1x3x224x224xf32>) -> tensor<1x64x112x112xf32> {
  %w = nn.param_ref @first.weight : tensor<64x3x7x7xf32>
  %y = nn.conv %x, %w stride [2, 2] padding [3, 3, 3, 3] : (tensor<1x3x224x224xf32>, tensor<64x3x7x7xf32>) -> tensor<1x64x112x112xf32>
  return %y : tensor<1x64x112x112xf32>
}

// A tile of two rows: neither loop of the window is the innermost.
// CHECK-LABEL: func.func @last
// CHECK: nn.schedule = #nn.schedule<[0 by 32, 1 by 2, 2 by 7, 4 by 1, 5 by 1, 3 by 1], 16 lanes of 0>
nn.param @last.weight : tensor<512x512x3x3xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.1>
func.func @last(%x: tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32> {
  %w = nn.param_ref @last.weight : tensor<512x512x3x3xf32>
  %y = nn.conv %x, %w padding [1, 1, 1, 1] : (tensor<1x512x7x7xf32>, tensor<512x512x3x3xf32>) -> tensor<1x512x7x7xf32>
  return %y : tensor<1x512x7x7xf32>
}

// As many vectors as a vector has lanes are transposed.
// CHECK-LABEL: func.func @transpose
// CHECK: nn.schedule = #nn.schedule<[{{1 by 16, 0 by 16|0 by 16, 1 by 16}}], 16 lanes of {{[01]}}>
func.func @transpose(%x: tensor<64x96xf32>) -> tensor<96x64xf32> {
  %y = nn.einsum "i j -> j i" %x : (tensor<64x96xf32>) -> tensor<96x64xf32>
  return %y : tensor<96x64xf32>
}

// Halves are extended in a copy, whose rows stay as they are: in another order, of which the last tile is a rest, each
// iteration would read a page of its own.
// CHECK-LABEL: func.func @halves
// CHECK-DAG: #nn.schedule<[0 by 128, 1 by 48, 0 by 8, 2 by 1], 16 lanes of 1>
// CHECK-NOT: lanes of 0
nn.param @halves.weight : tensor<1024x1024xf16> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 0.1>
func.func @halves(%x: tensor<1024x1024xf16>) -> tensor<1024x1024xf16> {
  %w = nn.param_ref @halves.weight : tensor<1024x1024xf16>
  %y = nn.linear %x, %w : (tensor<1024x1024xf16>, tensor<1024x1024xf16>) -> tensor<1024x1024xf16>
  return %y : tensor<1024x1024xf16>
}
