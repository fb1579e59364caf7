// nn.window as linalg.generic, where its value itself is needed.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// A window without padding is another way to index the input.
// CHECK-LABEL: func.func @window(
// CHECK-SAME: %[[X:.*]]: tensor<2x9xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2x4x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1 * 2 + d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%[[X]] : tensor<2x9xf32>) outs(%[[EMPTY]] : tensor<2x4x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<2x4x3xf32>
func.func @window(%x: tensor<2x9xf32>) -> tensor<2x4x3xf32> {
  %y = nn.window %x axes [1] size [3] stride [2] : tensor<2x9xf32> -> tensor<2x4x3xf32>
  return %y : tensor<2x4x3xf32>
}

// Stride times position plus dilation times place, on each axis.
// CHECK-LABEL: func.func @three_axes(
// CHECK-SAME: %[[X:.*]]: tensor<9x9x9xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x7x4x3x2x2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3, d4, d5) -> (d0 * 3 + d3, d1 + d4 * 2, d2 * 2 + d5 * 2)>, affine_map<(d0, d1, d2, d3, d4, d5) -> (d0, d1, d2, d3, d4, d5)>], iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel", "parallel"]} ins(%[[X]] : tensor<9x9x9xf32>) outs(%[[EMPTY]] : tensor<3x7x4x3x2x2xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<3x7x4x3x2x2xf32>
func.func @three_axes(%x: tensor<9x9x9xf32>) -> tensor<3x7x4x3x2x2xf32> {
  %y = nn.window %x axes [0, 1, 2] size [3, 2, 2] stride [3, 1, 2] dilation [1, 2, 2] : tensor<9x9x9xf32> -> tensor<3x7x4x3x2x2xf32>
  return %y : tensor<3x7x4x3x2x2xf32>
}

// Padding comes first: the input in a tensor of the padding value.
// CHECK-LABEL: func.func @padded(
// CHECK-SAME: %[[X:.*]]: tensor<2x9xf32>
// CHECK: %[[CST:.*]] = arith.constant -1.000000e+00 : f32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2x12xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<2x12xf32>) -> tensor<2x12xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[X]] into %[[INIT]][0, 1] [2, 9] [1, 1] : tensor<2x9xf32> into tensor<2x12xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty() : tensor<2x10x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1 + d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%[[INSERTED_SLICE]] : tensor<2x12xf32>) outs(%[[EMPTY2]] : tensor<2x10x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<2x10x3xf32>
func.func @padded(%x: tensor<2x9xf32>) -> tensor<2x10x3xf32> {
  %y = nn.window %x axes [1] size [3] padding [1, 2] pad_value -1.0 : f32 : tensor<2x9xf32> -> tensor<2x10x3xf32>
  return %y : tensor<2x10x3xf32>
}

// Without a value, padding is zero, or false.
// CHECK-LABEL: func.func @boolean(
// CHECK-SAME: %[[X:.*]]: tensor<9xi1>
// CHECK: %[[FALSE:.*]] = arith.constant false
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<10xi1>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[FALSE]] : i1) outs(%[[EMPTY]] : tensor<10xi1>) -> tensor<10xi1>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[X]] into %[[INIT]][0] [9] [1] : tensor<9xi1> into tensor<10xi1>
// CHECK: %[[EMPTY2:.*]] = tensor.empty() : tensor<9x2xi1>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 + d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[INSERTED_SLICE]] : tensor<10xi1>) outs(%[[EMPTY2]] : tensor<9x2xi1>) {
// CHECK: ^bb0(%[[IN:.*]]: i1, %[[OUT:.*]]: i1):
// CHECK: linalg.yield %[[IN]] : i1
// CHECK: return %[[R]] : tensor<9x2xi1>
func.func @boolean(%x: tensor<9xi1>) -> tensor<9x2xi1> {
  %y = nn.window %x axes [0] size [2] padding [0, 1] : tensor<9xi1> -> tensor<9x2xi1>
  return %y : tensor<9x2xi1>
}

// The input is spread before the window slides over it.
// CHECK-LABEL: func.func @base_dilation(
// CHECK-SAME: %[[X:.*]]: tensor<4xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<12xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<12xf32>) -> tensor<12xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[X]] into %[[INIT]][1] [4] [3] : tensor<4xf32> into tensor<12xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty() : tensor<10x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 + d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[INSERTED_SLICE]] : tensor<12xf32>) outs(%[[EMPTY2]] : tensor<10x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<10x3xf32>
func.func @base_dilation(%x: tensor<4xf32>) -> tensor<10x3xf32> {
  %y = nn.window %x axes [0] size [3] padding [1, 1] base_dilation [3] : tensor<4xf32> -> tensor<10x3xf32>
  return %y : tensor<10x3xf32>
}

// That the window fits into a dynamic axis is checked.
// CHECK-LABEL: func.func @dynamic(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[N:.*]] = affine.apply affine_map<()[s0] -> (s0 - 5)>()[%[[DIM]]]
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the window does not fit into axis 0"
// CHECK: %[[N2:.*]] = affine.apply affine_map<()[s0] -> ((s0 - 5) floordiv 2 + 1)>()[%[[DIM]]]
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[N2]]) : tensor<?x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 * 2 + d1 * 2)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[X]] : tensor<?xf32>) outs(%[[EMPTY]] : tensor<?x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<?x3xf32>
func.func @dynamic(%x: tensor<?xf32>) -> tensor<?x3xf32> {
  %y = nn.window %x axes [0] size [3] stride [2] dilation [2] : tensor<?xf32> -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// So is that a spread extent does not overflow.
// CHECK-LABEL: func.func @dynamic_base(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi sle, %[[DIM]], %c1152921504606846976 : index
// CHECK: cf.assert %[[OK]], "the spread input is too large"
// CHECK: %[[MAX:.*]] = affine.max affine_map<()[s0] -> (0, s0 * 4 - 3)>()[%[[DIM]]]
// CHECK: %[[N:.*]] = affine.apply affine_map<()[s0] -> (s0 + 1)>()[%[[MAX]]]
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[N]]) : tensor<?xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<?xf32>) -> tensor<?xf32>
// CHECK: %[[INSERTED_SLICE:.*]] = tensor.insert_slice %[[X]] into %[[INIT]][1] [%[[DIM]]] [4] : tensor<?xf32> into tensor<?xf32>
// CHECK: %[[N2:.*]] = affine.apply affine_map<()[s0] -> (s0 - 1)>()[%[[MAX]]]
// CHECK: %[[OK2:.*]] = arith.cmpi sge, %[[N2]], %c0 : index
// CHECK: cf.assert %[[OK2]], "the window does not fit into axis 0"
// CHECK: %[[EMPTY2:.*]] = tensor.empty(%[[MAX]]) : tensor<?x2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 + d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[INSERTED_SLICE]] : tensor<?xf32>) outs(%[[EMPTY2]] : tensor<?x2xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<?x2xf32>
func.func @dynamic_base(%x: tensor<?xf32>) -> tensor<?x2xf32> {
  %y = nn.window %x axes [0] size [2] padding [1, 0] base_dilation [4] : tensor<?xf32> -> tensor<?x2xf32>
  return %y : tensor<?x2xf32>
}

// Of an empty axis, the window sees the padding.
// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %[[X:.*]]: tensor<0xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<3xf32>) -> tensor<3xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty() : tensor<2x2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 + d1)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[INIT]] : tensor<3xf32>) outs(%[[EMPTY2]] : tensor<2x2xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<2x2xf32>
func.func @empty(%x: tensor<0xf32>) -> tensor<2x2xf32> {
  %y = nn.window %x axes [0] size [2] padding [1, 2] : tensor<0xf32> -> tensor<2x2xf32>
  return %y : tensor<2x2xf32>
}

// The extent of a window does not need the window.
// CHECK-LABEL: func.func @extent(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[N:.*]] = affine.apply affine_map<()[s0] -> (s0 - 3)>()[%[[DIM]]]
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the window does not fit into axis 0"
// CHECK: %[[N2:.*]] = affine.apply affine_map<()[s0] -> (s0 - 2)>()[%[[DIM]]]
// CHECK: return %[[N2]] : index
func.func @extent(%x: tensor<?xf32>) -> index {
  %c0 = arith.constant 0 : index
  %y = nn.window %x axes [0] size [3] : tensor<?xf32> -> tensor<?x3xf32>
  %d = tensor.dim %y, %c0 : tensor<?x3xf32>
  return %d : index
}
