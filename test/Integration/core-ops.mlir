// Core ops compiled at every level against the evaluator, static and dynamic.
// RUN: %python %S/compare.py %s matmul x=f32:5x7 w=f32:3x7
// RUN: %python %S/compare.py %s matmul x=f32:1x7 w=f32:3x7
// RUN: %python %S/compare.py %s matmul x=f32:0x7 w=f32:3x7
// RUN: %python %S/compare.py %s matmul64 x=f64:5x7 w=f64:7x2 --rtol 1e-13 --atol 1e-13
// RUN: %python %S/compare.py %s integers x=i32:4x6 w=i32:6x3 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s diagonal x=f32:4x4x3
// RUN: %python %S/compare.py %s dot x=f32:9 y=f32:9
// RUN: %python %S/compare.py %s outer x=f32:4 y=f32:5
// RUN: %python %S/compare.py %s split x=f32:12x5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s split x=f32:0x5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s mergeempty x=f32:3x0x2 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s splitempty x=f32:3x0 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s reduceempty x=f32:3x0x5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s merge x=f32:2x3x4 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s repeat x=f32:3x1x2 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s units x=f32:1x3x1 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s broadcast x=f32:4x3x5 y=f32:3x1 z=f32
// RUN: %python %S/compare.py %s classify x=f64:6 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s largest x=f32:3x4x5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s all x=i1:3x5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s windows x=f32:2x9 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s windows x=f32:2x4 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s windowsum x=f32:2x9
// RUN: %python %S/compare.py %s windowmax x=f32:8x8 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s argmax x=f32:3x5 --rtol 0 --atol 0 --outputs 2
// RUN: %python %S/compare.py %s fromfirst x=f32:3x4x2 --rtol 0 --atol 0 --outputs 3
// RUN: %python %S/compare.py %s fromonly x=f32:0x3x1 --rtol 0 --atol 0 --outputs 3
// RUN: %python %S/compare.py %s fromonly x=f32:2x3x1 --rtol 0 --atol 0 --outputs 3
// RUN: %python %S/compare.py %s spread x=f32:2x4 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s spread x=f32:2x0 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s band x=f32:3x5 --rtol 0 --atol 0
// RUN: %python %S/compare.py %s two x=f32:4 --outputs 2
// RUN: %python %S/compare.py %s same x=f32:4 --rtol 0 --atol 0

func.func @matmul(%x: tensor<?x7xf32>, %w: tensor<3x7xf32>) -> tensor<?x3xf32> {
  %y = nn.einsum "b i, o i -> b o" %x, %w : (tensor<?x7xf32>, tensor<3x7xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}
func.func @matmul64(%x: tensor<?x?xf64>, %w: tensor<7x2xf64>) -> tensor<?x2xf64> {
  %y = nn.einsum "b i, i o -> b o" %x, %w : (tensor<?x?xf64>, tensor<7x2xf64>) -> tensor<?x2xf64>
  return %y : tensor<?x2xf64>
}
func.func @integers(%x: tensor<4x6xi32>, %w: tensor<6x3xi32>) -> tensor<3x4xi32> {
  %y = nn.einsum "b i, i o -> o b" %x, %w : (tensor<4x6xi32>, tensor<6x3xi32>) -> tensor<3x4xi32>
  return %y : tensor<3x4xi32>
}
func.func @diagonal(%x: tensor<4x4x3xf32>) -> tensor<3x4xf32> {
  %y = nn.einsum "i i c -> c i" %x : (tensor<4x4x3xf32>) -> tensor<3x4xf32>
  return %y : tensor<3x4xf32>
}
func.func @dot(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<f32> {
  %z = nn.einsum "i, i ->" %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<f32>
  return %z : tensor<f32>
}
func.func @outer(%x: tensor<?xf32>, %y: tensor<?xf32>) -> tensor<?x?xf32> {
  %z = nn.einsum "i, j -> j i" %x, %y : (tensor<?xf32>, tensor<?xf32>) -> tensor<?x?xf32>
  return %z : tensor<?x?xf32>
}
func.func @split(%x: tensor<?x5xf32>) -> tensor<5x?x4xf32> {
  %y = nn.rearrange "(a b) c -> c a b" %x sizes {b = 4} : (tensor<?x5xf32>) -> tensor<5x?x4xf32>
  return %y : tensor<5x?x4xf32>
}
func.func @merge(%x: tensor<?x3x?xf32>) -> tensor<?x3xf32> {
  %y = nn.rearrange "a b c -> (c a) b" %x : (tensor<?x3x?xf32>) -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}
func.func @repeat(%x: tensor<3x1x2xf32>) -> tensor<2x4x3xf32> {
  %y = nn.rearrange "a 1 b -> b n a" %x sizes {n = 4} : (tensor<3x1x2xf32>) -> tensor<2x4x3xf32>
  return %y : tensor<2x4x3xf32>
}
func.func @units(%x: tensor<?x3x1xf32>) -> tensor<1x3x1x1xf32> {
  %y = nn.rearrange "1 a 1 -> 1 a 1 1" %x : (tensor<?x3x1xf32>) -> tensor<1x3x1x1xf32>
  return %y : tensor<1x3x1x1xf32>
}
func.func @broadcast(%x: tensor<?x3x?xf32>, %y: tensor<3x1xf32>, %z: tensor<f32>) -> tensor<?x3x?xf32> {
  %r = nn.map %x, %y, %z : (tensor<?x3x?xf32>, tensor<3x1xf32>, tensor<f32>) -> tensor<?x3x?xf32> {
  ^bb0(%a: f32, %b: f32, %c: f32):
    %s = arith.mulf %a, %b : f32
    %t = arith.subf %s, %c : f32
    nn.yield %t : f32
  }
  return %r : tensor<?x3x?xf32>
}
func.func @classify(%x: tensor<6xf64>) -> tensor<6xi1> {
  %r = nn.map %x : (tensor<6xf64>) -> tensor<6xi1> {
  ^bb0(%a: f64):
    %zero = arith.constant 0.0 : f64
    %t = arith.cmpf ogt, %a, %zero : f64
    nn.yield %t : i1
  }
  return %r : tensor<6xi1>
}
func.func @largest(%x: tensor<?x4x?xf32>) -> tensor<1x4x1xf32> {
  %r = nn.reduce %x axes [0, 2] keep : (tensor<?x4x?xf32>) -> tensor<1x4x1xf32> neutral 0xFF800000 {
  ^bb0(%a: f32, %b: f32):
    %m = arith.maximumf %a, %b : f32
    nn.yield %m : f32
  }
  return %r : tensor<1x4x1xf32>
}
func.func @all(%x: tensor<?x5xi1>) -> tensor<?xi1> {
  %r = nn.reduce %x axes [1] : (tensor<?x5xi1>) -> tensor<?xi1> neutral true {
  ^bb0(%a: i1, %b: i1):
    %m = arith.andi %a, %b : i1
    nn.yield %m : i1
  }
  return %r : tensor<?xi1>
}
func.func @windows(%x: tensor<2x?xf32>) -> tensor<2x?x3xf32> {
  %y = nn.window %x axes [1] size [3] stride [2] dilation [2] padding [1, 2] pad_value 7.0 : f32 : tensor<2x?xf32> -> tensor<2x?x3xf32>
  return %y : tensor<2x?x3xf32>
}
func.func @windowsum(%x: tensor<2x?xf32>) -> tensor<2x?xf32> {
  %y = nn.window %x axes [1] size [3] padding [1, 1] : tensor<2x?xf32> -> tensor<2x?x3xf32>
  %z = nn.einsum "c p k -> c p" %y : (tensor<2x?x3xf32>) -> tensor<2x?xf32>
  return %z : tensor<2x?xf32>
}
func.func @windowmax(%x: tensor<?x8xf32>) -> tensor<?x4xf32> {
  %y = nn.window %x axes [0, 1] size [3, 2] stride [2, 2] : tensor<?x8xf32> -> tensor<?x4x3x2xf32>
  %z = nn.reduce %y axes [2, 3] : (tensor<?x4x3x2xf32>) -> tensor<?x4xf32> neutral 0xFF800000 {
  ^bb0(%a: f32, %b: f32):
    %m = arith.maximumf %a, %b : f32
    nn.yield %m : f32
  }
  return %z : tensor<?x4xf32>
}
func.func @two(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<f32>) {
  %y = arith.addf %x, %x : tensor<4xf32>
  %z = nn.einsum "i ->" %y : (tensor<4xf32>) -> tensor<f32>
  return %y, %z : tensor<4xf32>, tensor<f32>
}
func.func @same(%x: tensor<4xf32>) -> tensor<4xf32> {
  return %x : tensor<4xf32>
}

// Tensors without elements whose other extents are dynamic.
func.func @mergeempty(%x: tensor<?x0x?xf32>) -> tensor<?x?xf32> {
  %y = nn.rearrange "a b c -> c (a b)" %x : (tensor<?x0x?xf32>) -> tensor<?x?xf32>
  return %y : tensor<?x?xf32>
}
func.func @splitempty(%x: tensor<?x0xf32>) -> tensor<?x0x2x?xf32> {
  %y = nn.rearrange "a (b c) -> a b c a2" %x sizes {c = 2, a2 = 4} : (tensor<?x0xf32>) -> tensor<?x0x2x?xf32>
  return %y : tensor<?x0x2x?xf32>
}
func.func @reduceempty(%x: tensor<?x0x5xf32>) -> tensor<?x5xf32> {
  %y = nn.reduce %x axes [1] : (tensor<?x0x5xf32>) -> tensor<?x5xf32> neutral 3.0 {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %a, %b : f32
    nn.yield %c : f32
  }
  return %y : tensor<?x5xf32>
}

func.func @argmax(%x: tensor<?x5xf32>) -> (tensor<?xf32>, tensor<?xi64>) {
  %i = nn.map %x : (tensor<?x5xf32>) -> tensor<?x5xi64> {
  ^bb0(%a: f32):
    %j = nn.index 1
    %k = arith.index_cast %j : index to i64
    nn.yield %k : i64
  }
  %0:2 = nn.reduce %x, %i axes [1] : (tensor<?x5xf32>, tensor<?x5xi64>) -> (tensor<?xf32>, tensor<?xi64>) neutral 0xFF800000, 0 {
  ^bb0(%a: f32, %p: i64, %b: f32, %q: i64):
    %c = arith.cmpf ogt, %b, %a : f32
    %m = arith.select %c, %b, %a : f32
    %n = arith.select %c, %q, %p : i64
    nn.yield %m, %n : f32, i64
  }
  return %0#0, %0#1 : tensor<?xf32>, tensor<?xi64>
}

// Without a neutral element: over one axis, two, and none.
func.func @fromfirst(%x: tensor<?x4x?xf32>) -> (tensor<?x4xf32>, tensor<1x4x1xf32>, tensor<?x4x?xf32>) {
  %0 = nn.reduce %x axes [2] : (tensor<?x4x?xf32>) -> tensor<?x4xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.maximumf %a, %b : f32
    nn.yield %m : f32
  }
  %1 = nn.reduce %x axes [0, 2] keep : (tensor<?x4x?xf32>) -> tensor<1x4x1xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.minimumf %a, %b : f32
    nn.yield %m : f32
  }
  %2 = nn.reduce %x axes [] : (tensor<?x4x?xf32>) -> tensor<?x4x?xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.minimumf %a, %b : f32
    nn.yield %m : f32
  }
  return %0, %1, %2 : tensor<?x4xf32>, tensor<1x4x1xf32>, tensor<?x4x?xf32>
}

// Over an axis of one element, and where there are no results.
func.func @fromonly(%x: tensor<?x3x1xf32>) -> (tensor<?x3xf32>, tensor<1x0x3xf32>, tensor<0xf32>) {
  %0 = nn.reduce %x axes [2] : (tensor<?x3x1xf32>) -> tensor<?x3xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.addf %a, %b : f32
    nn.yield %m : f32
  }
  %c = arith.constant dense<0.0> : tensor<2x0x3xf32>
  %1 = nn.reduce %c axes [0] keep : (tensor<2x0x3xf32>) -> tensor<1x0x3xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.addf %a, %b : f32
    nn.yield %m : f32
  }
  %2 = nn.reduce %c axes [0, 2] : (tensor<2x0x3xf32>) -> tensor<0xf32> {
  ^bb0(%a: f32, %b: f32):
    %m = arith.addf %a, %b : f32
    nn.yield %m : f32
  }
  return %0, %1, %2 : tensor<?x3xf32>, tensor<1x0x3xf32>, tensor<0xf32>
}

func.func @spread(%x: tensor<2x?xf32>) -> tensor<2x?x3xf32> {
  %y = nn.window %x axes [1] size [3] stride [2] padding [2, 3] base_dilation [3] : tensor<2x?xf32> -> tensor<2x?x3xf32>
  return %y : tensor<2x?x3xf32>
}

// A mask by position.
func.func @band(%x: tensor<?x5xf32>) -> tensor<?x5xf32> {
  %y = nn.map %x : (tensor<?x5xf32>) -> tensor<?x5xf32> {
  ^bb0(%v: f32):
    %i = nn.index 0
    %j = nn.index 1
    %zero = arith.constant 0.0 : f32
    %later = arith.cmpi ugt, %j, %i : index
    %w = arith.select %later, %zero, %v : f32
    nn.yield %w : f32
  }
  return %y : tensor<?x5xf32>
}
