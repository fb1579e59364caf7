// nn.attention: products of queries and keys, scores, a softmax that may see nothing, and sums of values.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// CHECK-LABEL: func.func @plain(
// CHECK-SAME: %[[Q:.*]]: tensor<1x2x3x4xf32>, %[[K:.*]]: tensor<1x2x5x4xf32>, %[[V:.*]]: tensor<1x2x5x6xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b h q d, b h k d -> b h q k" %[[Q]], %[[K]] : (tensor<1x2x3x4xf32>, tensor<1x2x5x4xf32>) -> tensor<1x2x3x5xf32>
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %c4{{.*}} : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST]] : i64 to f32
// CHECK: %[[RSQRT:.*]] = math.rsqrt %[[SITOFP]] : f32
// CHECK: %[[MAP:.*]] = nn.map %[[EINSUM]] : (tensor<1x2x3x5xf32>) -> tensor<1x2x3x5xf32> {
// CHECK: ^bb0(%[[ARG3:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG3]], %[[RSQRT]] : f32
// CHECK: %[[CST:.*]] = arith.constant 0xFF800000 : f32
// CHECK: nn.yield %[[PROD]] : f32
// CHECK: %[[REDUCE:.*]] = nn.reduce %[[MAP]] axes [3] keep : (tensor<1x2x3x5xf32>) -> tensor<1x2x3x1xf32> neutral 0xFF800000 {
// CHECK: ^bb0(%[[ARG3_2:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[ARG3_2]], %[[ARG4]] : f32
// CHECK: nn.yield %[[MAXIMUMF]] : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %[[REDUCE]] : (tensor<1x2x3x5xf32>, tensor<1x2x3x1xf32>) -> tensor<1x2x3x5xf32> {
// CHECK: ^bb0(%[[ARG3_3:.*]]: f32, %[[ARG4_2:.*]]: f32):
// CHECK: %[[CST2:.*]] = arith.constant 0xFF800000 : f32
// CHECK: %[[COND:.*]] = arith.cmpf oeq, %[[ARG4_2]], %[[CST2]] : f32
// CHECK: %[[CST3:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[CST3]], %[[ARG4_2]] : f32
// CHECK: %[[DIFF:.*]] = arith.subf %[[ARG3_3]], %[[SEL]] : f32
// CHECK: %[[EXP:.*]] = math.exp %[[DIFF]] : f32
// CHECK: nn.yield %[[EXP]] : f32
// CHECK: %[[REDUCE2:.*]] = nn.reduce %[[MAP2]] axes [3] keep : (tensor<1x2x3x5xf32>) -> tensor<1x2x3x1xf32> neutral 0.000000e+00 {
// CHECK: ^bb0(%[[ARG3_4:.*]]: f32, %[[ARG4_3:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[ARG3_4]], %[[ARG4_3]] : f32
// CHECK: nn.yield %[[SUM]] : f32
// CHECK: %[[EINSUM2:.*]] = nn.einsum "b h q k, b h k e -> b h q e" %[[MAP2]], %[[V]] : (tensor<1x2x3x5xf32>, tensor<1x2x5x6xf32>) -> tensor<1x2x3x6xf32>
// CHECK: %[[MAP3:.*]] = nn.map %[[EINSUM2]], %[[REDUCE2]] : (tensor<1x2x3x6xf32>, tensor<1x2x3x1xf32>) -> tensor<1x2x3x6xf32> {
// CHECK: ^bb0(%[[ARG3_5:.*]]: f32, %[[ARG4_4:.*]]: f32):
// CHECK: %[[CST4:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND2:.*]] = arith.cmpf oeq, %[[ARG4_4]], %[[CST4]] : f32
// CHECK: %[[DIVF:.*]] = arith.divf %[[ARG3_5]], %[[ARG4_4]] : f32
// CHECK: %[[SEL2:.*]] = arith.select %[[COND2]], %[[CST4]], %[[DIVF]] : f32
// CHECK: nn.yield %[[SEL2]] : f32
// CHECK: return %[[MAP3]] : tensor<1x2x3x6xf32>
func.func @plain(%q: tensor<1x2x3x4xf32>, %k: tensor<1x2x5x4xf32>, %v: tensor<1x2x5x6xf32>) -> tensor<1x2x3x6xf32> {
  %y = nn.attention %q, %k, %v : (tensor<1x2x3x4xf32>, tensor<1x2x5x4xf32>, tensor<1x2x5x6xf32>) -> tensor<1x2x3x6xf32>
  return %y : tensor<1x2x3x6xf32>
}

// A scale that is given is a constant; a bias is added, and a mask hides with
// minus infinity.
// CHECK-LABEL: func.func @mask(
// CHECK-SAME: %[[Q:.*]]: tensor<1x2x3x4xf32>, %[[K:.*]]: tensor<1x2x5x4xf32>, %[[M:.*]]: tensor<5xi1>, %[[B:.*]]: tensor<1x3x5xf32>
// CHECK: %[[CST:.*]] = arith.constant 5.000000e-01 : f32
// CHECK: %[[MAP:.*]] = nn.map %{{.*}}, %[[B]], %[[M]] : (tensor<1x2x3x5xf32>, tensor<1x3x5xf32>, tensor<5xi1>) -> tensor<1x2x3x5xf32> {
// CHECK: ^bb0(%[[ARG4:.*]]: f32, %[[ARG5:.*]]: f32, %[[ARG6:.*]]: i1):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG4]], %[[CST]] : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD]], %[[ARG5]] : f32
// CHECK: %[[CST2:.*]] = arith.constant 0xFF800000 : f32
// CHECK: %[[SEL:.*]] = arith.select %[[ARG6]], %[[SUM]], %[[CST2]] : f32
// CHECK: ^bb0(%[[ARG4_2:.*]]: f32, %[[ARG5_2:.*]]: f32):
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %{{.*}} : (tensor<1x2x3x5xf32>, tensor<1x2x3x1xf32>) -> tensor<1x2x3x5xf32> {
// CHECK: ^bb0(%[[ARG4_3:.*]]: f32, %[[ARG5_3:.*]]: f32):
// CHECK: %[[CST3:.*]] = arith.constant 0xFF800000 : f32
// CHECK: %[[CST4:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[SEL2:.*]] = arith.select %{{.*}}, %[[CST4]], %[[ARG5_3]] : f32
// CHECK: ^bb0(%[[ARG4_4:.*]]: f32, %[[ARG5_4:.*]]: f32):
// CHECK: %[[SUM2:.*]] = arith.addf %[[ARG4_4]], %[[ARG5_4]] : f32
// CHECK: %[[MAP3:.*]] = nn.map %{{.*}}, %{{.*}} : (tensor<1x2x3x4xf32>, tensor<1x2x3x1xf32>) -> tensor<1x2x3x4xf32> {
// CHECK: ^bb0(%[[ARG4_5:.*]]: f32, %[[ARG5_5:.*]]: f32):
// CHECK: %[[CST5:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[SEL3:.*]] = arith.select %{{.*}}, %[[CST5]], %{{.*}} : f32
func.func @mask(%q: tensor<1x2x3x4xf32>, %k: tensor<1x2x5x4xf32>, %m: tensor<5xi1>, %b: tensor<1x3x5xf32>) -> tensor<1x2x3x4xf32> {
  %y = nn.attention %q, %k, %k mask %m bias %b scale 0.5 : (tensor<1x2x3x4xf32>, tensor<1x2x5x4xf32>, tensor<1x2x5x4xf32>, tensor<5xi1>, tensor<1x3x5xf32>) -> tensor<1x2x3x4xf32>
  return %y : tensor<1x2x3x4xf32>
}

// The last query is aligned with the last key: a key is ahead by k - (q + K - Q).
// CHECK-LABEL: func.func @causal(
// CHECK-SAME: %[[Q:.*]]: tensor<1x2x?x4xf32>, %[[K:.*]]: tensor<1x2x?x4xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[K]], %c2 : tensor<1x2x?x4xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[Q]], %c2{{.*}} : tensor<1x2x?x4xf32>
// CHECK: %[[DIFF:.*]] = arith.subi %[[DIM]], %[[DIM2]] : index
// CHECK: %[[MAP:.*]] = nn.map %{{.*}} : (tensor<1x2x?x?xf32>) -> tensor<1x2x?x?xf32> {
// CHECK: %[[INDEX:.*]] = nn.index 2
// CHECK: %[[SUM:.*]] = arith.addi %[[INDEX]], %[[DIFF]] : index
// CHECK: %[[INDEX2:.*]] = nn.index 3
// CHECK: %[[DIFF2:.*]] = arith.subi %[[INDEX2]], %[[SUM]] : index
// CHECK: %[[OK:.*]] = arith.cmpi sle, %[[DIFF2]], %c0 : index
// CHECK: %[[SEL:.*]] = arith.select %[[OK]], %{{.*}}, %{{.*}} : f32
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %{{.*}} : (tensor<1x2x?x?xf32>, tensor<1x2x?x1xf32>) -> tensor<1x2x?x?xf32> {
// CHECK: %[[SEL2:.*]] = arith.select %{{.*}}, %{{.*}}, %{{.*}} : f32
// CHECK: %[[MAP3:.*]] = nn.map %{{.*}}, %{{.*}} : (tensor<1x2x?x4xf32>, tensor<1x2x?x1xf32>) -> tensor<1x2x?x4xf32> {
// CHECK: %[[SEL3:.*]] = arith.select %{{.*}}, %{{.*}}, %{{.*}} : f32
func.func @causal(%q: tensor<1x2x?x4xf32>, %k: tensor<1x2x?x4xf32>) -> tensor<1x2x?x4xf32> {
  %y = nn.attention %q, %k, %k causal : (tensor<1x2x?x4xf32>, tensor<1x2x?x4xf32>, tensor<1x2x?x4xf32>) -> tensor<1x2x?x4xf32>
  return %y : tensor<1x2x?x4xf32>
}

// Slopes are those of the heads, times the distance.
// CHECK-LABEL: func.func @slopes(
// CHECK-SAME: %[[Q:.*]]: tensor<1x2x3x4xf32>, %[[K:.*]]: tensor<1x2x5x4xf32>, %[[S:.*]]: tensor<2xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a1 -> a1 1 1" %[[S]] : (tensor<2xf32>) -> tensor<2x1x1xf32>
// CHECK: %[[SITOFP:.*]] = arith.sitofp %{{.*}} : i64 to f32
// CHECK: %[[MAP:.*]] = nn.map %{{.*}}, %[[REARRANGE]] : (tensor<1x2x3x5xf32>, tensor<2x1x1xf32>) -> tensor<1x2x3x5xf32> {
// CHECK: ^bb0(%[[ARG3:.*]]: f32, %[[ARG4:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[ARG3]], %{{.*}} : f32
// CHECK: %[[INDEX:.*]] = nn.index 2
// CHECK: %[[SUM:.*]] = arith.addi %[[INDEX]], %c2{{.*}} : index
// CHECK: %[[INDEX2:.*]] = nn.index 3
// CHECK: %[[DIFF:.*]] = arith.subi %[[INDEX2]], %[[SUM]] : index
// CHECK: %[[SITOFP2:.*]] = arith.sitofp %{{.*}} : i64 to f32
// CHECK: %[[ABSF:.*]] = math.absf %[[SITOFP2]] : f32
// CHECK: %[[PROD2:.*]] = arith.mulf %[[ABSF]], %[[ARG4]] : f32
// CHECK: %[[DIFF2:.*]] = arith.subf %[[PROD]], %[[PROD2]] : f32
// CHECK: ^bb0(%[[ARG3_2:.*]]: f32, %[[ARG4_2:.*]]: f32):
// CHECK: %[[MAP2:.*]] = nn.map %[[MAP]], %{{.*}} : (tensor<1x2x3x5xf32>, tensor<1x2x3x1xf32>) -> tensor<1x2x3x5xf32> {
// CHECK: ^bb0(%[[ARG3_3:.*]]: f32, %[[ARG4_3:.*]]: f32):
// CHECK: %[[DIFF3:.*]] = arith.subf %[[ARG3_3]], %{{.*}} : f32
// CHECK: ^bb0(%[[ARG3_4:.*]]: f32, %[[ARG4_4:.*]]: f32):
// CHECK: %[[MAP3:.*]] = nn.map %{{.*}}, %{{.*}} : (tensor<1x2x3x4xf32>, tensor<1x2x3x1xf32>) -> tensor<1x2x3x4xf32> {
// CHECK: ^bb0(%[[ARG3_5:.*]]: f32, %[[ARG4_5:.*]]: f32):
func.func @slopes(%q: tensor<1x2x3x4xf32>, %k: tensor<1x2x5x4xf32>, %s: tensor<2xf32>) -> tensor<1x2x3x4xf32> {
  %y = nn.attention %q, %k, %k slopes %s : (tensor<1x2x3x4xf32>, tensor<1x2x5x4xf32>, tensor<1x2x5x4xf32>, tensor<2xf32>) -> tensor<1x2x3x4xf32>
  return %y : tensor<1x2x3x4xf32>
}

// Heads that share a key are an axis of their own in both products.
// CHECK-LABEL: func.func @grouped(
// CHECK-SAME: %[[Q:.*]]: tensor<1x6x3x4xf32>, %[[K:.*]]: tensor<1x2x5x4xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "b (h g) q d -> b h g q d" %[[Q]] sizes {h = 2 : i64} : (tensor<1x6x3x4xf32>) -> tensor<1x2x3x3x4xf32>
// CHECK: %[[EINSUM:.*]] = nn.einsum "b h g q d, b h k d -> b h g q k" %[[REARRANGE]], %[[K]] : (tensor<1x2x3x3x4xf32>, tensor<1x2x5x4xf32>) -> tensor<1x2x3x3x5xf32>
// CHECK: %[[REARRANGE2:.*]] = nn.rearrange "b h g q k -> b (h g) q k" %[[EINSUM]] : (tensor<1x2x3x3x5xf32>) -> tensor<1x6x3x5xf32>
// CHECK: %[[REARRANGE3:.*]] = nn.rearrange "b (h g) q d -> b h g q d" %{{.*}} sizes {h = 2 : i64} : (tensor<1x6x3x5xf32>) -> tensor<1x2x3x3x5xf32>
// CHECK: %[[EINSUM2:.*]] = nn.einsum "b h g q k, b h k e -> b h g q e" %[[REARRANGE3]], %[[K]] : (tensor<1x2x3x3x5xf32>, tensor<1x2x5x4xf32>) -> tensor<1x2x3x3x4xf32>
// CHECK: %[[REARRANGE4:.*]] = nn.rearrange "b h g q e -> b (h g) q e" %[[EINSUM2]] : (tensor<1x2x3x3x4xf32>) -> tensor<1x6x3x4xf32>
func.func @grouped(%q: tensor<1x6x3x4xf32>, %k: tensor<1x2x5x4xf32>) -> tensor<1x6x3x4xf32> {
  %y = nn.attention %q, %k, %k : (tensor<1x6x3x4xf32>, tensor<1x2x5x4xf32>, tensor<1x2x5x4xf32>) -> tensor<1x6x3x4xf32>
  return %y : tensor<1x6x3x4xf32>
}
