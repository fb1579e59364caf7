// nn.sort as a merge sort of the indices of each line.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// Indices are numbered, merged in rounds whose width grows fourfold, and then
// the elements and their indices are copied. Of two equal elements, the right
// one is not before the left one; not-a-number is above every number.
// CHECK-LABEL: func.func @ascending(
// CHECK-SAME: %[[X:.*]]: tensor<9xf32>)
// CHECK: %[[NUMBERS:.*]] = scf.for %[[I:.*]] = %c0 to %c9 step %c1 iter_args(%[[T:.*]] = %{{.*}}) -> (tensor<9xindex>)
// CHECK: tensor.insert %[[I]] into %[[T]][%[[I]]] : tensor<9xindex>
// CHECK: %[[ROUNDS:.*]]:3 = scf.while (%{{.*}} = %[[NUMBERS]], %{{.*}} = %{{.*}}, %[[WIDTH:.*]] = %c1)
// CHECK: %[[MORE:.*]] = arith.cmpi slt, %[[WIDTH]], %c9 : index
// CHECK: scf.condition(%[[MORE]])
// CHECK: ^bb0(%[[FROM:.*]]: tensor<9xindex>, %[[TO:.*]]: tensor<9xindex>, %[[W:.*]]: index):
// CHECK: %[[W2:.*]] = arith.addi %[[W]], %[[W]] : index
// CHECK: %[[MERGED:.*]] = scf.for %[[LOW:.*]] = %c0 to %c9 step %[[W2]] iter_args(%{{.*}} = %[[TO]])
// CHECK: %[[LOWW:.*]] = arith.addi %[[LOW]], %[[W]] : index
// CHECK: %[[MIDDLE:.*]] = arith.minsi %[[LOWW]], %c9 : index
// CHECK: %[[MIDDLEW:.*]] = arith.addi %[[MIDDLE]], %[[W]] : index
// CHECK: %[[HIGH:.*]] = arith.minsi %[[MIDDLEW]], %c9 : index
// CHECK: scf.for %[[K:.*]] = %[[LOW]] to %[[HIGH]] step %c1 iter_args(%[[OUT:.*]] = %{{.*}}, %[[LEFT:.*]] = %[[LOW]], %[[RIGHT:.*]] = %[[MIDDLE]])
// CHECK: %[[ATLEFT:.*]] = arith.minsi %[[LEFT]], %c8 : index
// CHECK: %[[LEFTINDEX:.*]] = tensor.extract %[[FROM]][%[[ATLEFT]]] : tensor<9xindex>
// CHECK: %[[ATRIGHT:.*]] = arith.minsi %[[RIGHT]], %c8 : index
// CHECK: %[[RIGHTINDEX:.*]] = tensor.extract %[[FROM]][%[[ATRIGHT]]] : tensor<9xindex>
// CHECK: %[[R:.*]] = tensor.extract %[[X]][%[[RIGHTINDEX]]] : tensor<9xf32>
// CHECK: %[[L:.*]] = tensor.extract %[[X]][%[[LEFTINDEX]]] : tensor<9xf32>
// CHECK: %[[RNUM:.*]] = arith.cmpf ord, %[[R]], %[[R]] : f32
// CHECK: %[[LNAN:.*]] = arith.cmpf uno, %[[L]], %[[L]] : f32
// CHECK: %[[LESS:.*]] = arith.cmpf olt, %[[R]], %[[L]] : f32
// CHECK: %[[BOTH:.*]] = arith.andi %[[RNUM]], %[[LNAN]] : i1
// CHECK: %[[BEFORE:.*]] = arith.ori %[[LESS]], %[[BOTH]] : i1
// CHECK: %[[NOLEFT:.*]] = arith.cmpi sge, %[[LEFT]], %[[MIDDLE]] : index
// CHECK: %[[HASRIGHT:.*]] = arith.cmpi slt, %[[RIGHT]], %[[HIGH]] : index
// CHECK: %[[WINS:.*]] = arith.andi %[[HASRIGHT]], %[[BEFORE]] : i1
// CHECK: %[[TAKES:.*]] = arith.ori %[[NOLEFT]], %[[WINS]] : i1
// CHECK: %[[TAKEN:.*]] = arith.select %[[TAKES]], %[[RIGHTINDEX]], %[[LEFTINDEX]] : index
// CHECK: tensor.insert %[[TAKEN]] into %[[OUT]][%[[K]]] : tensor<9xindex>
// CHECK: %[[W4:.*]] = arith.addi %[[W2]], %[[W2]] : index
// CHECK: %[[BACK:.*]] = scf.for %{{.*}} = %c0 to %c9 step %[[W4]] iter_args(%{{.*}} = %[[FROM]])
// CHECK: scf.yield %[[BACK]], %[[MERGED]], %[[W4]] : tensor<9xindex>, tensor<9xindex>, index
// CHECK: scf.for %[[J:.*]] = %c0 to %c9 step %c1 iter_args(%[[V:.*]] = %{{.*}}, %[[P:.*]] = %{{.*}}) -> (tensor<9xf32>, tensor<9xi64>)
// CHECK: %[[AT:.*]] = tensor.extract %[[ROUNDS]]#0[%[[J]]] : tensor<9xindex>
// CHECK: %[[WIDE:.*]] = arith.index_cast %[[AT]] : index to i64
// CHECK: %[[VALUE:.*]] = tensor.extract %[[X]][%[[AT]]] : tensor<9xf32>
// CHECK: tensor.insert %[[VALUE]] into %[[V]][%[[J]]] : tensor<9xf32>
// CHECK: tensor.insert %[[WIDE]] into %[[P]][%[[J]]] : tensor<9xi64>
func.func @ascending(%x: tensor<9xf32>) -> (tensor<9xf32>, tensor<9xi64>) {
  %v, %p = nn.sort %x axis 0 : (tensor<9xf32>) -> (tensor<9xf32>, tensor<9xi64>)
  return %v, %p : tensor<9xf32>, tensor<9xi64>
}

// The other way, the left one is compared with the right one.
// CHECK-LABEL: func.func @descending(
// CHECK-SAME: %[[X:.*]]: tensor<9xi32>)
// CHECK: %[[R:.*]] = tensor.extract %[[X]][%{{.*}}] : tensor<9xi32>
// CHECK: %[[L:.*]] = tensor.extract %[[X]][%{{.*}}] : tensor<9xi32>
// CHECK: arith.cmpi slt, %[[L]], %[[R]] : i32
func.func @descending(%x: tensor<9xi32>) -> (tensor<9xi32>, tensor<9xi64>) {
  %v, %p = nn.sort %x axis 0 descending : (tensor<9xi32>) -> (tensor<9xi32>, tensor<9xi64>)
  return %v, %p : tensor<9xi32>, tensor<9xi64>
}

// False is below true, which would be -1.
// CHECK-LABEL: func.func @booleans(
// CHECK-SAME: %[[X:.*]]: tensor<9xi1>)
// CHECK: %[[R:.*]] = tensor.extract %[[X]][%{{.*}}] : tensor<9xi1>
// CHECK: %[[L:.*]] = tensor.extract %[[X]][%{{.*}}] : tensor<9xi1>
// CHECK: arith.cmpi ult, %[[R]], %[[L]] : i1
func.func @booleans(%x: tensor<9xi1>) -> (tensor<9xi1>, tensor<9xi64>) {
  %v, %p = nn.sort %x axis 0 : (tensor<9xi1>) -> (tensor<9xi1>, tensor<9xi64>)
  return %v, %p : tensor<9xi1>, tensor<9xi64>
}

// Loops over the other axes, of which each line is sorted; extents are those of
// the input.
// CHECK-LABEL: func.func @lines(
// CHECK-SAME: %[[X:.*]]: tensor<2x?x3xf64>)
// CHECK: %[[N:.*]] = tensor.dim %[[X]], %c1 : tensor<2x?x3xf64>
// CHECK: tensor.empty(%[[N]]) : tensor<2x?x3xf64>
// CHECK: tensor.empty(%[[N]]) : tensor<2x?x3xi64>
// CHECK: scf.for %[[I:.*]] = %c0 to %c2 step %c1
// CHECK: scf.for %[[J:.*]] = %c0 to %c3 step %c1
// CHECK: scf.for %{{.*}} = %c0 to %[[N]] step %c1 {{.*}} -> (tensor<?xindex>)
// CHECK: scf.while
// CHECK: arith.cmpi slt, %{{.*}}, %[[N]] : index
// CHECK: tensor.extract %[[X]][%[[I]], %{{.*}}, %[[J]]] : tensor<2x?x3xf64>
func.func @lines(%x: tensor<2x?x3xf64>) -> (tensor<2x?x3xf64>, tensor<2x?x3xi64>) {
  %v, %p = nn.sort %x axis 1 : (tensor<2x?x3xf64>) -> (tensor<2x?x3xf64>, tensor<2x?x3xi64>)
  return %v, %p : tensor<2x?x3xf64>, tensor<2x?x3xi64>
}

// The results may be declared with less, which needs no check.
// CHECK-LABEL: func.func @cast(
// CHECK-NOT: cf.assert
// CHECK: tensor.cast %{{.*}} : tensor<4xi64> to tensor<?xi64>
func.func @cast(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<?xi64>) {
  %v, %p = nn.sort %x axis 0 : (tensor<4xf32>) -> (tensor<4xf32>, tensor<?xi64>)
  return %v, %p : tensor<4xf32>, tensor<?xi64>
}
