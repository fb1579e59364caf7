// The forms of nn.sinusoidal_encoding: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @sinusoidal_encoding(
func.func @sinusoidal_encoding(%p: tensor<2x?xf32, #nn.axes<batch, time>>, %s: tensor<f16>) {
  // GENERIC: "nn.sinusoidal_encoding"(%{{.*}}) <{base = 1.000000e+04 : f64, depth = 16 : i64, layout = #nn<pair_layout interleaved>}> : (
  // CHECK: nn.sinusoidal_encoding interleaved %{{.*}} depth 16 base 1.000000e+04 : (tensor<2x?xf32, #nn.axes<batch, time>>) -> tensor<2x?x16xf32, #nn.axes<batch, time, _>>
  %0 = nn.sinusoidal_encoding interleaved %p depth 16 base 1.000000e+04 : (tensor<2x?xf32, #nn.axes<batch, time>>) -> tensor<2x?x16xf32, #nn.axes<batch, time, _>>
  // CHECK: nn.sinusoidal_encoding halves %{{.*}} depth 2 base 1.000000e-01 {note} : (tensor<f16>) -> tensor<2xf16>
  %1 = nn.sinusoidal_encoding halves %s depth 2 base 1.000000e-01 {note} : (tensor<f16>) -> tensor<2xf16>
  return
}
