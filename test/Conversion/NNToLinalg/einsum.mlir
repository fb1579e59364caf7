// nn.einsum as linalg.generic.
// RUN: nn-opt %s --convert-nn-to-linalg --cse --canonicalize --mlir-print-local-scope | FileCheck %s

// A sum of products from zero, in an order that may change; axes that the result
// does not have are reductions.
// CHECK-LABEL: func.func @matmul(
// CHECK-SAME: %[[X:.*]]: tensor<?x4xf32>, %[[W:.*]]: tensor<3x4xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x4xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?x3xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<?x3xf32>) -> tensor<?x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[X]], %[[W]] : tensor<?x4xf32>, tensor<3x4xf32>) outs(%[[INIT]] : tensor<?x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[IN]], %[[IN2]] fastmath<contract> : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[PROD]] fastmath<reassoc,contract> : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<?x3xf32>
func.func @matmul(%x: tensor<?x4xf32>, %w: tensor<3x4xf32>) -> tensor<?x3xf32> {
  %y = nn.einsum "b i, o i -> b o" %x, %w : (tensor<?x4xf32>, tensor<3x4xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// An axis that stands twice in a term is one loop, which reads the diagonal; its
// two extents are compared where they are dynamic.
// CHECK-LABEL: func.func @diagonal(
// CHECK-SAME: %[[X:.*]]: tensor<?x?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x?xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[X]], %c1 : tensor<?x?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %[[DIM2]] : index
// CHECK: cf.assert %[[OK]], "axis 'a' has two extents"
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0, d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%[[X]] : tensor<?x?xf32>) outs(%[[EMPTY]] : tensor<?xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: linalg.yield %[[IN]] : f32
// CHECK: return %[[R]] : tensor<?xf32>
func.func @diagonal(%x: tensor<?x?xf32>) -> tensor<?xf32> {
  %y = nn.einsum "a a -> a" %x : (tensor<?x?xf32>) -> tensor<?xf32>
  return %y : tensor<?xf32>
}

// Integers have no order to give up.
// CHECK-LABEL: func.func @trace(
// CHECK-SAME: %[[X:.*]]: tensor<3x3xi32>
// CHECK: %[[C0_I32:.*]] = arith.constant 0 : i32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<i32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[C0_I32]] : i32) outs(%[[EMPTY]] : tensor<i32>) -> tensor<i32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0, d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]} ins(%[[X]] : tensor<3x3xi32>) outs(%[[INIT]] : tensor<i32>) {
// CHECK: ^bb0(%[[IN:.*]]: i32, %[[OUT:.*]]: i32):
// CHECK: %[[SUM:.*]] = arith.addi %[[OUT]], %[[IN]] : i32
// CHECK: linalg.yield %[[SUM]] : i32
// CHECK: return %[[R]] : tensor<i32>
func.func @trace(%x: tensor<3x3xi32>) -> tensor<i32> {
  %y = nn.einsum "a a ->" %x : (tensor<3x3xi32>) -> tensor<i32>
  return %y : tensor<i32>
}

// An axis of all is a loop over all.
// CHECK-LABEL: func.func @batch(
// CHECK-SAME: %[[X:.*]]: tensor<2x3x4xf64>, %[[Y:.*]]: tensor<2x4x5xf64>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f64
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2x3x5xf64>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f64) outs(%[[EMPTY]] : tensor<2x3x5xf64>) -> tensor<2x3x5xf64>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2, d3) -> (d0, d1, d3)>, affine_map<(d0, d1, d2, d3) -> (d0, d3, d2)>, affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>], iterator_types = ["parallel", "parallel", "parallel", "reduction"]} ins(%[[X]], %[[Y]] : tensor<2x3x4xf64>, tensor<2x4x5xf64>) outs(%[[INIT]] : tensor<2x3x5xf64>) {
// CHECK: ^bb0(%[[IN:.*]]: f64, %[[IN2:.*]]: f64, %[[OUT:.*]]: f64):
// CHECK: %[[PROD:.*]] = arith.mulf %[[IN]], %[[IN2]] fastmath<contract> : f64
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[PROD]] fastmath<reassoc,contract> : f64
// CHECK: linalg.yield %[[SUM]] : f64
// CHECK: return %[[R]] : tensor<2x3x5xf64>
func.func @batch(%x: tensor<2x3x4xf64>, %y: tensor<2x4x5xf64>) -> tensor<2x3x5xf64> {
  %z = nn.einsum "n i k, n k j -> n i j" %x, %y : (tensor<2x3x4xf64>, tensor<2x4x5xf64>) -> tensor<2x3x5xf64>
  return %z : tensor<2x3x5xf64>
}

// Where nothing is summed, nothing is filled.
// CHECK-LABEL: func.func @outer(
// CHECK-SAME: %[[X:.*]]: tensor<2xf32>, %[[Y:.*]]: tensor<3xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3x2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0)>, affine_map<(d0, d1) -> (d0, d1)>], iterator_types = ["parallel", "parallel"]} ins(%[[X]], %[[Y]] : tensor<2xf32>, tensor<3xf32>) outs(%[[EMPTY]] : tensor<3x2xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[IN]], %[[IN2]] fastmath<contract> : f32
// CHECK: linalg.yield %[[PROD]] : f32
// CHECK: return %[[R]] : tensor<3x2xf32>
func.func @outer(%x: tensor<2xf32>, %y: tensor<3xf32>) -> tensor<3x2xf32> {
  %z = nn.einsum "a, b -> b a" %x, %y : (tensor<2xf32>, tensor<3xf32>) -> tensor<3x2xf32>
  return %z : tensor<3x2xf32>
}

// More than two factors.
// CHECK-LABEL: func.func @three(
// CHECK-SAME: %[[X:.*]]: tensor<2xi8>
// CHECK: %[[C0_I8:.*]] = arith.constant 0 : i8
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<i8>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[C0_I8]] : i8) outs(%[[EMPTY]] : tensor<i8>) -> tensor<i8>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>, affine_map<(d0) -> ()>], iterator_types = ["reduction"]} ins(%[[X]], %[[X]], %[[X]] : tensor<2xi8>, tensor<2xi8>, tensor<2xi8>) outs(%[[INIT]] : tensor<i8>) {
// CHECK: ^bb0(%[[IN:.*]]: i8, %[[IN2:.*]]: i8, %[[IN3:.*]]: i8, %[[OUT:.*]]: i8):
// CHECK: %[[PROD:.*]] = arith.muli %[[IN]], %[[IN2]] : i8
// CHECK: %[[PROD2:.*]] = arith.muli %[[PROD]], %[[IN3]] : i8
// CHECK: %[[SUM:.*]] = arith.addi %[[OUT]], %[[PROD2]] : i8
// CHECK: linalg.yield %[[SUM]] : i8
// CHECK: return %[[R]] : tensor<i8>
func.func @three(%x: tensor<2xi8>) -> tensor<i8> {
  %z = nn.einsum "a, a, a ->" %x, %x, %x : (tensor<2xi8>, tensor<2xi8>, tensor<2xi8>) -> tensor<i8>
  return %z : tensor<i8>
}

// No axes, no loops.
// CHECK-LABEL: func.func @scalars(
// CHECK-SAME: %[[X:.*]]: tensor<f32>
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<f32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []} ins(%[[X]], %[[X]] : tensor<f32>, tensor<f32>) outs(%[[EMPTY]] : tensor<f32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[IN]], %[[IN2]] fastmath<contract> : f32
// CHECK: linalg.yield %[[PROD]] : f32
// CHECK: return %[[R]] : tensor<f32>
func.func @scalars(%x: tensor<f32>) -> tensor<f32> {
  %z = nn.einsum ", ->" %x, %x : (tensor<f32>, tensor<f32>) -> tensor<f32>
  return %z : tensor<f32>
}

// A sum over nothing is the zero that it begins with.
// CHECK-LABEL: func.func @empty(
// CHECK-SAME: %[[X:.*]]: tensor<2x0xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<2xf32>) -> tensor<2xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<2x0xf32>) outs(%[[INIT]] : tensor<2xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[IN]] fastmath<reassoc,contract> : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<2xf32>
func.func @empty(%x: tensor<2x0xf32>) -> tensor<2xf32> {
  %z = nn.einsum "a b -> a" %x : (tensor<2x0xf32>) -> tensor<2xf32>
  return %z : tensor<2xf32>
}

// A window without padding is another way to index its operand.
// CHECK-LABEL: func.func @conv(
// CHECK-SAME: %[[X:.*]]: tensor<?x9xf32>, %[[W:.*]]: tensor<3xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x9xf32>
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?x4xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<?x4xf32>) -> tensor<?x4xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d1 * 2 + d2)>, affine_map<(d0, d1, d2) -> (d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[X]], %[[W]] : tensor<?x9xf32>, tensor<3xf32>) outs(%[[INIT]] : tensor<?x4xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[IN]], %[[IN2]] fastmath<contract> : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[PROD]] fastmath<reassoc,contract> : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<?x4xf32>
func.func @conv(%x: tensor<?x9xf32>, %w: tensor<3xf32>) -> tensor<?x4xf32> {
  %y = nn.window %x axes [1] size [3] stride [2] : tensor<?x9xf32> -> tensor<?x4x3xf32>
  %z = nn.einsum "n p k, k -> n p" %y, %w : (tensor<?x4x3xf32>, tensor<3xf32>) -> tensor<?x4xf32>
  return %z : tensor<?x4xf32>
}

// A loop that only occurs in sums gets its extent from an operand that is not
// read.
// CHECK-LABEL: func.func @window_sum(
// CHECK-SAME: %[[X:.*]]: tensor<9xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<3xf32>
// CHECK: %[[EMPTY2:.*]] = tensor.empty() : tensor<7xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY2]] : tensor<7xf32>) -> tensor<7xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 + d1)>, affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[X]], %[[EMPTY]] : tensor<9xf32>, tensor<3xf32>) outs(%[[INIT]] : tensor<7xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[IN]] fastmath<reassoc,contract> : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<7xf32>
func.func @window_sum(%x: tensor<9xf32>) -> tensor<7xf32> {
  %y = nn.window %x axes [0] size [3] : tensor<9xf32> -> tensor<7x3xf32>
  %z = nn.einsum "p k -> p" %y : (tensor<7x3xf32>) -> tensor<7xf32>
  return %z : tensor<7xf32>
}

// What the declared type says of an extent is checked. The identity itself is
// gone.
// CHECK-LABEL: func.func @claim(
// CHECK-SAME: %[[X:.*]]: tensor<?xf32>
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM]], %c4 : index
// CHECK: cf.assert %[[OK]], "axis 0 has another extent"
// CHECK: %[[CAST:.*]] = tensor.cast %[[X]] : tensor<?xf32> to tensor<4xf32>
// CHECK: return %[[CAST]] : tensor<4xf32>
func.func @claim(%x: tensor<?xf32>) -> tensor<4xf32> {
  %y = nn.einsum "a -> a" %x : (tensor<?xf32>) -> tensor<4xf32>
  return %y : tensor<4xf32>
}

// Extents that meet only at run time are guarded.
// CHECK-LABEL: func.func @guarded(
// CHECK-SAME: %[[X:.*]]: tensor<?x?xf32>, %[[W:.*]]: tensor<3x?xf32>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f32
// CHECK: %[[DIM:.*]] = tensor.dim %[[X]], %c0 : tensor<?x?xf32>
// CHECK: %[[DIM2:.*]] = tensor.dim %[[X]], %c1 : tensor<?x?xf32>
// CHECK: %[[DIM3:.*]] = tensor.dim %[[W]], %c1 : tensor<3x?xf32>
// CHECK: %[[OK:.*]] = arith.cmpi eq, %[[DIM2]], %[[DIM3]] : index
// CHECK: cf.assert %[[OK]], "axis 'i' has two extents"
// CHECK: %[[EMPTY:.*]] = tensor.empty(%[[DIM]]) : tensor<?x3xf32>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f32) outs(%[[EMPTY]] : tensor<?x3xf32>) -> tensor<?x3xf32>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1, d2) -> (d0, d2)>, affine_map<(d0, d1, d2) -> (d1, d2)>, affine_map<(d0, d1, d2) -> (d0, d1)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%[[X]], %[[W]] : tensor<?x?xf32>, tensor<3x?xf32>) outs(%[[INIT]] : tensor<?x3xf32>) {
// CHECK: ^bb0(%[[IN:.*]]: f32, %[[IN2:.*]]: f32, %[[OUT:.*]]: f32):
// CHECK: %[[PROD:.*]] = arith.mulf %[[IN]], %[[IN2]] fastmath<contract> : f32
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[PROD]] fastmath<reassoc,contract> : f32
// CHECK: linalg.yield %[[SUM]] : f32
// CHECK: return %[[R]] : tensor<?x3xf32>
func.func @guarded(%x: tensor<?x?xf32>, %w: tensor<3x?xf32>) -> tensor<?x3xf32> {
  %y = nn.einsum "b i, o i -> b o" %x, %w : (tensor<?x?xf32>, tensor<3x?xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// 16-bit floats are widened by another pass.
// CHECK-LABEL: func.func @half(
// CHECK-SAME: %[[X:.*]]: tensor<2x3xf16>
// CHECK: %[[CST:.*]] = arith.constant 0.000000e+00 : f16
// CHECK: %[[EMPTY:.*]] = tensor.empty() : tensor<2xf16>
// CHECK: %[[INIT:.*]] = linalg.fill ins(%[[CST]] : f16) outs(%[[EMPTY]] : tensor<2xf16>) -> tensor<2xf16>
// CHECK: %[[R:.*]] = linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel", "reduction"]} ins(%[[X]] : tensor<2x3xf16>) outs(%[[INIT]] : tensor<2xf16>) {
// CHECK: ^bb0(%[[IN:.*]]: f16, %[[OUT:.*]]: f16):
// CHECK: %[[SUM:.*]] = arith.addf %[[OUT]], %[[IN]] fastmath<reassoc,contract> : f16
// CHECK: linalg.yield %[[SUM]] : f16
// CHECK: return %[[R]] : tensor<2xf16>
func.func @half(%x: tensor<2x3xf16>) -> tensor<2xf16> {
  %y = nn.einsum "a b -> a" %x : (tensor<2x3xf16>) -> tensor<2xf16>
  return %y : tensor<2xf16>
}
