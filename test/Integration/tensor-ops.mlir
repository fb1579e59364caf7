// The tensor ops that a model may use, compiled at every level and evaluated.
// RUN: %python %S/compare.py %s concat a=f32:2x3 b=f32:2x1 c=f32:2x0 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s concatempty a=f32:0x3 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s padempty a=f32:0x3 --rtol 0 --atol 0 --outputs 2
// RUN: %python %S/compare.py %s slice a=i32:4x6 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s row a=f64:4x6 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s insert a=f32:4x6 b=f32:2x3 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s pad a=i8:2x3 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s reshape a=f32:4x6 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s zerostate x=f32:3x5x4 --rtol 1e-6 --atol 1e-6 --outputs 2
// RUN: %python %S/compare.py %s zerostate x=f32:0x5x4 --rtol 0 --atol 0 --outputs 2
// RUN: %python -c "import numpy; numpy.save('%t.x.npy', numpy.zeros(3, numpy.float32))"
// RUN: not nn-run --reference %s --entry negative %t.x.npy 2>&1 | FileCheck %s --check-prefix=EVALUATED
// RUN: not nn-run %s --entry negative %t.x.npy 2>&1 | FileCheck %s --check-prefix=COMPILED
// RUN: not nn-run --reference %s --entry huge %t.x.npy 2>&1 | FileCheck %s --check-prefix=HUGE
// HUGE: error: 'tensor.splat' op has a result of {{[0-9]+}} elements, more than the 2147483648 that the evaluator holds
// EVALUATED: error: 'tensor.splat' op expected extents that are not negative, got -1
// COMPILED: shapes of the outputs: extents are negative

func.func @concat(%a: tensor<2x3xf32>, %b: tensor<2x1xf32>, %c: tensor<2x0xf32>)
    -> tensor<2x4xf32> {
  %0 = tensor.concat dim(1) %a, %c, %b
      : (tensor<2x3xf32>, tensor<2x0xf32>, tensor<2x1xf32>) -> tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}
func.func @slice(%a: tensor<4x6xi32>) -> tensor<2x3xi32> {
  %0 = tensor.extract_slice %a[1, 0] [2, 3] [2, 2]
      : tensor<4x6xi32> to tensor<2x3xi32>
  return %0 : tensor<2x3xi32>
}
func.func @row(%a: tensor<4x6xf64>) -> tensor<6xf64> {
  %0 = tensor.extract_slice %a[2, 0] [1, 6] [1, 1]
      : tensor<4x6xf64> to tensor<6xf64>
  return %0 : tensor<6xf64>
}
func.func @insert(%a: tensor<4x6xf32>, %b: tensor<2x3xf32>) -> tensor<4x6xf32> {
  %0 = tensor.insert_slice %b into %a[1, 0] [2, 3] [2, 2]
      : tensor<2x3xf32> into tensor<4x6xf32>
  return %0 : tensor<4x6xf32>
}
func.func @pad(%a: tensor<2x3xi8>) -> tensor<4x4xi8> {
  %c = arith.constant -7 : i8
  %0 = tensor.pad %a low[1, 0] high[1, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : i8
  } : tensor<2x3xi8> to tensor<4x4xi8>
  return %0 : tensor<4x4xi8>
}
func.func @reshape(%a: tensor<4x6xf32>) -> tensor<2x12xf32> {
  %c = arith.constant 0.5 : f32
  %d = arith.constant -1.5 : f32
  %0 = tensor.collapse_shape %a [[0, 1]] : tensor<4x6xf32> into tensor<24xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [2, 12]
      : tensor<24xf32> into tensor<2x12xf32>
  %2 = tensor.splat %c : tensor<2x12xf32>
  %3 = tensor.from_elements %c, %d : tensor<2x1xf32>
  %4 = arith.mulf %1, %2 : tensor<2x12xf32>
  %5 = nn.map %4, %3 : (tensor<2x12xf32>, tensor<2x1xf32>) -> tensor<2x12xf32> {
  ^bb0(%x: f32, %y: f32):
    %z = arith.addf %x, %y : f32
    nn.yield %z : f32
  }
  return %5 : tensor<2x12xf32>
}

// Results without elements.
func.func @concatempty(%a: tensor<0x3xf32>) -> tensor<0x6xf32> {
  %0 = tensor.concat dim(1) %a, %a : (tensor<0x3xf32>, tensor<0x3xf32>) -> tensor<0x6xf32>
  return %0 : tensor<0x6xf32>
}
func.func @padempty(%a: tensor<0x3xf32>) -> (tensor<0x4xf32>, tensor<2x3xf32>) {
  %c = arith.constant 7.0 : f32
  %0 = tensor.pad %a low[0, 1] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<0x3xf32> to tensor<0x4xf32>
  %1 = tensor.pad %a low[1, 0] high[1, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<0x3xf32> to tensor<2x3xf32>
  return %0, %1 : tensor<0x4xf32>, tensor<2x3xf32>
}

// A state of zeros for as many sequences as there are.
func.func @zerostate(%x: tensor<?x?x4xf32>) -> (tensor<?x4xf32>, tensor<?x?x4xf32>) {
  %c0 = arith.constant 0 : index
  %zero = arith.constant 0.0 : f32
  %n = tensor.dim %x, %c0 : tensor<?x?x4xf32>
  %h = tensor.splat %zero[%n] : tensor<?x4xf32>
  %l, %a = nn.scan init(%h : tensor<?x4xf32>) over(%x : tensor<?x?x4xf32>) axis 1 -> tensor<?x4xf32>, tensor<?x?x4xf32> {
  ^bb0(%s: tensor<?x4xf32>, %t: tensor<?x4xf32>):
    %u = arith.addf %s, %t : tensor<?x4xf32>
    nn.yield %u, %u : tensor<?x4xf32>, tensor<?x4xf32>
  }
  return %l, %a : tensor<?x4xf32>, tensor<?x?x4xf32>
}
func.func @negative(%x: tensor<?xf32>) -> tensor<?xf32> {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %zero = arith.constant 0.0 : f32
  %n = tensor.dim %x, %c0 : tensor<?xf32>
  %m = arith.subi %n, %c4 : index
  %h = tensor.splat %zero[%m] : tensor<?xf32>
  return %h : tensor<?xf32>
}
func.func @huge(%x: tensor<?xf32>) -> tensor<f32> {
  %c0 = arith.constant 0 : index
  %large = arith.constant 1152921504606846976 : index
  %one = arith.constant 1.0 : f32
  %n = tensor.dim %x, %c0 : tensor<?xf32>
  %m = arith.muli %n, %large : index
  %h = tensor.splat %one[%m] : tensor<?xf32>
  %s = nn.einsum "i ->" %h : (tensor<?xf32>) -> tensor<f32>
  return %s : tensor<f32>
}
