// RUN: nn-opt %s --nn-call-libm | FileCheck %s
// Vectors are taken apart: a call per lane.
// CHECK-LABEL: func.func @vector
// CHECK-COUNT-2: call @log1p(%{{.*}}) : (f64) -> f64
// CHECK-NOT: math.log1p
func.func @vector(%x: vector<2xf64>) -> vector<2xf64> {
  %0 = math.log1p %x : vector<2xf64>
  return %0 : vector<2xf64>
}
