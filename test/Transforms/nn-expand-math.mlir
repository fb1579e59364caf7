// RUN: nn-opt %s --nn-expand-math | FileCheck %s

// No call and no branch is left; products and sums may be contracted.
// CHECK-LABEL: func.func @expands
func.func @expands(%x: f32) -> f32 {
  // CHECK-NOT: {{math\.(exp|log|tanh|erf)}}
  // CHECK: arith.mulf %{{.*}}, %{{.*}} fastmath<contract> : f32
  %0 = math.exp %x : f32
  %1 = math.expm1 %0 : f32
  %2 = math.log %1 : f32
  %3 = math.log1p %2 : f32
  %4 = math.tanh %3 : f32
  // CHECK: math.copysign
  %5 = math.erf %4 : f32
  // CHECK-NOT: {{math\.(exp|log|tanh|erf)}}
  // CHECK: return
  return %5 : f32
}

// Vectors are expanded lane by lane.
// CHECK-LABEL: func.func @vector
func.func @vector(%x: vector<8xf32>) -> vector<8xf32> {
  // CHECK-NOT: math.exp
  // CHECK: arith.mulf %{{.*}}, %{{.*}} fastmath<contract> : vector<8xf32>
  %0 = math.exp %x : vector<8xf32>
  return %0 : vector<8xf32>
}

// Other widths, and functions without an approximation, stay.
// CHECK-LABEL: func.func @stays
func.func @stays(%x: f64, %y: f32) -> (f64, f32) {
  // CHECK: math.exp %{{.*}} : f64
  // CHECK: math.sqrt %{{.*}} : f32
  %0 = math.exp %x : f64
  %1 = math.sqrt %y : f32
  return %0, %1 : f64, f32
}
