// What is not computed rows by rows.
// RUN: nn-opt %s --nn-lower-to-structured=opt-level=1 --nn-fuse-rows | FileCheck %s

// What lies between the passes is small as it is.
// CHECK-LABEL: func.func @small.kernel
// CHECK-NOT: scf.for
// CHECK: return
func.func @small(%x: tensor<8x64xf32>) -> tensor<8x64xf32> {
  %y = nn.softmax %x axis 1 : tensor<8x64xf32>
  return %y : tensor<8x64xf32>
}

// There is but one row.
// CHECK-LABEL: func.func @one_row.kernel
// CHECK-NOT: scf.for
// CHECK: return
func.func @one_row(%x: tensor<1x65536xf32>) -> tensor<1x65536xf32> {
  %y = nn.softmax %x axis 1 : tensor<1x65536xf32>
  return %y : tensor<1x65536xf32>
}

// No tile has a size that is known.
// CHECK-LABEL: func.func @unknown.kernel
// CHECK-NOT: scf.for
// CHECK: return
func.func @unknown(%x: tensor<?x512xf32>) -> tensor<?x512xf32> {
  %y = nn.softmax %x axis 1 : tensor<?x512xf32>
  return %y : tensor<?x512xf32>
}

// What is read elsewhere, too, is computed once, and before.
// CHECK-LABEL: func.func @two_readers.kernel
// CHECK-NOT: scf.for
// CHECK: %[[X:.*]] = linalg.generic {{.*}} outs(%{{.*}} : tensor<64x512xf32>)
// CHECK: math.exp
// CHECK: scf.for
// CHECK: tensor.extract_slice %[[X]]
// CHECK-NOT: math.exp
// CHECK: scf.yield
// CHECK: bufferization.materialize_in_destination %[[X]]
func.func @two_readers(%x: tensor<64x512xf32>) -> (tensor<64x512xf32>, tensor<64x512xf32>) {
  %a = math.exp %x : tensor<64x512xf32>
  %y = nn.layer_norm %a axes [1] epsilon 1.0e-5 : (tensor<64x512xf32>) -> tensor<64x512xf32>
  return %y, %a : tensor<64x512xf32>, tensor<64x512xf32>
}

// Rows of a product with a parameter would read all of it every time.
// CHECK-LABEL: func.func @param.kernel
// CHECK-NOT: scf.for
// CHECK: %[[A:.*]] = linalg.generic {{.*}} : tensor<64x512xf32>, tensor<512x512xf32>)
// CHECK: %[[Y:.*]] = scf.for
// CHECK: tensor.extract_slice %[[A]]
// CHECK: scf.yield
// CHECK: linalg.generic {{.*}} ins(%[[Y]], %{{.*}} : tensor<64x512xf32>, tensor<512x512xf32>)
nn.param @w : tensor<512x512xf32> = #nn.init<normal, seed = 1, mean = 0.0, stddev = 1.0>
func.func @param(%x: tensor<64x512xf32>) -> tensor<64x512xf32> {
  %w = nn.param_ref @w : tensor<512x512xf32>
  %a = nn.einsum "i k, k j -> i j" %x, %w : (tensor<64x512xf32>, tensor<512x512xf32>) -> tensor<64x512xf32>
  %b = nn.softmax %a axis 1 : tensor<64x512xf32>
  %y = nn.einsum "i k, k j -> i j" %b, %w : (tensor<64x512xf32>, tensor<512x512xf32>) -> tensor<64x512xf32>
  return %y : tensor<64x512xf32>
}

// Element-wise ops alone read nothing twice.
// CHECK-LABEL: func.func @element_wise.kernel
// CHECK-NOT: scf.for
// CHECK: return
func.func @element_wise(%x: tensor<64x512xf32>, %y: tensor<512x64xf32>) -> tensor<64x512xf32> {
  %t = nn.rearrange "i j -> j i" %y : (tensor<512x64xf32>) -> tensor<64x512xf32>
  %e = math.exp %t : tensor<64x512xf32>
  %s = arith.addf %x, %e : tensor<64x512xf32>
  return %s : tensor<64x512xf32>
}
