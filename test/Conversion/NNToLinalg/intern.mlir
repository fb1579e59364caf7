// nn.intern as shifts of short rows and as ranks of long ones.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize | FileCheck %s

// All elements are checked at once; a character is a load, a conversion and a
// shift.
// CHECK-LABEL: func.func @characters(
// CHECK-SAME: %[[A:.*]]: tensor<?x1xi32>
// CHECK: %[[BITS:.*]] = linalg.generic {{.*}} iterator_types = ["reduction", "reduction"]} ins(%[[A]] : tensor<?x1xi32>)
// CHECK: arith.ori
// CHECK: %[[ALL:.*]] = tensor.extract %[[BITS]][] : tensor<i32>
// CHECK: %[[WIDE:.*]] = arith.extsi %[[ALL]] : i32 to i64
// CHECK: %[[GOOD:.*]] = arith.cmpi ult, %[[WIDE]], %c2097152_i64 : i64
// CHECK: nn.check value %[[GOOD]], "a code point does not lie in [0, 2^21)"
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel"]}
// CHECK: %[[I:.*]] = linalg.index 0
// CHECK-NEXT: %[[E:.*]] = tensor.extract %[[A]][%[[I]], %c0] : tensor<?x1xi32>
// CHECK-NEXT: %[[W:.*]] = arith.extsi %[[E]] : i32 to i64
// CHECK-NEXT: %[[N:.*]] = arith.shli %[[W]], %c42_i64 : i64
// CHECK-NEXT: linalg.yield %[[N]]
// CHECK-NOT: scf
// CHECK: return
func.func @characters(%a: tensor<?x1xi32>) -> tensor<?xi64> {
  %0 = nn.intern %a : (tensor<?x1xi32>) -> tensor<?xi64>
  return %0 : tensor<?xi64>
}

// CHECK-LABEL: func.func @three(
// CHECK: arith.shli %{{.*}}, %c42_i64
// CHECK: arith.shli %{{.*}}, %c21_i64
// CHECK: arith.addi
// CHECK: arith.addi
// CHECK: linalg.yield
// CHECK-NOT: scf
// CHECK: return
func.func @three(%a: tensor<4x3xi64>) -> tensor<4xi64> {
  %0 = nn.intern %a : (tensor<4x3xi64>) -> tensor<4xi64>
  return %0 : tensor<4xi64>
}

// Rows of all operands lie in one tensor with zeros behind their ends. Their
// indices are sorted, and a row has the number of the one before if it is the
// same.
// CHECK-LABEL: func.func @long(
// CHECK-SAME: %[[A:.*]]: tensor<5x4xi32>, %[[B:.*]]: tensor<2x2xi8>
// CHECK: %[[ZEROS:.*]] = linalg.fill ins(%c0_i32 : i32) outs(%{{.*}} : tensor<7x4xi32>)
// CHECK: %[[PART:.*]] = tensor.insert_slice %[[A]] into %[[ZEROS]][0, 0] [5, 4] [1, 1] : tensor<5x4xi32> into tensor<7x4xi32>
// CHECK: arith.extsi %{{.*}} : i8 to i32
// CHECK: %[[ROWS:.*]] = tensor.insert_slice %{{.*}} into %[[PART]][5, 0] [2, 2] [1, 1] : tensor<2x2xi32> into tensor<7x4xi32>
// CHECK: %[[ORDER:.*]]:3 = scf.while {{.*}} tensor<7xindex>
// CHECK: %[[PLACE:.*]] = scf.while (%{{.*}} = %c0) : (index) -> index {
// CHECK: arith.cmpi slt, %{{.*}}, %c3 : index
// CHECK: arith.cmpi eq
// CHECK: scf.condition
// CHECK: %[[X:.*]] = tensor.extract %[[ROWS]][%{{.*}}, %[[PLACE]]]
// CHECK: %[[Y:.*]] = tensor.extract %[[ROWS]][%{{.*}}, %[[PLACE]]]
// CHECK: arith.cmpi slt, %[[X]], %[[Y]] : i32
// CHECK: %[[RANKS:.*]]:2 = scf.for %{{.*}} = %c0 to %c7 step %c1 iter_args(%{{.*}} = %{{.*}}, %[[SOFAR:.*]] = %c0_i64)
// CHECK: tensor.extract %[[ORDER]]#0
// CHECK: %[[DIFFERS:.*]] = arith.cmpi ne
// CHECK: %[[STEP:.*]] = arith.extui %[[DIFFERS]] : i1 to i64
// CHECK: arith.addi %[[SOFAR]], %[[STEP]] : i64
// CHECK: tensor.extract_slice %[[RANKS]]#0[0] [5] [1] : tensor<7xi64> to tensor<5xi64>
// CHECK: tensor.extract_slice %[[RANKS]]#0[5] [2] [1] : tensor<7xi64> to tensor<2xi64>
func.func @long(%a: tensor<5x4xi32>, %b: tensor<2x2xi8>) -> (tensor<5xi64>, tensor<2xi64>) {
  %0, %1 = nn.intern %a, %b : (tensor<5x4xi32>, tensor<2x2xi8>) -> (tensor<5xi64>, tensor<2xi64>)
  return %0, %1 : tensor<5xi64>, tensor<2xi64>
}

// The longest extent decides when the program runs, and characters have a loop
// of their own.
// CHECK-LABEL: func.func @open(
// CHECK-SAME: %[[A:.*]]: tensor<?x?xi32>
// CHECK: %[[L:.*]] = tensor.dim %[[A]], %c1
// CHECK: %[[SHORT:.*]] = arith.cmpi sle, %[[L]], %c3 : index
// CHECK: scf.if %[[SHORT]] -> (tensor<?xi64>) {
// CHECK: %[[ONE:.*]] = arith.cmpi eq, %[[L]], %c1 : index
// CHECK: scf.if %[[ONE]] -> (tensor<?xi64>) {
// CHECK: } else {
// CHECK: arith.cmpi sgt, %[[L]], %c2
// CHECK: } else {
// CHECK: scf.while
func.func @open(%a: tensor<?x?xi32>) -> tensor<?xi64> {
  %0 = nn.intern %a : (tensor<?x?xi32>) -> tensor<?xi64>
  return %0 : tensor<?xi64>
}

// Nothing is no text.
// CHECK-LABEL: func.func @empty(
// CHECK-NOT: nn.check
// CHECK-NOT: scf
// CHECK: return
func.func @empty(%a: tensor<?x0xi32>) -> tensor<?xi64> {
  %0 = nn.intern %a : (tensor<?x0xi32>) -> tensor<?xi64>
  return %0 : tensor<?xi64>
}
