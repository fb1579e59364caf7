// nn.slice as tensor.extract_slice.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// An index drops its axis; what is known needs no check.
// CHECK-LABEL: func.func @static(
// CHECK-SAME: %[[X:.*]]: tensor<8x4xf32>
// CHECK-NOT: cf.assert
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][1, 3] [3, 1] [2, 1] : tensor<8x4xf32> to tensor<3xf32>
// CHECK: return %[[EXTRACTED_SLICE]] : tensor<3xf32>
func.func @static(%x: tensor<8x4xf32>) -> tensor<3xf32> {
  %y = nn.slice "1:-1:2, -1" %x : (tensor<8x4xf32>) -> tensor<3xf32>
  return %y : tensor<3xf32>
}

// A walk backwards is a slice that is reversed: from 7 down to 2 in steps of 2 it
// takes 3, 5 and 7.
// CHECK-LABEL: func.func @backwards(
// CHECK-SAME: %[[X:.*]]: tensor<8x2xf32>
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][3, 0] [3, 2] [2, 1] : tensor<8x2xf32> to tensor<3x2xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} outs(%[[EMPTY]] : tensor<3x2xf32>) {
// CHECK: ^bb0(%[[OUT:.*]]: f32):
// CHECK: %[[INDEX:.*]] = linalg.index 0 : index
// CHECK: %[[DIFF:.*]] = arith.subi %c2, %[[INDEX]] : index
// CHECK: %[[INDEX2:.*]] = linalg.index 1 : index
// CHECK: %[[EXTRACTED:.*]] = tensor.extract %[[EXTRACTED_SLICE]][%[[DIFF]], %[[INDEX2]]] : tensor<3x2xf32>
// CHECK: linalg.yield %[[EXTRACTED]] : f32
// CHECK: return %[[R]] : tensor<3x2xf32>
func.func @backwards(%x: tensor<8x2xf32>) -> tensor<3x2xf32> {
  %y = nn.slice "7:1:-2, :" %x : (tensor<8x2xf32>) -> tensor<3x2xf32>
  return %y : tensor<3x2xf32>
}

// Both places count from the end: the extent is known, and that it fits is
// checked.
// CHECK-LABEL: func.func @from_end(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[SUM:.*]] = arith.addi %[[DIM]], %c-3 : index
// CHECK: %[[SUM2:.*]] = arith.addi %[[DIM]], %c-1 : index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[SUM]], %c0 : index
// CHECK: cf.assert %[[OK]], "the range does not lie inside of axis 0"
// CHECK: %[[OK2:.*]] = arith.cmpi sle, %[[SUM]], %[[SUM2]] : index
// CHECK: cf.assert %[[OK2]], "the range does not lie inside of axis 0"
// CHECK: %[[OK3:.*]] = arith.cmpi sle, %[[SUM2]], %[[DIM]] : index
// CHECK: cf.assert %[[OK3]], "the range does not lie inside of axis 0"
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][%[[SUM]]] [2] [1] : tensor<?xf32> to tensor<2xf32>
// CHECK: return %[[EXTRACTED_SLICE]] : tensor<2xf32>
func.func @from_end(%x: tensor<?xf32>) -> tensor<2xf32> {
  %y = nn.slice "-3:-1" %x : (tensor<?xf32>) -> tensor<2xf32>
  return %y : tensor<2xf32>
}

// A range from either end: the extent is the distance.
// CHECK-LABEL: func.func @either_end(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[SUM:.*]] = arith.addi %[[DIM]], %c-1 : index
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[SUM]], %c1 : index
// CHECK: cf.assert %[[OK]], "the range does not lie inside of axis 0"
// CHECK: %[[OK2:.*]] = arith.cmpi sle, %[[SUM]], %[[DIM]] : index
// CHECK: cf.assert %[[OK2]], "the range does not lie inside of axis 0"
// CHECK: %[[SUM2:.*]] = arith.addi %[[DIM]], %c-2 : index
// CHECK: %[[CEILDIVSI:.*]] = arith.ceildivsi %[[SUM2]], %c2 : index
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][1] [%[[CEILDIVSI]]] [2] : tensor<?xf32> to tensor<?xf32>
// CHECK: return %[[EXTRACTED_SLICE]] : tensor<?xf32>
func.func @either_end(%x: tensor<?xf32>) -> tensor<?xf32> {
  %y = nn.slice "1:-1:2" %x : (tensor<?xf32>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// An index of a dynamic axis is checked.
// CHECK-LABEL: func.func @index(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x4xf32>
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[DIM]], %c3 : index
// CHECK: cf.assert %[[OK]], "the range does not lie inside of axis 0"
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][2, 0] [1, 4] [1, 1] : tensor<?x4xf32> to tensor<4xf32>
// CHECK: return %[[EXTRACTED_SLICE]] : tensor<4xf32>
func.func @index(%x: tensor<?x4xf32>) -> tensor<4xf32> {
  %y = nn.slice "2, :" %x : (tensor<?x4xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// What takes nothing does not read, but is checked.
// CHECK-LABEL: func.func @nothing(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x4xf32>
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[DIM]], %c2 : index
// CHECK: cf.assert %[[OK]], "the range does not lie inside of axis 0"
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<0x4xf32>
// CHECK: return %[[EMPTY]] : tensor<0x4xf32>
func.func @nothing(%x: tensor<?x4xf32>) -> tensor<0x4xf32> {
  %y = nn.slice "2:2, :" %x : (tensor<?x4xf32>) -> tensor<0x4xf32>
  return %y : tensor<0x4xf32>
}

// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %[[X:.*]]: tensor<0x4xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<0x2xf32>
// CHECK: return %[[EMPTY]] : tensor<0x2xf32>
func.func @empty(%x: tensor<0x4xf32>) -> tensor<0x2xf32> {
  %y = nn.slice "::-1, 1:3" %x : (tensor<0x4xf32>) -> tensor<0x2xf32>
  return %y : tensor<0x2xf32>
}
