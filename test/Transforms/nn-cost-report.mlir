// Operations, bytes, parameters and live memory by hand.
// RUN: nn-opt %s --nn-cost-report -o %t.mlir 2>&1 | FileCheck %s
// RUN: nn-opt %s -o %t.before && diff %t.before %t.mlir
// RUN: nn-opt %s --nn-cost-report="output=%t.txt" -o /dev/null && FileCheck %s --input-file=%t.txt
// RUN: %python %src/test/Tools/Inputs/expect.py 1 "error: cannot write '[^']*none/x'" - nn-opt %s --nn-cost-report="output=%t.none/x"
// RUN: %python %src/test/Tools/Inputs/expect.py 1 "error: cannot write '/dev/full': No space" - nn-opt %s --nn-cost-report=output=/dev/full -o /dev/null
// RUN: %python %src/test/Tools/Inputs/expect.py 1 "Cannot find option named 'xml'" - nn-opt %s --nn-cost-report="format=xml" -o /dev/null

nn.param @w : tensor<3x4xf32> = dense<1.0>
nn.param @b : tensor<3xf32> = dense<1.0>
nn.param @k : tensor<8x2x3x3xf64> = dense<1.0>

// 2 * 3 * 4 operations per row; a row is 16 bytes, of the result 12. 12 + 3
// weights of 4 bytes. Both hidden tensors are live in the last op.
// CHECK-LABEL: function @mlp at {{.*}}nn-cost-report.mlir:[[#]]:1, run-time extents: batch
// CHECK-NEXT: operations {{ *}}bytes read {{ *}}bytes written {{ *}}parameters (bytes) {{ *}}op
// CHECK-NEXT: 24 * batch {{ *}}16 * batch + 60 {{ *}}12 * batch {{ *}}15 (60) {{ *}}nn.linear at {{.*}}nn-cost-report.mlir:[[#]]:8
// CHECK-NEXT: 3 * batch {{ *}}12 * batch {{ *}}12 * batch {{ *}}0 (0) {{ *}}nn.activation at
// CHECK-NEXT: 3 * batch {{ *}}24 * batch {{ *}}12 * batch {{ *}}0 (0) {{ *}}arith.addf at
// CHECK-NEXT: 30 * batch {{ *}}52 * batch + 60 {{ *}}36 * batch {{ *}}15 (60) {{ *}}total
// CHECK-NEXT: most live memory: 36 * batch bytes, in arith.addf at
func.func @mlp(%x: tensor<?x4xf32, #nn.axes<batch, _>>) -> tensor<?x3xf32> {
  %w = nn.param_ref @w : tensor<3x4xf32>
  %b = nn.param_ref @b : tensor<3xf32>
  %l = nn.linear %x, %w bias %b : (tensor<?x4xf32, #nn.axes<batch, _>>, tensor<3x4xf32>, tensor<3xf32>) -> tensor<?x3xf32>
  %h = nn.activation #nn.tanh, %l : tensor<?x3xf32>
  %y = arith.addf %l, %h : tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// 2 * 2 * 3 * 3 operations for each of 8 * 5 * 5 elements; 2 * 5 * 5 read, with
// 8 bytes each, 144 weights.
// CHECK-LABEL: function @conv at
// CHECK: 7200 {{ *}}1552 {{ *}}1600 {{ *}}144 (1152) {{ *}}nn.conv
// CHECK: most live memory: 1600 bytes
func.func @conv(%x: tensor<1x2x5x5xf64>) -> tensor<1x8x5x5xf64> {
  %k = nn.param_ref @k : tensor<8x2x3x3xf64>
  %y = nn.conv %x, %k padding [1, 1, 1, 1] : (tensor<1x2x5x5xf64>, tensor<8x2x3x3xf64>) -> tensor<1x8x5x5xf64>
  return %y : tensor<1x8x5x5xf64>
}

// An extent that is no polynomial, and one that nothing is known of.
// CHECK-LABEL: function @window at {{.*}}, run-time extents: x_0
// CHECK: 0 {{ *}}4 * x_0 {{ *}}12 * ((x_0 - 3) floordiv 2) + 12 {{ *}}0 (0) {{ *}}nn.window
// CHECK: most live memory: 12 * ((x_0 - 3) floordiv 2) + 12 bytes
func.func @window(%x: tensor<?xf32> {nn.name = "x"}) -> tensor<?x3xf32> {
  %y = nn.window %x axes [0] size [3] stride [2] : tensor<?xf32> -> tensor<?x3xf32>
  return %y : tensor<?x3xf32>
}

// What is more depends on the extents.
// CHECK-LABEL: function @either at {{.*}}, run-time extents: x_0, y_0
// CHECK-NEXT: operations
// CHECK-NEXT: x_0 {{ *}}4 * x_0 {{ *}}4 * x_0 {{ *}}0 (0) {{ *}}math.exp
// CHECK-NEXT: x_0 {{ *}}4 * x_0 {{ *}}4 {{ *}}0 (0) {{ *}}nn.einsum
// CHECK-NEXT: y_0 {{ *}}4 * y_0 {{ *}}4 * y_0 {{ *}}0 (0) {{ *}}math.exp
// CHECK-NEXT: 2 * x_0 + y_0 {{ *}}8 * x_0 + 4 * y_0 {{ *}}4 * x_0 + 4 * y_0 + 4 {{ *}}0 (0) {{ *}}total
// CHECK-NEXT: most live memory: the largest of
// CHECK-NEXT: 4 * x_0 + 4 bytes, in nn.einsum at
// CHECK-NEXT: 4 * y_0 + 4 bytes, in math.exp at
func.func @either(%x: tensor<?xf32> {nn.name = "x"}, %y: tensor<?xf32> {nn.name = "y"}) -> (tensor<f32>, tensor<?xf32>) {
  %0 = math.exp %x : tensor<?xf32>
  %1 = nn.einsum "i ->" %0 : (tensor<?xf32>) -> tensor<f32>
  %2 = math.exp %y : tensor<?xf32>
  return %1, %2 : tensor<f32>, tensor<?xf32>
}

// A call costs what the function does, and what is live there is live on top of
// what is live here; a parameter that an application binds is not read.
// CHECK-LABEL: function @calls at
// CHECK-NEXT: operations
// CHECK-NEXT: 12 {{ *}}48 {{ *}}48 {{ *}}12 (48) {{ *}}arith.negf
// CHECK-NEXT: 60 {{ *}}164 {{ *}}72 {{ *}}15 (60) {{ *}}func.call @mlp
// CHECK-NEXT: 60 {{ *}}164 {{ *}}72 {{ *}}3 (12) {{ *}}nn.apply @mlp
// CHECK-NEXT: 6 {{ *}}48 {{ *}}24 {{ *}}0 (0) {{ *}}arith.mulf
// CHECK-NEXT: 138 {{ *}}424 {{ *}}216 {{ *}}15 (60) {{ *}}total
// CHECK-NEXT: most live memory: 144 bytes, in arith.addf at
func.func @calls(%x: tensor<2x4xf32>) -> tensor<?x3xf32> {
  %w = nn.param_ref @w : tensor<3x4xf32>
  %n = arith.negf %w : tensor<3x4xf32>
  %c = tensor.cast %x : tensor<2x4xf32> to tensor<?x4xf32, #nn.axes<batch, _>>
  %0 = func.call @mlp(%c) : (tensor<?x4xf32, #nn.axes<batch, _>>) -> tensor<?x3xf32>
  %1 = nn.apply @mlp(%c) params(@w = %n : tensor<3x4xf32>) : (tensor<?x4xf32, #nn.axes<batch, _>>) -> tensor<?x3xf32>
  %2 = arith.mulf %0, %1 : tensor<?x3xf32>
  return %2 : tensor<?x3xf32>
}

// What nothing is known of has a name.
// CHECK-LABEL: function @unknown at
// CHECK: ?0 {{ *}}4 * ?0 {{ *}}4 * ?0 {{ *}}0 (0) {{ *}}arith.negf
// CHECK: ?0 is the result of 'tensor.extract' at {{.*}}nn-cost-report.mlir:[[#]]:8
func.func @unknown(%x: tensor<8xf32>, %n: tensor<index>) -> tensor<?xf32> {
  %i = tensor.extract %n[] : tensor<index>
  %0 = tensor.extract_slice %x[0] [%i] [1] : tensor<8xf32> to tensor<?xf32>
  %1 = arith.negf %0 : tensor<?xf32>
  return %1 : tensor<?xf32>
}
