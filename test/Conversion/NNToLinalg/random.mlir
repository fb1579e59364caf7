// nn.random as arithmetic on the counter of each element.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// The counter of element i is i / 4 + 1. Ten rounds of two products follow, of
// which the second one of the first round is of zero; then one of four words.
// CHECK-LABEL: func.func @bits(
// CHECK-SAME: %[[S:.*]]: tensor<i64>)
// CHECK: %[[SEED:.*]] = tensor.extract %[[S]][] : tensor<i64>
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel"]} outs(%{{.*}} : tensor<9xi64>)
// CHECK: %[[I:.*]] = linalg.index 0 : index
// CHECK: %[[PLACE:.*]] = arith.index_cast %[[I]] : index to i64
// CHECK: %[[QUARTER:.*]] = arith.shrui %[[PLACE]], %c2_i64 : i64
// CHECK: %[[COUNTER:.*]] = arith.addi %[[QUARTER]], %c1_i64 : i64
// CHECK: arith.mului_extended %[[COUNTER]], %c-3249550476889527149_i64 : i64
// CHECK: arith.addi %[[SEED]], %c-7046029254386353131_i64 : i64
// CHECK-COUNT-18: arith.mului_extended
// CHECK-NOT: arith.mului_extended
// CHECK: %[[ODD:.*]] = arith.trunci %[[PLACE]] : i64 to i1
// CHECK: %[[HALF:.*]] = arith.shrui %[[PLACE]], %c1_i64 : i64
// CHECK: %[[UPPER:.*]] = arith.trunci %[[HALF]] : i64 to i1
// CHECK: %[[EVENWORD:.*]] = arith.select %[[UPPER]], %{{.*}}, %{{.*}} : i64
// CHECK: %[[ODDWORD:.*]] = arith.select %[[UPPER]], %{{.*}}, %{{.*}} : i64
// CHECK: %[[WORD:.*]] = arith.select %[[ODD]], %[[ODDWORD]], %[[EVENWORD]] : i64
// CHECK: linalg.yield %[[WORD]] : i64
func.func @bits(%s: tensor<i64>) -> tensor<9xi64> {
  %r = nn.random bits %s : tensor<i64> -> tensor<9xi64>
  return %r : tensor<9xi64>
}

// A narrower integer takes the high bits.
// CHECK-LABEL: func.func @narrow(
// CHECK: %[[HIGH:.*]] = arith.shrui %{{.*}}, %c56_i64 : i64
// CHECK: %[[BYTE:.*]] = arith.trunci %[[HIGH]] : i64 to i8
// CHECK: linalg.yield %[[BYTE]] : i8
func.func @narrow(%s: tensor<i64>) -> tensor<9xi8> {
  %r = nn.random bits %s : tensor<i64> -> tensor<9xi8>
  return %r : tensor<9xi8>
}

// CHECK-LABEL: func.func @boolean(
// CHECK: %[[HIGH:.*]] = arith.shrui %{{.*}}, %c63_i64 : i64
// CHECK: %[[BIT:.*]] = arith.trunci %[[HIGH]] : i64 to i1
// CHECK: linalg.yield %[[BIT]] : i1
func.func @boolean(%s: tensor<i64>) -> tensor<9xi1> {
  %r = nn.random bits %s : tensor<i64> -> tensor<9xi1>
  return %r : tensor<9xi1>
}

// (w >> 11) * 2^-53, rounded once.
// CHECK-LABEL: func.func @uniform(
// CHECK: %[[TINY:.*]] = arith.constant 1.1102230246251565E-16 : f64
// CHECK: %[[HIGH:.*]] = arith.shrui %{{.*}}, %c11_i64 : i64
// CHECK: %[[INTEGER:.*]] = arith.uitofp %[[HIGH]] : i64 to f64
// CHECK: %[[UNIT:.*]] = arith.mulf %[[INTEGER]], %[[TINY]] : f64
// CHECK: %[[ROUNDED:.*]] = arith.truncf %[[UNIT]] : f64 to f16
// CHECK: linalg.yield %[[ROUNDED]] : f16
func.func @uniform(%s: tensor<i64>) -> tensor<9xf16> {
  %r = nn.random uniform %s : tensor<i64> -> tensor<9xf16>
  return %r : tensor<9xf16>
}

// sqrt(-2 log(1 - a)) times the cosine of 2 pi b for even elements, the sine for
// odd ones; f64 is not rounded.
// CHECK-LABEL: func.func @normal(
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1.000000e+00 : f64
// CHECK-DAG: %[[MINUSTWO:.*]] = arith.constant -2.000000e+00 : f64
// CHECK-DAG: %[[TWOPI:.*]] = arith.constant 6.2831853071795862 : f64
// CHECK: %[[REST:.*]] = arith.subf %[[ONE]], %{{.*}} : f64
// CHECK: %[[LOG:.*]] = math.log %[[REST]] : f64
// CHECK: %[[SQUARE:.*]] = arith.mulf %[[LOG]], %[[MINUSTWO]] : f64
// CHECK: %[[RADIUS:.*]] = math.sqrt %[[SQUARE]] : f64
// CHECK: %[[ANGLE:.*]] = arith.mulf %{{.*}}, %[[TWOPI]] : f64
// CHECK-DAG: %[[SIN:.*]] = math.sin %[[ANGLE]] : f64
// CHECK-DAG: %[[COS:.*]] = math.cos %[[ANGLE]] : f64
// CHECK: %[[WAVE:.*]] = arith.select %{{.*}}, %[[SIN]], %[[COS]] : f64
// CHECK: %[[RESULT:.*]] = arith.mulf %[[RADIUS]], %[[WAVE]] : f64
// CHECK-NEXT: linalg.yield %[[RESULT]] : f64
func.func @normal(%s: tensor<i64>) -> tensor<9xf64> {
  %r = nn.random normal %s : tensor<i64> -> tensor<9xf64>
  return %r : tensor<9xf64>
}

// The place of an element is row-major, in the extents of `like`, of which
// nothing else is read.
// CHECK-LABEL: func.func @like(
// CHECK-SAME: %{{.*}}: tensor<i64>, %[[X:.*]]: tensor<2x?xi1>)
// CHECK: %[[N:.*]] = tensor.dim %[[X]], %c1 : tensor<2x?xi1>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[N]]) : tensor<2x?xf32>
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]} outs(%[[EMPTY]] : tensor<2x?xf32>)
// CHECK: %[[I:.*]] = linalg.index 0 : index
// CHECK: %[[ROW:.*]] = arith.muli %[[I]], %[[N]] : index
// CHECK: %[[J:.*]] = linalg.index 1 : index
// CHECK: %[[PLACE:.*]] = arith.addi %[[ROW]], %[[J]] : index
// CHECK: arith.index_cast %[[PLACE]] : index to i64
func.func @like(%s: tensor<i64>, %x: tensor<2x?xi1>) -> tensor<2x?xf32> {
  %r = nn.random uniform %s like %x : tensor<i64>, tensor<2x?xi1> -> tensor<2x?xf32>
  return %r : tensor<2x?xf32>
}

// What the result knows beyond `like` is checked.
// CHECK-LABEL: func.func @claim(
// CHECK: cf.assert %{{.*}}, "axis 0 has another extent"
func.func @claim(%s: tensor<i64>, %x: tensor<?xi1>) -> tensor<4xf32> {
  %r = nn.random uniform %s like %x : tensor<i64>, tensor<?xi1> -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// The stream is the second half of the key: it meets the fourth word of the
// first round.
// CHECK-LABEL: func.func @stream(
// CHECK: arith.xori %{{.*}}, %c5_i64 : i64
func.func @stream(%s: tensor<i64>) -> tensor<9xi64> {
  %r = nn.random bits %s stream 5 : tensor<i64> -> tensor<9xi64>
  return %r : tensor<9xi64>
}
