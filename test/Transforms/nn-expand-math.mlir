// RUN: nn-opt %s --nn-expand-math=fused-multiply-add | FileCheck %s
// RUN: nn-opt %s --nn-expand-math | FileCheck %s --check-prefix=APART
// APART-LABEL: func.func @gelu
// APART: arith.truncf %{{.*}} : vector<4xf64> to vector<4xf32>

// No call and no branch is left; products and sums may be contracted.
// CHECK-LABEL: func.func @unary
func.func @unary(%x: f32) -> f32 {
  // CHECK-NOT: {{math\.(a[cst]|cb|cos|e|log|p|r|sin|t)}}
  // CHECK: arith.mulf %{{.*}}, %{{.*}} fastmath<contract> : f32
  // CHECK-NOT: {{math\.(a[cst]|cb|cos|e|log|p|r|sin|t)}}
  %0 = math.exp %x : f32
  %1 = math.exp2 %0 : f32
  %2 = math.expm1 %1 : f32
  %3 = math.sinh %2 : f32
  %4 = math.cosh %3 : f32
  %5 = math.tanh %4 : f32
  %6 = math.log %5 : f32
  %7 = math.log2 %6 : f32
  %8 = math.log10 %7 : f32
  %9 = math.log1p %8 : f32
  %10 = math.asinh %9 : f32
  %11 = math.acosh %10 : f32
  %12 = math.atanh %11 : f32
  %13 = math.cbrt %12 : f32
  %14 = math.rsqrt %13 : f32
  %15 = math.erf %14 : f32
  %16 = math.erfc %15 : f32
  %17 = math.sin %16 : f32
  %18 = math.cos %17 : f32
  %19 = math.tan %18 : f32
  %20 = math.asin %19 : f32
  %21 = math.acos %20 : f32
  %22 = math.atan %21 : f32
  // CHECK: return
  return %22 : f32
}

// CHECK-LABEL: func.func @binary
func.func @binary(%x: f32, %y: f32) -> f32 {
  // CHECK-NOT: {{math\.(a[cst]|cb|cos|e|log|p|r|sin|t)}}
  %0 = math.powf %x, %y : f32
  %1 = math.atan2 %0, %y : f32
  // CHECK: return
  return %1 : f32
}

// Vectors are expanded lane by lane.
// CHECK-LABEL: func.func @vector
func.func @vector(%x: vector<8xf32>) -> vector<8xf32> {
  // CHECK-NOT: {{math\.(a[cst]|cb|cos|e|log|p|r|sin|t)}}
  // CHECK: arith.mulf %{{.*}}, %{{.*}} fastmath<contract> : vector<8xf32>
  %0 = math.exp %x : vector<8xf32>
  // CHECK-NOT: {{math\.(a[cst]|cb|cos|e|log|p|r|sin|t)}}
  // CHECK: arith.extf %{{.*}} : vector<8xf32> to vector<8xf64>
  %1 = math.sin %0 : vector<8xf32>
  return %1 : vector<8xf32>
}

// In f64, a function that may be approximate is enough for a result in f32.
// CHECK-LABEL: func.func @approximate
func.func @approximate(%x: f64) -> f64 {
  // CHECK-NOT: {{math\.(a[cst]|cb|cos|e|log|p|r|sin|t)}}
  %0 = math.exp %x fastmath<afn> : f64
  %1 = math.erfc %0 fastmath<contract,afn> : f64
  // CHECK: return
  return %1 : f64
}

// Other functions of f64, and those that are instructions, stay.
// CHECK-LABEL: func.func @stays
func.func @stays(%x: f64, %y: f32) -> (f64, f32) {
  // CHECK: math.exp %{{.*}} : f64
  %0 = math.exp %x : f64
  // CHECK: math.erfc %{{.*}} fastmath<contract> : f64
  %1 = math.erfc %0 fastmath<contract> : f64
  // CHECK: math.powf %{{.*}}, %{{.*}} : f64
  %2 = math.powf %1, %x : f64
  // CHECK: math.sqrt %{{.*}} : f32
  %3 = math.sqrt %y : f32
  return %2, %3 : f64, f32
}

// The gelu of an f32 is computed in f32, whatever the order of factors.
// CHECK-LABEL: func.func @gelu
// CHECK-NOT: f64
// CHECK: arith.divf %{{.*}}, %{{.*}} : vector<4xf32>
// CHECK-NOT: f64
// CHECK: return
func.func @gelu(%x: vector<4xf32>) -> vector<4xf32> {
  %lowest = arith.constant dense<-4.0e+01> : vector<4xf64>
  %scale = arith.constant dense<-0.70710678118654757> : vector<4xf64>
  %half = arith.constant dense<5.0e-01> : vector<4xf64>
  %w = arith.extf %x : vector<4xf32> to vector<4xf64>
  %s = arith.maximumf %w, %lowest : vector<4xf64>
  %t = arith.mulf %s, %scale : vector<4xf64>
  %e = math.erfc %t fastmath<afn> : vector<4xf64>
  %p = arith.mulf %e, %half : vector<4xf64>
  %g = arith.mulf %p, %s : vector<4xf64>
  %y = arith.truncf %g : vector<4xf64> to vector<4xf32>
  return %y : vector<4xf32>
}

// Another factor, or a function that must be exact, makes it another function.
// CHECK-LABEL: func.func @no_gelu
// CHECK-COUNT-2: arith.truncf %{{.*}} : f64 to f32
// CHECK: return
func.func @no_gelu(%x: f32) -> (f32, f32) {
  %lowest = arith.constant -4.0e+01 : f64
  %scale = arith.constant -0.70710678118654757 : f64
  %other = arith.constant -0.70710678 : f64
  %half = arith.constant 5.0e-01 : f64
  %w = arith.extf %x : f32 to f64
  %s = arith.maximumf %w, %lowest : f64
  %t = arith.mulf %s, %other : f64
  %e = math.erfc %t fastmath<afn> : f64
  %p = arith.mulf %e, %half : f64
  %g = arith.mulf %s, %p : f64
  %y = arith.truncf %g : f64 to f32
  %u = arith.mulf %s, %scale : f64
  %f = math.erfc %u : f64
  %q = arith.mulf %f, %half : f64
  %h = arith.mulf %s, %q : f64
  %z = arith.truncf %h : f64 to f32
  return %y, %z : f32, f32
}
