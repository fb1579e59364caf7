// nn.aggregate as a masked reduction, or as a choice of rows.
// RUN: nn-opt %s --nn-decompose | FileCheck %s

// A sum in which -0.0 stands for what is not marked changes no value.
// CHECK-LABEL: func.func @mean(
// CHECK-SAME: %[[S:.*]]: tensor<4x?xi1>, %[[V:.*]]: tensor<?x3xf32>, %[[D:.*]]: tensor<3xf32>
// CHECK: %[[MARKS:.*]] = nn.rearrange "a0 a1 -> a0 a1 1" %[[S]] : (tensor<4x?xi1>) -> tensor<4x?x1xi1>
// CHECK: %[[MASKED:.*]] = nn.map %[[MARKS]], %[[V]] : {{.*}} -> tensor<4x?x3xf32> {
// CHECK-NEXT: ^bb0(%[[MARK:.*]]: i1, %[[VALUE:.*]]: f32):
// CHECK-NEXT: %[[ZERO:.*]] = arith.constant -0.000000e+00 : f32
// CHECK-NEXT: arith.select %[[MARK]], %[[VALUE]], %[[ZERO]] : f32
// CHECK: %[[SUM:.*]] = nn.reduce %[[MASKED]] axes [1] : {{.*}} neutral -0.000000e+00
// CHECK: %[[COUNT:.*]] = nn.reduce %{{.*}} axes [1] : (tensor<4x?xi64>) -> tensor<4xi64> neutral 0
// CHECK: %[[COLUMN:.*]] = nn.rearrange "a0 -> a0 1" %[[COUNT]]
// CHECK: nn.map %[[SUM]], %[[COLUMN]], %[[D]] :
// CHECK-NEXT: ^bb0(%[[A:.*]]: f32, %[[N:.*]]: i64, %[[NONE:.*]]: f32):
// The sum of several values begins at zero.
// CHECK: %[[ISONE:.*]] = arith.cmpi eq, %[[N]], %c1_i64 : i64
// CHECK: %[[FROMZERO:.*]] = arith.addf %{{.*}}, %[[A]] : f32
// CHECK: %[[B:.*]] = arith.select %[[ISONE]], %[[A]], %[[FROMZERO]] : f32
// CHECK: %[[F:.*]] = arith.sitofp %[[N]] : i64 to f32
// CHECK: %[[Q:.*]] = arith.divf %[[B]], %[[F]] : f32
// CHECK: %[[EMPTY:.*]] = arith.cmpi eq, %[[N]], %{{.*}} : i64
// CHECK: arith.select %[[EMPTY]], %[[NONE]], %[[Q]] : f32
func.func @mean(%s: tensor<4x?xi1>, %v: tensor<?x3xf32>, %d: tensor<3xf32>) -> tensor<4x3xf32> {
  %0 = nn.aggregate mean %s, %v default %d : (tensor<4x?xi1>, tensor<?x3xf32>, tensor<3xf32>) -> tensor<4x3xf32>
  return %0 : tensor<4x3xf32>
}

// Integers are summed in i64, halves in f32.
// CHECK-LABEL: func.func @means(
// CHECK: arith.extsi %{{.*}} : i16 to i64
// CHECK: arith.addi %{{.*}} : i64
// CHECK: arith.sitofp %{{.*}} : i64 to f64
// CHECK: arith.extf %{{.*}} : f16 to f32
// CHECK: arith.addf %{{.*}} : f32
// CHECK: arith.divf %{{.*}} : f32
// CHECK: arith.truncf %{{.*}} : f32 to f16
func.func @means(%s: tensor<4x?xi1>, %v: tensor<?xi16>, %h: tensor<?xf16>) -> (tensor<4xf64>, tensor<4xf16>) {
  %0 = nn.aggregate mean %s, %v : (tensor<4x?xi1>, tensor<?xi16>) -> tensor<4xf64>
  %1 = nn.aggregate mean %s, %h : (tensor<4x?xi1>, tensor<?xf16>) -> tensor<4xf16>
  return %0, %1 : tensor<4xf64>, tensor<4xf16>
}

// A sum of no integers is zero by itself.
// CHECK-LABEL: func.func @sum(
// CHECK: %[[SUM:.*]] = nn.reduce %{{.*}} neutral 0 {
// CHECK: return %[[SUM]]
func.func @sum(%s: tensor<4x?xi1>, %v: tensor<?xi16>) -> tensor<4xi16> {
  %0 = nn.aggregate sum %s, %v : (tensor<4x?xi1>, tensor<?xi16>) -> tensor<4xi16>
  return %0 : tensor<4xi16>
}

// CHECK-LABEL: func.func @extremes(
// CHECK: neutral 0xFF800000
// CHECK: arith.maximumf
// CHECK: neutral 127
// CHECK: arith.minsi
// CHECK: neutral false
// CHECK: arith.ori
func.func @extremes(%s: tensor<4x?xi1>, %x: tensor<?xf32>, %i: tensor<?xi8>, %p: tensor<?xi1>) -> (tensor<4xf32>, tensor<4xi8>, tensor<4xi1>) {
  %0 = nn.aggregate max %s, %x : (tensor<4x?xi1>, tensor<?xf32>) -> tensor<4xf32>
  %1 = nn.aggregate min %s, %i : (tensor<4x?xi1>, tensor<?xi8>) -> tensor<4xi8>
  %2 = nn.aggregate max %s, %p : (tensor<4x?xi1>, tensor<?xi1>) -> tensor<4xi1>
  return %0, %1, %2 : tensor<4xf32>, tensor<4xi8>, tensor<4xi1>
}

// The row behind the last one is zero; elements stay in their type.
// CHECK-LABEL: func.func @first(
// CHECK-SAME: %[[S:.*]]: tensor<4x?xi1>, %[[V:.*]]: tensor<?x3xf16>
// CHECK: %[[EXTENT:.*]] = tensor.dim %[[V]], %c0
// CHECK: %[[COUNT:.*]] = arith.index_cast %[[EXTENT]] : index to i64
// The keys have this extent, too.
// CHECK: %[[ROW:.*]] = tensor.splat %false[%[[EXTENT]]]
// CHECK: nn.map %[[S]], %[[ROW]]
// CHECK: nn.index 1
// CHECK: %[[LEAST:.*]] = nn.reduce %{{.*}} axes [1] : {{.*}} neutral 9223372036854775807
// CHECK: arith.minsi
// CHECK: %[[KEY:.*]] = nn.map %[[LEAST]]
// CHECK: arith.minsi %{{.*}}, %[[COUNT]] : i64
// CHECK: %[[PADDED:.*]] = nn.window %[[V]] axes [0] size [1] padding [0, 1] : tensor<?x3xf16> -> tensor<?x3x1xf16>
// CHECK: %[[ROWS:.*]] = nn.rearrange "k a0 1 -> k a0" %[[PADDED]]
// CHECK: nn.gather %[[ROWS]] axes [0] at %[[KEY]] : (tensor<?x3xf16>, tensor<4xi64>) -> tensor<4x3xf16>
// CHECK-NOT: arith.extf
// CHECK: return
func.func @first(%s: tensor<4x?xi1>, %v: tensor<?x3xf16>) -> tensor<4x3xf16> {
  %0 = nn.aggregate first %s, %v : (tensor<4x?xi1>, tensor<?x3xf16>) -> tensor<4x3xf16>
  return %0 : tensor<4x3xf16>
}

// Or it is the default.
// CHECK-LABEL: func.func @last(
// CHECK-SAME: %{{.*}}: tensor<4x5xi1>, %[[V:.*]]: tensor<?xf16>, %[[D:.*]]: tensor<f16>
// CHECK: %[[KNOWN:.*]] = tensor.cast %[[V]] : tensor<?xf16> to tensor<5xf16>
// CHECK: nn.reduce %{{.*}} axes [1] : {{.*}} neutral -1
// CHECK: arith.maxsi
// CHECK: %[[ROW:.*]] = nn.rearrange "-> 1" %[[D]] : (tensor<f16>) -> tensor<1xf16>
// CHECK: %[[ROWS:.*]] = nn.concat %[[KNOWN]], %[[ROW]] axis 0 : (tensor<5xf16>, tensor<1xf16>) -> tensor<6xf16>
// CHECK: nn.gather %[[ROWS]] axes [0]
func.func @last(%s: tensor<4x5xi1>, %v: tensor<?xf16>, %d: tensor<f16>) -> tensor<4xf16> {
  %0 = nn.aggregate last %s, %v default %d : (tensor<4x5xi1>, tensor<?xf16>, tensor<f16>) -> tensor<4xf16>
  return %0 : tensor<4xf16>
}
