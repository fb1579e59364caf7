// RUN: nn-opt %s --nn-settle-rounding | FileCheck %s

// CHECK-LABEL: llvm.func @sum
// CHECK-SAME: %[[a:.*]]: f32, %[[b:.*]]: f32, %[[c:.*]]: f32
// CHECK-NEXT: %[[s:.*]] = llvm.intr.fmuladd(%[[a]], %[[b]], %[[c]]) : (f32, f32, f32) -> f32
// CHECK-NEXT: llvm.return %[[s]]
llvm.func @sum(%a: f32, %b: f32, %c: f32) -> f32 {
  %p = llvm.fmul %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %s = llvm.fadd %p, %c {fastmathFlags = #llvm.fastmath<contract, reassoc>} : f32
  llvm.return %s : f32
}

// Of two products, the one on the right.
// CHECK-LABEL: llvm.func @two_products
// CHECK-SAME: %[[a:.*]]: vector<4xf64>, %[[b:.*]]: vector<4xf64>
// CHECK-NEXT: %[[p:.*]] = llvm.fmul %[[a]], %[[a]] : vector<4xf64>
// CHECK-NEXT: llvm.intr.fmuladd(%[[b]], %[[b]], %[[p]])
llvm.func @two_products(%a: vector<4xf64>, %b: vector<4xf64>) -> vector<4xf64> {
  %p = llvm.fmul %a, %a {fastmathFlags = #llvm.fastmath<contract>} : vector<4xf64>
  %q = llvm.fmul %b, %b {fastmathFlags = #llvm.fastmath<contract>} : vector<4xf64>
  %s = llvm.fadd %p, %q {fastmathFlags = #llvm.fastmath<contract>} : vector<4xf64>
  llvm.return %s : vector<4xf64>
}

// CHECK-LABEL: llvm.func @differences
// CHECK-SAME: %[[a:.*]]: f32, %[[b:.*]]: f32, %[[c:.*]]: f32
// CHECK: %[[m:.*]] = llvm.fneg %[[a]]
// CHECK: llvm.intr.fmuladd(%[[m]], %[[b]], %[[c]])
// CHECK: %[[n:.*]] = llvm.fneg %[[c]]
// CHECK: llvm.intr.fmuladd(%[[a]], %[[b]], %[[n]])
llvm.func @differences(%a: f32, %b: f32, %c: f32) -> !llvm.struct<(f32, f32)> {
  %p = llvm.fmul %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %r = llvm.fsub %c, %p {fastmathFlags = #llvm.fastmath<contract>} : f32
  %q = llvm.fmul %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %s = llvm.fsub %q, %c {fastmathFlags = #llvm.fastmath<contract>} : f32
  %0 = llvm.mlir.undef : !llvm.struct<(f32, f32)>
  %1 = llvm.insertvalue %r, %0[0] : !llvm.struct<(f32, f32)>
  %2 = llvm.insertvalue %s, %1[1] : !llvm.struct<(f32, f32)>
  llvm.return %2 : !llvm.struct<(f32, f32)>
}

// A product that is read twice, and products and sums that are to be rounded.
// CHECK-LABEL: llvm.func @apart
// CHECK-NOT: fmuladd
// CHECK-NOT: fastmath<{{.*}}contract
// CHECK: llvm.return
llvm.func @apart(%a: f32, %b: f32, %c: f32) -> f32 {
  %p = llvm.fmul %a, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %s = llvm.fadd %p, %p {fastmathFlags = #llvm.fastmath<contract>} : f32
  %q = llvm.fmul %s, %b : f32
  %t = llvm.fadd %q, %c {fastmathFlags = #llvm.fastmath<contract>} : f32
  %r = llvm.fmul %t, %b {fastmathFlags = #llvm.fastmath<contract>} : f32
  %u = llvm.fadd %r, %c : f32
  llvm.return %u : f32
}

// Other flags stay, and the sum of the lanes of a vector is that of a tree.
// CHECK-LABEL: llvm.func @flags
// CHECK: llvm.fadd %{{.*}}, %{{.*}} {fastmathFlags = #llvm.fastmath<nnan>}
// CHECK: "llvm.intr.vector.reduce.fadd"(%{{.*}}, %{{.*}}) <{fastmathFlags = #llvm.fastmath<reassoc>}>
llvm.func @flags(%a: f32, %v: vector<8xf32>) -> f32 {
  %s = llvm.fadd %a, %a {fastmathFlags = #llvm.fastmath<nnan, reassoc>} : f32
  %r = "llvm.intr.vector.reduce.fadd"(%s, %v) <{fastmathFlags = #llvm.fastmath<reassoc>}> : (f32, vector<8xf32>) -> f32
  llvm.return %r : f32
}
