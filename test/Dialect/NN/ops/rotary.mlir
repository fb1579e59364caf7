// The forms of nn.rotary: what is written is what is printed, and both forms
// read back.
// RUN: nn-opt %s --verify-roundtrip | FileCheck %s
// RUN: nn-opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: nn-opt %s --mlir-print-op-generic | nn-opt | FileCheck %s

// CHECK-LABEL: func.func @rotary(
func.func @rotary(%x: tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>, %p: tensor<2x?xi8>, %q: tensor<?xf32>, %y: tensor<?x0xf32>) {
  // GENERIC: "nn.rotary"(%{{.*}}) <{base = 1.000000e+01 : f64, layout = #nn<pair_layout halves>}> : (
  // CHECK: nn.rotary halves %{{.*}} base 1.000000e+01 : (tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>) -> tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>
  %0 = nn.rotary halves %x base 1.000000e+01 : (tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>) -> tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>
  // Positions are integers or floats, for all samples or for each.
  // CHECK: nn.rotary interleaved %{{.*}} positions %{{.*}} base 1.000000e+01 {note} : (tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>, tensor<2x?xi8>) -> tensor<2x8x?x6xf32>
  %1 = nn.rotary interleaved %x positions %p base 1.000000e+01 {note} : (tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>, tensor<2x?xi8>) -> tensor<2x8x?x6xf32>
  // CHECK: nn.rotary interleaved %{{.*}} positions %{{.*}} base 1.000000e+01 : (tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>, tensor<?xf32>) -> tensor<2x8x?x6xf32>
  %2 = nn.rotary interleaved %x positions %q base 1.000000e+01 : (tensor<2x8x?x6xf32, #nn.axes<batch, head, time, depth>>, tensor<?xf32>) -> tensor<2x8x?x6xf32>
  // A depth of no pairs.
  // CHECK: nn.rotary halves %{{.*}} base 1.000000e+00 : (tensor<?x0xf32>) -> tensor<?x0xf32>
  %3 = nn.rotary halves %y base 1.000000e+00 : (tensor<?x0xf32>) -> tensor<?x0xf32>
  return
}
