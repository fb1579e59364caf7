// nn.reduce as linalg.generic.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// A reduction starts from a tensor of the neutral element.
// CHECK-LABEL: func.func @sum(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x4xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<?xf32>) -> tensor<?xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<?x4xf32>) outs(%[[INIT]] : tensor<?xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[IN]] fastmath<reassoc> : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<?xf32>
func.func @sum(%x: tensor<?x4xf32>) -> tensor<?xf32> {
  %y = nn.reduce %x axes [1] : (tensor<?x4xf32>) -> tensor<?xf32> neutral 0.0 {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<?xf32>
}

// A reduced axis that stays is written at its only index.
// CHECK-LABEL: func.func @keep(
// CHECK-SAME: %[[X:.*]]: tensor<2x?x4xi64>
// CHECK: %[[C1_I64:.*]] = arith.constant 1 : i64
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c1 : tensor<2x?x4xi64>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<1x?x1xi64>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[C1_I64]] : i64) outs(%[[EMPTY]] : tensor<1x?x1xi64>) -> tensor<1x?x1xi64>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3, d4) -> (d0, d1, d2)>, affine_map<(d0, d1, d2, d3, d4) -> (d3, d1, d4)>], iterator_types = ["reduction", "parallel", "reduction", "parallel", "parallel"]} ins(%[[X]] : tensor<2x?x4xi64>) outs(%[[INIT]] : tensor<1x?x1xi64>) {
// CHECK: ^bb0(%[[IN:.*]]: i64, %[[OUT:.*]]: i64):
// CHECK: %[[PROD:.*]] = arith.muli %[[OUT]], %[[IN]] : i64
// CHECK: linalg.yield %[[PROD]] : i64
// CHECK: return %[[R]] : tensor<1x?x1xi64>
func.func @keep(%x: tensor<2x?x4xi64>) -> tensor<1x?x1xi64> {
  %y = nn.reduce %x axes [0, 2] keep : (tensor<2x?x4xi64>) -> tensor<1x?x1xi64> neutral 1 {
  ^bb0(%a: i64, %b: i64):
    %c = arith.muli %a, %b : i64
    nn.yield %c : i64
  }
  return %y : tensor<1x?x1xi64>
}

// Several inputs are one loop nest, whose extents agree.
// CHECK-LABEL: func.func @pairs(
// CHECK-SAME: %[[X:.*]]: tensor<?x?xf32>, %[[I:.*]]: tensor<?x4xi64>
// CHECK: %{{.*}}-1_i64 = arith.constant -1 : i64
// CHECK: %[[CST:.*]] = arith.constant 0xFF800000 : f32
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x?xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[X]], %c1 : tensor<?x?xf32>
// CHECK: %[[DIM3:.*]] = tensor.dim %[[I]], %c0 : tensor<?x4xi64>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %[[DIM3]] : index
// CHECK: cf.assert %[[OK]], "inputs differ in extent"
// CHECK: %[[OK2:.*]] = arith.cmpi eq, %[[DIM2]], %c4 : index
// CHECK: cf.assert %[[OK2]], "inputs differ in extent"
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<?xf32>) -> tensor<?xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty(%[[DIM]]) : tensor<?xi64>
// CHECK: %[[INIT2:.*]] = linalg.fill ins(%{{.*}}-1_i64 : i64) outs(%[[EMPTY2]] : tensor<?xi64>) -> tensor<?xi64>
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<?x?xf32> to tensor<?x4xf32>
// CHECK: %[[R:.*]]:2 = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[CAST]], %[[I]] : tensor<?x4xf32>, tensor<?x4xi64>) outs(%[[INIT]], %[[INIT2]] : tensor<?xf32>, tensor<?xi64>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: i64, %[[OUT:.*]]: f32, %[[OUT2:.*]]: i64):
// CHECK: %[[COND:.*]] = arith.cmpf ogt, %[[IN]], %[[OUT]] : f32
// CHECK: %[[SEL:.*]] = arith.select %[[COND]], %[[IN]], %[[OUT]] : f32
// CHECK: %[[SEL2:.*]] = arith.select %[[COND]], %[[IN2]], %[[OUT2]] : i64
// CHECK: linalg.yield %[[SEL]], %[[SEL2]] : f32, i64
// CHECK: return %[[R]]#0, %[[R]]#1 : tensor<?xf32>, tensor<?xi64>
func.func @pairs(%x: tensor<?x?xf32>, %i: tensor<?x4xi64>) -> (tensor<?xf32>, tensor<?xi64>) {
  %0:2 = nn.reduce %x, %i axes [1] : (tensor<?x?xf32>, tensor<?x4xi64>) -> (tensor<?xf32>, tensor<?xi64>) neutral 0xFF800000, -1 {
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    %c = arith.cmpf ogt, %b, %a : f32
    %m = arith.select %c, %b, %a : f32
    %n = arith.select %c, %q, %p : i64
    nn.yield %m, %n : f32, i64
  }
  return %0#0, %0#1 : tensor<?xf32>, tensor<?xi64>
}

// Without a neutral element, it starts from the first slice and runs over the
// others.
// CHECK-LABEL: func.func @first(
// CHECK-SAME: %[[X:.*]]: tensor<3x4xf32>
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][0, 0] [3, 1] [1, 1] : tensor<3x4xf32> to tensor<3xf32>
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[X]][0, 1] [3, 3] [1, 1] : tensor<3x4xf32> to tensor<3x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[EXTRACTED_SLICE2]] : tensor<3x3xf32>) outs(%[[EXTRACTED_SLICE]] : tensor<3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[OUT]], %[[IN]] : f32
// CHECK: linalg.yield %[[MAXIMUMF]] : f32
// CHECK: return %[[R]] : tensor<3xf32>
func.func @first(%x: tensor<3x4xf32>) -> tensor<3xf32> {
  %y = nn.reduce %x axes [1] : (tensor<3x4xf32>) -> tensor<3xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.maximumf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<3xf32>
}

// That there is a first element is checked.
// CHECK-LABEL: func.func @first_dynamic(
// CHECK-SAME: %[[X:.*]]: tensor<3x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c1 : tensor<3x?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[DIM]], %c1 : index
// CHECK: cf.assert %[[OK]], "there is no element to begin with"
// CHECK: %[[DIFF:.*]] = arith.subi %[[DIM]], %c1 : index
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][0, 0] [3, 1] [1, 1] : tensor<3x?xf32> to tensor<3x1xf32>
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[X]][0, 1] [3, %[[DIFF]]] [1, 1] : tensor<3x?xf32> to tensor<3x?xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0, 0)>], iterator_types = ["parallel", "reduction"]} ins(%[[EXTRACTED_SLICE2]] : tensor<3x?xf32>) outs(%[[EXTRACTED_SLICE]] : tensor<3x1xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[OUT]], %[[IN]] : f32
// CHECK: linalg.yield %[[MAXIMUMF]] : f32
// CHECK: return %[[R]] : tensor<3x1xf32>
func.func @first_dynamic(%x: tensor<3x?xf32>) -> tensor<3x1xf32> {
  %y = nn.reduce %x axes [1] keep : (tensor<3x?xf32>) -> tensor<3x1xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.maximumf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<3x1xf32>
}

// One element is its own result.
// CHECK-LABEL: func.func @first_one(
// CHECK-SAME: %[[X:.*]]: tensor<3x1xf32>
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][0, 0] [3, 1] [1, 1] : tensor<3x1xf32> to tensor<3xf32>
// CHECK: return %[[EXTRACTED_SLICE]] : tensor<3xf32>
func.func @first_one(%x: tensor<3x1xf32>) -> tensor<3xf32> {
  %y = nn.reduce %x axes [1] : (tensor<3x1xf32>) -> tensor<3xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.maximumf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<3xf32>
}

// Where there is nothing to compute, what is checked is still checked.
// CHECK-LABEL: func.func @first_empty(
// CHECK-SAME: %[[X:.*]]: tensor<0x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c1 : tensor<0x?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[DIM]], %c1 : index
// CHECK: cf.assert %[[OK]], "there is no element to begin with"
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<0xf32>
// CHECK: return %[[EMPTY]] : tensor<0xf32>
func.func @first_empty(%x: tensor<0x?xf32>) -> tensor<0xf32> {
  %y = nn.reduce %x axes [1] : (tensor<0x?xf32>) -> tensor<0xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.maximumf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<0xf32>
}

// Several axes are reduced one after the other, the last one first.
// CHECK-LABEL: func.func @first_two(
// CHECK-SAME: %[[X:.*]]: tensor<3x4x5xf32>
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[X]][0, 0, 0] [3, 4, 1] [1, 1, 1] : tensor<3x4x5xf32> to tensor<3x4xf32>
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[X]][0, 0, 1] [3, 4, 4] [1, 1, 1] : tensor<3x4x5xf32> to tensor<3x4x4xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[EXTRACTED_SLICE2]] : tensor<3x4x4xf32>) outs(%[[EXTRACTED_SLICE]] : tensor<3x4xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[OUT]], %[[IN]] : f32
// CHECK: linalg.yield %[[MAXIMUMF]] : f32
// CHECK: %[[EXTRACTED_SLICE3:.*]] = tensor.extract_slice %[[R]][0, 0] [1, 4] [1, 1] : tensor<3x4xf32> to tensor<4xf32>
// CHECK: %[[EXTRACTED_SLICE4:.*]] = tensor.extract_slice %[[R]][1, 0] [2, 4] [1, 1] : tensor<3x4xf32> to tensor<2x4xf32>
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d1)>], iterator_types = ["reduction", "parallel"]} ins(%[[EXTRACTED_SLICE4]] : tensor<2x4xf32>) outs(%[[EXTRACTED_SLICE3]] : tensor<4xf32>) {
// CHECK: ^bb0(%[[IN2:.*]]: f32, %[[OUT2:.*]]: f32):
// CHECK: %[[MAXIMUMF2:.*]] = arith.maximumf %[[OUT2]], %[[IN2]] : f32
// CHECK: linalg.yield %[[MAXIMUMF2]] : f32
// CHECK: return %[[R2]] : tensor<4xf32>
func.func @first_two(%x: tensor<3x4x5xf32>) -> tensor<4xf32> {
  %y = nn.reduce %x axes [0, 2] : (tensor<3x4x5xf32>) -> tensor<4xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.maximumf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<4xf32>
}

// 16-bit floats would be rounded in between: their axes are merged first.
// CHECK-LABEL: func.func @first_two_halves(
// CHECK-SAME: %[[X:.*]]: tensor<3x4x5xf16>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<4x3x5xf16>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d1, d0, d2)>, affine_map<(d0, d1, d2) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel"]} ins(%[[X]] : tensor<3x4x5xf16>) outs(%[[EMPTY]] : tensor<4x3x5xf16>) {
// CHECK: ^bb0(%[[IN:.*]]: f16, %[[OUT:.*]]: f16):
// CHECK: linalg.yield %[[IN]] : f16
// CHECK: %[[COLLAPSED:.*]] = tensor.collapse_shape %[[R]] {{\[\[}}0], [1, 2]] : tensor<4x3x5xf16> into tensor<4x15xf16>
// CHECK: %[[EXTRACTED_SLICE:.*]] = tensor.extract_slice %[[COLLAPSED]][0, 0] [4, 1] [1, 1] : tensor<4x15xf16> to tensor<4xf16>
// CHECK: %[[EXTRACTED_SLICE2:.*]] = tensor.extract_slice %[[COLLAPSED]][0, 1] [4, 14] [1, 1] : tensor<4x15xf16> to tensor<4x14xf16>
// CHECK: %[[R2:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[EXTRACTED_SLICE2]] : tensor<4x14xf16>) outs(%[[EXTRACTED_SLICE]] : tensor<4xf16>) {
// CHECK: ^bb0(%[[IN2:.*]]: f16, %[[OUT2:.*]]: f16):
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT2]], %[[IN2]] fastmath<reassoc> : f16
// CHECK: linalg.yield %[[SUM]] : f16
// CHECK: return %[[R2]] : tensor<4xf16>
func.func @first_two_halves(%x: tensor<3x4x5xf16>) -> tensor<4xf16> {
  %y = nn.reduce %x axes [0, 2] : (tensor<3x4x5xf16>) -> tensor<4xf16> {
  ^bb0(%a: f16, %b: f16):
    %c = arith.addf %a, %b : f16
    nn.yield %c : f16
  }
  return %y : tensor<4xf16>
}

// Over no axis, every element is the first one.
// CHECK-LABEL: func.func @first_none(
// CHECK-SAME: %[[X:.*]]: tensor<3xf32>
// CHECK: return %[[X]] : tensor<3xf32>
func.func @first_none(%x: tensor<3xf32>) -> tensor<3xf32> {
  %y = nn.reduce %x axes [] : (tensor<3xf32>) -> tensor<3xf32> {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<3xf32>
}

// The neutral element takes part also over no axis.
// CHECK-LABEL: func.func @no_axis(
// CHECK-SAME: %[[X:.*]]: tensor<3xf32>
// CHECK: %[[CST:.*]] = arith.constant 1.000000e+00 : f32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<3xf32>) -> tensor<3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[X]] : tensor<3xf32>) outs(%[[INIT]] : tensor<3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[IN]] fastmath<reassoc> : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<3xf32>
func.func @no_axis(%x: tensor<3xf32>) -> tensor<3xf32> {
  %y = nn.reduce %x axes [] : (tensor<3xf32>) -> tensor<3xf32> neutral 1.0 {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<3xf32>
}

// A window that is read by a reduction disappears in its index.
// CHECK-LABEL: func.func @pool(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[CST:.*]] = arith.constant 0xFF800000 : f32
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[N:.*]] = affine.apply affine_map<()[s0] -> (s0 - 3)>()[%[[DIM]]]
// CHECK: %[[OK:.*]] = arith.cmpi sge, %[[N]], %c0 : index
// CHECK: cf.assert %[[OK]], "the window does not fit into axis 0"
// CHECK: %[[N2:.*]] = affine.apply affine_map<()[s0] -> ((s0 - 3) floordiv 2 + 1)>()[%[[DIM]]]
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty(%[[N2]]) : tensor<?xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY2]] : tensor<?xf32>) -> tensor<?xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 * 2 + d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[X]], %[[EMPTY]] : tensor<?xf32>, tensor<3xf32>) outs(%[[INIT]] : tensor<?xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[MAXIMUMF:.*]] = arith.maximumf %[[OUT]], %[[IN]] : f32
// CHECK: linalg.yield %[[MAXIMUMF]] : f32
// CHECK: return %[[R]] : tensor<?xf32>
func.func @pool(%x: tensor<?xf32>) -> tensor<?xf32> {
  %w = nn.window %x axes [0] size [3] stride [2] : tensor<?xf32> -> tensor<?x3xf32>
  %y = nn.reduce %w axes [1] : (tensor<?x3xf32>) -> tensor<?xf32> neutral 0xFF800000 {
  ^bb0(%a: f32, %b: f32):
    %c = arith.maximumf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<?xf32>
}

// Over nothing, the result is the neutral element.
// CHECK-LABEL: func.func @nothing(
// CHECK-SAME: %[[X:.*]]: tensor<3x0xf32>
// CHECK: %[[CST:.*]] = arith.constant 7.000000e+00 : f32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<3xf32>) -> tensor<3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<3x0xf32>) outs(%[[INIT]] : tensor<3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[IN]] fastmath<reassoc> : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<3xf32>
func.func @nothing(%x: tensor<3x0xf32>) -> tensor<3xf32> {
  %y = nn.reduce %x axes [1] : (tensor<3x0xf32>) -> tensor<3xf32> neutral 7.0 {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<3xf32>
}
