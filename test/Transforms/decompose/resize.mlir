// nn.resize along one axis after the other.
// RUN: nn-opt %s --nn-decompose --mlir-print-local-scope | FileCheck %s

// A whole factor of the nearest element repeats it; an axis that keeps its extent
// is left out.
// CHECK-LABEL: func.func @repeat(
// CHECK-SAME: %[[X:.*]]: tensor<1x2x?x4xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a0 a1 p b0 -> a0 a1 (p f) b0" %[[X]] sizes {f = 3 : i64} : (tensor<1x2x?x4xf32>) -> tensor<1x2x?x4xf32>
// CHECK: return %[[REARRANGE]] : tensor<1x2x?x4xf32>
func.func @repeat(%x: tensor<1x2x?x4xf32>) -> tensor<1x2x?x4xf32> {
  %y = nn.resize nearest %x factor [3, 1] : (tensor<1x2x?x4xf32>) -> tensor<1x2x?x4xf32>
  return %y : tensor<1x2x?x4xf32>
}

// So does a size that is a multiple.
// CHECK-LABEL: func.func @multiple(
// CHECK-SAME: %[[X:.*]]: tensor<1x2x4xf32>
// CHECK: %[[REARRANGE:.*]] = nn.rearrange "a0 a1 p -> a0 a1 (p f)" %[[X]] sizes {f = 2 : i64} : (tensor<1x2x4xf32>) -> tensor<1x2x8xf32>
// CHECK: return %[[REARRANGE]] : tensor<1x2x8xf32>
func.func @multiple(%x: tensor<1x2x4xf32>) -> tensor<1x2x8xf32> {
  %y = nn.resize nearest %x size [8] : (tensor<1x2x4xf32>) -> tensor<1x2x8xf32>
  return %y : tensor<1x2x8xf32>
}

// Other sizes read the element at floor(i n / m).
// CHECK-LABEL: func.func @nearest(
// CHECK-SAME: %[[X:.*]]: tensor<1x2x4xf32>
// CHECK: %[[CST:.*]] = arith.constant dense<0> : tensor<6xi64>
// CHECK: %[[MAP:.*]] = nn.map %[[CST]] : (tensor<6xi64>) -> tensor<6xi64> {
// CHECK: ^bb0(%[[ARG1:.*]]: i64):
// CHECK: %[[INDEX:.*]] = nn.index 0
// CHECK: %[[PROD:.*]] = arith.muli %[[INDEX]], %c4 : index
// CHECK: %[[DIVSI:.*]] = arith.divsi %[[PROD]], %c6 : index
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[DIVSI]] : index to i64
// CHECK: nn.yield %[[INDEX_CAST]] : i64
// CHECK: %[[GATHER:.*]] = nn.gather %[[X]] axes [2] at %[[MAP]] : (tensor<1x2x4xf32>, tensor<6xi64>) -> tensor<1x2x6xf32>
// CHECK: return %[[GATHER]] : tensor<1x2x6xf32>
func.func @nearest(%x: tensor<1x2x4xf32>) -> tensor<1x2x6xf32> {
  %y = nn.resize nearest %x size [6] : (tensor<1x2x4xf32>) -> tensor<1x2x6xf32>
  return %y : tensor<1x2x6xf32>
}

// Two neighbours, weighted by integers; one that is met is not mixed.
// CHECK-LABEL: func.func @linear(
// CHECK-SAME: %[[X:.*]]: tensor<1x2x4xf32>
// CHECK: %[[CST:.*]] = arith.constant dense<0> : tensor<6xi64>
// CHECK: %[[MAP:.*]] = nn.map %[[CST]] : (tensor<6xi64>) -> tensor<6xi64> {
// CHECK: ^bb0(%[[ARG1:.*]]: i64):
// CHECK: %[[INDEX:.*]] = nn.index 0
// CHECK: %[[DIFF:.*]] = arith.subi %c4, %c1 : index
// CHECK: %[[DIFF2:.*]] = arith.subi %c6, %c1 : index
// CHECK: %[[PROD:.*]] = arith.muli %[[INDEX]], %[[DIFF]] : index
// CHECK: %[[MAXSI:.*]] = arith.maxsi %[[DIFF2]], %c1 : index
// CHECK: %[[DIVSI:.*]] = arith.divsi %[[PROD]], %[[MAXSI]] : index
// CHECK: %[[INDEX_CAST:.*]] = arith.index_cast %[[DIVSI]] : index to i64
// CHECK: nn.yield %[[INDEX_CAST]] : i64
// CHECK: %[[MAP2:.*]] = nn.map %[[CST]] : (tensor<6xi64>) -> tensor<6xi64> {
// CHECK: ^bb0(%[[ARG1_2:.*]]: i64):
// CHECK: %[[INDEX2:.*]] = nn.index 0
// CHECK: %[[DIFF3:.*]] = arith.subi %c4, %c1 : index
// CHECK: %[[DIFF4:.*]] = arith.subi %c6, %c1 : index
// CHECK: %[[PROD2:.*]] = arith.muli %[[INDEX2]], %[[DIFF3]] : index
// CHECK: %[[MAXSI2:.*]] = arith.maxsi %[[DIFF4]], %c1 : index
// CHECK: %[[CEILDIVSI:.*]] = arith.ceildivsi %[[PROD2]], %[[MAXSI2]] : index
// CHECK: %[[INDEX_CAST2:.*]] = arith.index_cast %[[CEILDIVSI]] : index to i64
// CHECK: nn.yield %[[INDEX_CAST2]] : i64
// CHECK: %[[MAP3:.*]] = nn.map %[[CST]] : (tensor<6xi64>) -> tensor<6xf32> {
// CHECK: ^bb0(%[[ARG1_3:.*]]: i64):
// CHECK: %[[INDEX3:.*]] = nn.index 0
// CHECK: %[[DIFF5:.*]] = arith.subi %c4, %c1 : index
// CHECK: %[[DIFF6:.*]] = arith.subi %c6, %c1 : index
// CHECK: %[[PROD3:.*]] = arith.muli %[[INDEX3]], %[[DIFF5]] : index
// CHECK: %[[MAXSI3:.*]] = arith.maxsi %[[DIFF6]], %c1 : index
// CHECK: %[[REMSI:.*]] = arith.remsi %[[PROD3]], %[[MAXSI3]] : index
// CHECK: %[[INDEX_CAST3:.*]] = arith.index_cast %[[REMSI]] : index to i64
// CHECK: %[[SITOFP:.*]] = arith.sitofp %[[INDEX_CAST3]] : i64 to f32
// CHECK: %[[INDEX_CAST4:.*]] = arith.index_cast %[[MAXSI3]] : index to i64
// CHECK: %[[SITOFP2:.*]] = arith.sitofp %[[INDEX_CAST4]] : i64 to f32
// CHECK: %[[DIVF:.*]] = arith.divf %[[SITOFP]], %[[SITOFP2]] : f32
// CHECK: nn.yield %[[DIVF]] : f32
// CHECK: %[[GATHER:.*]] = nn.gather %[[X]] axes [2] at %[[MAP]] : (tensor<1x2x4xf32>, tensor<6xi64>) -> tensor<1x2x6xf32>
// CHECK: %[[GATHER2:.*]] = nn.gather %[[X]] axes [2] at %[[MAP2]] : (tensor<1x2x4xf32>, tensor<6xi64>) -> tensor<1x2x6xf32>
// CHECK: %[[MAP4:.*]] = nn.map %[[GATHER]], %[[GATHER2]], %[[MAP3]] : (tensor<1x2x6xf32>, tensor<1x2x6xf32>, tensor<6xf32>) -> tensor<1x2x6xf32> {
// CHECK: ^bb0(%[[ARG1_4:.*]]: f32, %[[ARG2:.*]]: f32, %[[ARG3:.*]]: f32):
// CHECK: %[[CST2:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[DIFF7:.*]] = arith.subf %[[CST2]], %[[ARG3]] : f32
// CHECK: %[[PROD4:.*]] = arith.mulf %[[DIFF7]], %[[ARG1_4]] : f32
// CHECK: %[[PROD5:.*]] = arith.mulf %[[ARG3]], %[[ARG2]] : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[PROD4]], %[[PROD5]] : f32
// CHECK: %[[CST3:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[COND:.*]] = arith.cmpf oeq, %[[ARG3]], %[[CST3]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[ARG1_4]], %[[SUM]] : f32
// CHECK: nn.yield %[[SEL]] : f32
// CHECK: return %[[MAP4]] : tensor<1x2x6xf32>
func.func @linear(%x: tensor<1x2x4xf32>) -> tensor<1x2x6xf32> {
  %y = nn.resize linear %x size [6] align_corners : (tensor<1x2x4xf32>) -> tensor<1x2x6xf32>
  return %y : tensor<1x2x6xf32>
}

// Without aligned corners, places are moved inside.
// CHECK-LABEL: func.func @inside(
// CHECK-SAME: %[[X:.*]]: tensor<1x2x4xf32>
// CHECK: %[[DIFF:.*]] = arith.subi %c4, %c1 : index
// CHECK: %[[PROD:.*]] = arith.muli %c2{{.*}}, %c6 : index
// CHECK: %[[PROD2:.*]] = arith.muli %c2{{.*}}, %{{.*}} : index
// CHECK: %[[SUM:.*]] = arith.addi %[[PROD2]], %c1 : index
// CHECK: %[[PROD3:.*]] = arith.muli %[[SUM]], %c4 : index
// CHECK: %[[DIFF2:.*]] = arith.subi %[[PROD3]], %c6 : index
// CHECK: %[[MAXSI:.*]] = arith.maxsi %[[DIFF2]], %c0{{.*}} : index
// CHECK: %[[PROD4:.*]] = arith.muli %[[DIFF]], %[[PROD]] : index
// CHECK: %[[MINSI:.*]] = arith.minsi %[[MAXSI]], %[[PROD4]] : index
// CHECK: %[[DIVSI:.*]] = arith.divsi %[[MINSI]], %[[PROD]] : index
// CHECK: %[[DIFF3:.*]] = arith.subi %c4, %c1 : index
// CHECK: %[[PROD5:.*]] = arith.muli %c2{{.*}}, %c6 : index
// CHECK: %[[PROD6:.*]] = arith.muli %c2{{.*}}, %{{.*}} : index
// CHECK: %[[SUM2:.*]] = arith.addi %[[PROD6]], %c1 : index
// CHECK: %[[PROD7:.*]] = arith.muli %[[SUM2]], %c4 : index
// CHECK: %[[DIFF4:.*]] = arith.subi %[[PROD7]], %c6 : index
// CHECK: %[[MAXSI2:.*]] = arith.maxsi %[[DIFF4]], %c0{{.*}} : index
// CHECK: %[[PROD8:.*]] = arith.muli %[[DIFF3]], %[[PROD5]] : index
// CHECK: %[[MINSI2:.*]] = arith.minsi %[[MAXSI2]], %[[PROD8]] : index
// CHECK: %[[CEILDIVSI:.*]] = arith.ceildivsi %[[MINSI2]], %[[PROD5]] : index
// CHECK: %[[DIFF5:.*]] = arith.subi %c4, %c1 : index
// CHECK: %[[PROD9:.*]] = arith.muli %c2{{.*}}, %c6 : index
// CHECK: %[[PROD10:.*]] = arith.muli %c2{{.*}}, %{{.*}} : index
// CHECK: %[[SUM3:.*]] = arith.addi %[[PROD10]], %c1 : index
// CHECK: %[[PROD11:.*]] = arith.muli %[[SUM3]], %c4 : index
// CHECK: %[[DIFF6:.*]] = arith.subi %[[PROD11]], %c6 : index
// CHECK: %[[MAXSI3:.*]] = arith.maxsi %[[DIFF6]], %c0{{.*}} : index
// CHECK: %[[PROD12:.*]] = arith.muli %[[DIFF5]], %[[PROD9]] : index
// CHECK: %[[MINSI3:.*]] = arith.minsi %[[MAXSI3]], %[[PROD12]] : index
// CHECK: %[[REMSI:.*]] = arith.remsi %[[MINSI3]], %[[PROD9]] : index
func.func @inside(%x: tensor<1x2x4xf32>) -> tensor<1x2x6xf32> {
  %y = nn.resize linear %x size [6] : (tensor<1x2x4xf32>) -> tensor<1x2x6xf32>
  return %y : tensor<1x2x6xf32>
}
