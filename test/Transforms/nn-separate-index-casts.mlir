// RUN: nn-opt %s --nn-separate-index-casts --canonicalize | FileCheck %s

// Canonicalization alone takes both casts for nothing.
// CHECK-LABEL: @narrow
// CHECK-SAME:    %[[X:.*]]: index
// CHECK: %[[WIDE:.*]] = arith.index_cast %[[X]] : index to i64
// CHECK: %[[NARROW:.*]] = arith.trunci %[[WIDE]] : i64 to i8
// CHECK: %[[BACK:.*]] = arith.index_cast %[[NARROW]] : i8 to index
// CHECK: return %[[BACK]]
func.func @narrow(%x: index) -> index {
  %0 = arith.index_cast %x : index to i8
  %1 = arith.index_cast %0 : i8 to index
  return %1 : index
}

// CHECK-LABEL: @narrow_unsigned
// CHECK: arith.index_castui %{{.*}} : tensor<4xindex> to tensor<4xi64>
// CHECK: arith.trunci %{{.*}} : tensor<4xi64> to tensor<4xi1>
// CHECK: arith.index_castui %{{.*}} : tensor<4xi1> to tensor<4xindex>
func.func @narrow_unsigned(%x: tensor<4xindex>) -> tensor<4xindex> {
  %0 = arith.index_castui %x : tensor<4xindex> to tensor<4xi1>
  %1 = arith.index_castui %0 : tensor<4xi1> to tensor<4xindex>
  return %1 : tensor<4xindex>
}

// Nothing is lost on the way over i64.
// CHECK-LABEL: @wide
// CHECK-SAME:    %[[X:.*]]: index
// CHECK-NEXT: return %[[X]]
func.func @wide(%x: index) -> index {
  %0 = arith.index_cast %x : index to i64
  %1 = arith.index_cast %0 : i64 to index
  return %1 : index
}
